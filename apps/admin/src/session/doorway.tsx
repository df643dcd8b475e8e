import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { Seal } from "../ui/seal.tsx";

/** The quiet page around signing in and choosing a password. */
export function Doorway({
  title,
  intro,
  children,
}: {
  readonly title: string;
  readonly intro: string;
  readonly children: ReactNode;
}) {
  const text = useText();
  return (
    <div className="doorway">
      <title>{`${title} · ${text.product}`}</title>
      <header className="doorway-head">
        <Seal />
        <p>
          <strong>{text.product}</strong>
          <span className="quiet">{text.tagline}</span>
        </p>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        <h1 tabIndex={-1}>{title}</h1>
        <p className="intro">{intro}</p>
        {children}
      </main>
    </div>
  );
}
