import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type ResidentTexts = typeof zh;
export type Language = "zh" | "en";

const texts: Readonly<Record<Language, ResidentTexts>> = { zh, en };
// The console keeps the choice under the same name: who reads English there reads it here.
const storedUnder = "xinyi.language";

interface Speaking {
  readonly language: Language;
  readonly text: ResidentTexts;
  readonly speak: (language: Language) => void;
}

const SpeakingContext = createContext<Speaking>({ language: "zh", text: zh, speak: () => {} });

/** Chinese unless this phone has chosen English before. */
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

export function useText(): ResidentTexts {
  return use(SpeakingContext).text;
}

export function useLanguage(): Speaking {
  return use(SpeakingContext);
}
