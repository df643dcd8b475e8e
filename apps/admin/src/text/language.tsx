import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { en } from "./en.ts";
import type { Language, Texts } from "./texts.ts";
import { zh } from "./zh.ts";

const texts: Readonly<Record<Language, Texts>> = { zh, en };
const storedUnder = "xinyi.language";

interface Speaking {
  readonly language: Language;
  readonly text: Texts;
  readonly speak: (language: Language) => void;
}

const SpeakingContext = createContext<Speaking>({ language: "zh", text: zh, speak: () => {} });

/** Chinese unless this browser has chosen English before. */
export function SpeakingProvider({ children }: { readonly children: ReactNode }) {
  const [language, speak] = useState<Language>(() =>
    localStorage.getItem(storedUnder) === "en" ? "en" : "zh",
  );
  useEffect(() => {
    localStorage.setItem(storedUnder, language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  return (
    <SpeakingContext value={{ language, text: texts[language], speak }}>{children}</SpeakingContext>
  );
}

export function useText(): Texts {
  return use(SpeakingContext).text;
}

export function useLanguage(): Speaking {
  return use(SpeakingContext);
}
