import { type ReactNode, useId, useState } from "react";
import { dateText, momentText } from "../../ui/date-text.ts";
import { useSending } from "../asking.ts";
import { useLanguage, useText } from "../text/language.tsx";
import { Failure } from "../ui/answer.tsx";
import type { ReporterStep, Tracked } from "./queries.ts";
import { zoneHere } from "./zone.ts";

type Step = (body: ReporterStep, key: string) => Promise<Tracked>;

/** Where a complaint stands, in plain words, and what its reporter can do about it now. */
export function TrackedCase({
  complaint: given,
  step,
}: {
  readonly complaint: Tracked;
  readonly step: Step;
}) {
  const { language, text } = useLanguage();
  const words = text.report;
  const [newer, setNewer] = useState<Tracked>();
  const complaint = newer ?? given;
  const titled = (unit: NonNullable<Tracked["lead"]>) =>
    language === "zh" ? unit.titleZh : unit.titleEn;
  return (
    <>
      <h1>{language === "zh" ? complaint.categoryZh : complaint.categoryEn}</h1>
      <p className="quiet">
        {words.number} {complaint.number}
      </p>
      <p className={complaint.overdueDays > 0 ? "bad" : "note"} role="status">
        <strong>{words.states[complaint.state]}</strong>
        <br />
        {standing(complaint, words, titled, (day) => dateText(day, language))}
      </p>
      {complaint.answer === null ? null : (
        <section className="card">
          <h2>{words.answer}</h2>
          <p className="said">{complaint.answer}</p>
        </section>
      )}
      <NextStep complaint={complaint} onDone={setNewer} step={step} />
      <section className="card">
        <h2>{words.yours}</h2>
        {complaint.text === null ? null : <p className="said">{complaint.text}</p>}
        <p className="small">{[complaint.estateName, complaint.place].filter(Boolean).join(" ")}</p>
      </section>
      <h2>{words.history}</h2>
      <ol className="lines">
        {complaint.steps.map((one) => (
          <li key={`${one.at} ${one.verb}`}>
            <span>
              {words.verbs[one.verb] ?? one.verb}
              {one.unit === null ? null : <small>{titled(one.unit)}</small>}
            </span>
            <em>{momentText(one.at, zoneHere(), language)}</em>
          </li>
        ))}
      </ol>
      <Withdraw complaint={complaint} onDone={setNewer} step={step} />
    </>
  );
}

function standing(
  complaint: Tracked,
  words: ReturnType<typeof useText>["report"],
  titled: (unit: NonNullable<Tracked["lead"]>) => string,
  day: (date: string) => string,
): ReactNode {
  if (complaint.redirect !== null) {
    const { to, basis } = complaint.redirect;
    return (
      <>
        {words.goneTo(titled(to))} {to.channel}
        <br />
        <span className="small">{basis}</span>
      </>
    );
  }
  if (complaint.mergedIntoNumber !== null) return words.mergedInto(complaint.mergedIntoNumber);
  const lead = complaint.lead === null ? words.notYet : words.with(titled(complaint.lead));
  // Once there is an answer, the day by which there must be one says nothing more.
  if (complaint.dueOn === null || complaint.answer !== null) return lead;
  return (
    <>
      {lead}
      <br />
      {complaint.overdueDays > 0
        ? words.overdue(day(complaint.dueOn), complaint.overdueDays)
        : complaint.isPaused
          ? words.paused
          : words.dueBy(day(complaint.dueOn))}
    </>
  );
}

interface StepProps {
  readonly complaint: Tracked;
  readonly step: Step;
  readonly onDone: (complaint: Tracked) => void;
}

function NextStep({ complaint, step, onDone }: StepProps) {
  const words = useText().report;
  if (complaint.may.includes("reply") && complaint.question !== null) {
    return (
      <Words
        label={words.reply}
        onDone={onDone}
        send={(text, key) => step({ verb: "reply", text }, key)}
        submit={words.sendReply}
        title={words.asked}
      >
        <p className="said">{complaint.question}</p>
      </Words>
    );
  }
  if (complaint.may.includes("rate")) return <Rate onDone={onDone} step={step} />;
  if (complaint.rating !== null && !complaint.may.includes("reopen")) {
    return <p className="good">{words.rated[complaint.rating]}</p>;
  }
  if (complaint.may.includes("reopen")) {
    return (
      <Words
        label={words.reopenWhy}
        onDone={onDone}
        send={(reason, key) => step({ verb: "reopen", reason }, key)}
        submit={words.reopen}
        title={words.notSolved}
      >
        <p>{words.reopenHint}</p>
      </Words>
    );
  }
  return null;
}

function Words({
  title,
  label,
  submit,
  send,
  onDone,
  children,
}: {
  readonly title: string;
  readonly label: string;
  readonly submit: string;
  readonly send: (words: string, key: string) => Promise<Tracked>;
  readonly onDone: (complaint: Tracked) => void;
  readonly children: ReactNode;
}) {
  const text = useText();
  const id = useId();
  const [words, setWords] = useState("");
  const sending = useSending(send);
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() === "") return;
        void sending.send(words.trim()).then((next) => next && onDone(next));
      }}
    >
      <h2>{title}</h2>
      {children}
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          maxLength={1000}
          onChange={({ target }) => setWords(target.value)}
          required
          rows={4}
          value={words}
        />
      </div>
      {sending.error === undefined ? null : <Failure error={sending.error} />}
      <button className="first" disabled={sending.isSending} type="submit">
        {sending.isSending ? text.sending : submit}
      </button>
    </form>
  );
}

/** Two answers of the same weight: none is coloured to be liked. The words are free to give or not. */
function Rate({
  step,
  onDone,
}: {
  readonly step: Step;
  readonly onDone: (complaint: Tracked) => void;
}) {
  const words = useText().report;
  const id = useId();
  const [note, setNote] = useState("");
  const sending = useSending((body: ReporterStep, key) => step(body, key));
  const rate = (rating: "satisfied" | "unsatisfied") =>
    void sending
      .send({ verb: "rate", rating, ...(note.trim() === "" ? {} : { note: note.trim() }) })
      .then((next) => next && onDone(next));
  return (
    <section className="card">
      <h2>{words.rateTitle}</h2>
      <p>{words.rateHint}</p>
      <div className="field">
        <label htmlFor={id}>{words.rateNote}</label>
        <textarea
          id={id}
          maxLength={1000}
          onChange={({ target }) => setNote(target.value)}
          rows={3}
          value={note}
        />
      </div>
      {sending.error === undefined ? null : <Failure error={sending.error} />}
      <p className="pair">
        <button
          className="second"
          disabled={sending.isSending}
          onClick={() => rate("satisfied")}
          type="button"
        >
          {words.satisfied}
        </button>
        <button
          className="second"
          disabled={sending.isSending}
          onClick={() => rate("unsatisfied")}
          type="button"
        >
          {words.unsatisfied}
        </button>
      </p>
    </section>
  );
}

function Withdraw({ complaint, step, onDone }: StepProps) {
  const words = useText().report;
  const [isAsked, setAsked] = useState(false);
  const sending = useSending((body: ReporterStep, key) => step(body, key));
  if (!complaint.may.includes("withdraw")) return null;
  if (!isAsked) {
    return (
      <button className="plain" onClick={() => setAsked(true)} type="button">
        {words.withdraw}
      </button>
    );
  }
  return (
    <section className="card">
      <h2>{words.withdrawTitle}</h2>
      <p>{words.withdrawText}</p>
      {sending.error === undefined ? null : <Failure error={sending.error} />}
      <p className="pair">
        <button
          className="second"
          disabled={sending.isSending}
          onClick={() =>
            void sending.send({ verb: "withdraw" }).then((next) => {
              if (next === undefined) return;
              setAsked(false);
              onDone(next);
            })
          }
          type="button"
        >
          {words.withdrawYes}
        </button>
        <button className="plain" onClick={() => setAsked(false)} type="button">
          {words.withdrawNo}
        </button>
      </p>
    </section>
  );
}
