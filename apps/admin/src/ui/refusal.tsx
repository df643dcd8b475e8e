import { Button } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { kindOf, type Problem, Refused } from "../api.ts";
import { useText } from "../text/language.tsx";
import { factsOf, isProblemKind } from "../text/problem-kind.ts";
import type { Texts } from "../text/texts.ts";

/** A box that takes the focus when it appears, so that no one has to look for what went wrong. */
export function Announcement({
  tone,
  title,
  children,
}: {
  readonly tone: "bad" | "good" | "waiting";
  readonly title: string;
  readonly children?: ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section
      aria-label={title}
      className={`announcement announcement-${tone}`}
      ref={box}
      role={tone === "bad" ? "alert" : "status"}
      tabIndex={-1}
    >
      <p className="announcement-title">{title}</p>
      {children}
    </section>
  );
}

/** What the server refused, why, what to do next, and the number support can look up. */
export function Refusal({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry?: (() => void) | undefined;
}) {
  const text = useText();
  return (
    <Announcement title={text.refusal.title} tone="bad">
      {error instanceof Refused ? (
        <ProblemWords problem={error.problem} />
      ) : (
        <p>{text.refusal.unreachable}</p>
      )}
      {onRetry === undefined ? null : <Button onClick={onRetry}>{text.actions.retry}</Button>}
    </Announcement>
  );
}

function ProblemWords({ problem }: { readonly problem: Problem }) {
  const text = useText();
  const sentence = sentenceFor(problem, text);
  return (
    <>
      {sentence === undefined ? (
        <>
          <p>{problem.title}</p>
          {problem.detail === undefined ? null : <p>{problem.detail}</p>}
          <p>{text.refusal.unknownNext}</p>
        </>
      ) : (
        <p>{sentence}</p>
      )}
      {problem.errors === undefined || problem.errors.length === 0 ? null : (
        <>
          <p>{text.refusal.fieldErrors}</p>
          <ul>
            {problem.errors.map((fault) => (
              <li key={fault.pointer}>
                <code>{fault.pointer}</code> {fault.detail}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet">
        {text.refusal.requestId} <code>{problem.requestId}</code>
      </p>
    </>
  );
}

/** Our own sentence for the problem's kind; undefined for a kind this console does not know. */
export function sentenceFor(problem: Problem, text: Texts): string | undefined {
  const kind = kindOf(problem);
  if (!isProblemKind(kind)) return undefined;
  return text.problems[kind](factsOf(problem.facts, text.refusal.place));
}
