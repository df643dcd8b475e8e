import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { type Callback, type CaseCard, useCallback } from "./queries.ts";

const outcomes = ["satisfied", "unsatisfied", "not-reached"] as const;

/** Each who reported is called back, by the hotline and never by who handled it. */
export function CallBack({
  card,
  onDone,
}: {
  readonly card: CaseCard;
  readonly onDone: (told: string) => void;
}) {
  const words = useText().complaints.callback;
  const { may } = useEstate();
  const isDue = card.state === "answered" || card.state === "callback";
  if (!isDue || !may("case:callback")) return null;
  return (
    <Panel note={words.note} title={words.title}>
      <ul className="plain callbacks">
        {card.reporters.map((reporter) => (
          <li key={reporter.id}>
            <OneCall card={card} onDone={onDone} reporter={reporter} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function OneCall({
  card,
  reporter,
  onDone,
}: {
  readonly card: CaseCard;
  readonly reporter: CaseCard["reporters"][number];
  readonly onDone: (told: string) => void;
}) {
  const text = useText();
  const words = text.complaints.callback;
  const call = useCallback(card.id);
  const [note, setNote] = useState("");
  const id = useId();
  const name = reporter.name ?? words.nameless;
  const tell = (outcome: Callback["outcome"]) =>
    call.mutate(
      { reporterId: reporter.id, outcome, ...(note.trim() === "" ? {} : { note: note.trim() }) },
      { onSuccess: () => onDone(words.done(name, words.outcomes[outcome])) },
    );
  return (
    <>
      <p>
        <strong>{name}</strong>{" "}
        {reporter.phone === null ? (
          words.noPhone
        ) : (
          <a className="way" href={`tel:${reporter.phone}`}>
            {reporter.phone}
          </a>
        )}{" "}
        {reporter.callback === null ? null : (
          <Status tone={reporter.callback === "satisfied" ? "good" : "bad"}>
            {words.outcomes[reporter.callback]}
          </Status>
        )}
      </p>
      {call.error === null ? null : <Refusal error={call.error} />}
      <label htmlFor={id}>{words.said}</label>
      <Input
        id={id}
        maxLength={1000}
        onChange={({ target }) => setNote(target.value)}
        value={note}
      />
      <p className="row-actions">
        {outcomes.map((outcome) => (
          <Button
            aria-label={text.labelled(words.outcomes[outcome], name)}
            disabled={call.isPending}
            key={outcome}
            onClick={() => tell(outcome)}
          >
            {words.outcomes[outcome]}
          </Button>
        ))}
      </p>
    </>
  );
}
