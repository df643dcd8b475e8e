import { useLanguage, useText } from "../text/language.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { type Assignment, leadingScheme, useSchemes } from "./queries.ts";

/** The name of a code in the reader's language, as its scheme gives it. */
export function useCodeName(): (code: string | null, scheme?: string) => string {
  const { language, text } = useLanguage();
  const schemes = useSchemes();
  return (code, scheme = leadingScheme) => {
    const words = text.organizations;
    if (code === null || code === "insufficient") return words.outcomes.insufficient;
    if (code === "out-of-scope") return words.outcomes["out-of-scope"];
    const found = schemes.data?.find(({ id }) => id === scheme);
    return found?.terms.find((term) => term.code === code)?.label[language] ?? code;
  };
}

/** The title of a scheme in the reader's language. */
export function useSchemeName(): (id: string) => string {
  const { language } = useLanguage();
  const schemes = useSchemes();
  return (id) => schemes.data?.find((one) => one.id === id)?.title[language] ?? id;
}

const standingTones: Readonly<Record<string, Tone>> = {
  filed: "good",
  registered: "good",
  applied: "waiting",
  dormant: "waiting",
  warned: "bad",
  revoked: "bad",
};

export function Standing({ standing }: { readonly standing: string }) {
  const { standings } = useText().organizations;
  return <Status tone={standingTones[standing] ?? "idle"}>{wordOf(standings, standing)}</Status>;
}

/** The word for a name the server gave; an unknown one is shown as it came. */
export function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return words[name] ?? name;
}

/** A text with the words that were evidence marked in it, where they stand. */
export function Marked({
  text,
  field,
  evidence,
}: {
  readonly text: string;
  readonly field: string;
  readonly evidence: Assignment["evidence"];
}) {
  const spans = evidence
    .filter((one) => one.field === field)
    .map(({ from, to, effect }) => ({ from, to, counts: effect > 0 }))
    .sort((one, other) => one.from - other.from || other.to - one.to);
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { from, to, counts } of spans) {
    if (from < at) continue;
    parts.push(text.slice(at, from));
    parts.push(
      <mark className={counts ? "evidence" : "evidence evidence-idle"} key={from}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
