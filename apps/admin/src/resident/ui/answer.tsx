import type { ReactNode } from "react";
import { kindOf, Refused } from "../../api.ts";
import type { Asked } from "../asking.ts";
import { type ResidentTexts, useLanguage, useText } from "../text/language.tsx";

export function Loading() {
  const text = useText();
  return (
    <p className="quiet" role="status">
      {text.loading}
    </p>
  );
}

/** What was asked for, once it is here; until then that it comes, or why it does not. */
export function Answered<Data>({
  asked,
  children,
}: {
  readonly asked: Asked<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  if (asked.state === "loading") return <Loading />;
  if (asked.state === "failed") return <Failure again={asked.again} error={asked.error} />;
  return <>{children(asked.data)}</>;
}

/** A refusal in one sentence, what to do, and the request's number; never just "error". */
export function Failure({ error, again }: { readonly error: Error; readonly again?: () => void }) {
  const { language, text } = useLanguage();
  return (
    <div className="bad" role="alert">
      <p>
        <strong>{text.refusal.title}</strong>
      </p>
      <p>{sentenceFor(error, language, text)}</p>
      {error instanceof Refused ? (
        <p className="small">{text.refusal.request(error.problem.requestId)}</p>
      ) : null}
      {again === undefined ? null : (
        <button className="second" onClick={again} type="button">
          {text.retry}
        </button>
      )}
    </div>
  );
}

/** The server's own sentence: it says what is so and what to do, in both languages. */
function sentenceFor(error: Error, language: "zh" | "en", text: ResidentTexts): string {
  if (!(error instanceof Refused)) return text.refusal.offline;
  const { title, facts } = error.problem;
  const [chinese = title, english = title] = title.split(" · ");
  const sentence = language === "zh" ? chinese : english;
  const kind = kindOf(error.problem);
  if (kind === "wrong-pin") {
    return `${sentence} ${text.refusal.pinsLeft(Number(facts?.attemptsLeft ?? 0))}`;
  }
  if (kind === "too-many-attempts") {
    const minutes = Math.ceil(Number(facts?.retryAfterSeconds ?? 900) / 60);
    return `${sentence} ${text.refusal.wait(minutes)}`;
  }
  return sentence;
}
