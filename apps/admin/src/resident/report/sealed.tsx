import type { Schema } from "@xinyi/api-client";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { momentText } from "../../ui/date-text.ts";
import { to } from "../address.ts";
import { useSending } from "../asking.ts";
import { useLanguage, useText } from "../text/language.tsx";
import { Failure } from "../ui/answer.tsx";
import { keepHash } from "./queries.ts";
import type { SealedLetter } from "./sealing.ts";
import { zoneHere } from "./zone.ts";

type Office = Schema<"DisciplineChannel">;

/**
 * An accusation never comes here. The office's own channel stands first; where it has given out a
 * key, a letter is sealed in this phone, and its writer takes the file there.
 */
export function SealedPage({
  districtId,
  office,
}: {
  readonly districtId: string;
  readonly office: Office;
}) {
  const words = useText().report.sealed;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {office.isExample ? <p className="bad">{words.isExample}</p> : null}
      <section aria-label={words.office} className="card">
        <h2>{words.office}</h2>
        <dl>
          <dt>{words.number}</dt>
          <dd>
            <a className="call" href={`tel:${office.number.replace(/[^\d+]/g, "")}`}>
              {office.number}
            </a>
          </dd>
          <dt>{words.address}</dt>
          <dd>{office.address}</dd>
          <dt>{words.hours}</dt>
          <dd>{office.hours}</dd>
        </dl>
      </section>
      {office.recipient === null ? (
        <p className="note">{words.noKey}</p>
      ) : (
        <Letter districtId={districtId} recipient={office.recipient} />
      )}
      <p>
        <a href={to("report", districtId)}>{words.back}</a>
      </p>
    </>
  );
}

function Letter({
  districtId,
  recipient,
}: {
  readonly districtId: string;
  readonly recipient: string;
}) {
  const text = useText();
  const words = text.report.sealed;
  const id = useId();
  const [letter, setLetter] = useState("");
  const [isTried, setTried] = useState(false);
  const [sealed, setSealed] = useState<SealedLetter>();
  const [fault, setFault] = useState(false);
  if (sealed !== undefined) {
    return <SealedFile districtId={districtId} sealed={sealed} />;
  }
  const isBlank = letter.trim() === "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBlank) return;
    try {
      // Loaded only here: no other page has use for it.
      const { seal } = await import("./sealing.ts");
      setSealed(await seal(letter, recipient));
      setLetter("");
    } catch {
      setFault(true);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h2>{words.writeTitle}</h2>
      <ul className="rules">
        {words.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <div className="field">
        <label htmlFor={id}>{words.letter}</label>
        <p className="small" id={`${id}-hint`}>
          {words.letterHint}
        </p>
        <textarea
          aria-describedby={isTried && isBlank ? `${id}-hint ${id}-fault` : `${id}-hint`}
          aria-invalid={(isTried && isBlank) || undefined}
          autoComplete="off"
          id={id}
          onChange={({ target }) => setLetter(target.value)}
          rows={8}
          // Some browsers send what is typed to a spelling service.
          spellCheck={false}
          value={letter}
        />
        {isTried && isBlank ? (
          <p className="fault" id={`${id}-fault`} role="alert">
            {words.letterMissing}
          </p>
        ) : null}
      </div>
      {fault ? (
        <p className="bad" role="alert">
          {words.notSealed}
        </p>
      ) : null}
      <button className="first" type="submit">
        {words.seal}
      </button>
      <details>
        <summary>{words.keyTitle}</summary>
        <p className="small">{words.keyHint}</p>
        <p className="key">{recipient}</p>
      </details>
    </form>
  );
}

function SealedFile({
  districtId,
  sealed,
}: {
  readonly districtId: string;
  readonly sealed: SealedLetter;
}) {
  const { language, text } = useLanguage();
  const words = text.report.sealed;
  const [receipt, setReceipt] = useState<Schema<"SealedReceipt">>();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const keeping = useSending((sha256: string, key) => keepHash(districtId, sha256, key));
  const save = () => {
    const address = URL.createObjectURL(
      new Blob([sealed.file], { type: "application/octet-stream" }),
    );
    const link = document.createElement("a");
    link.href = address;
    link.download = `${words.fileName}-${sealed.sha256.slice(0, 8)}.age`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <section className="card">
      <h2 ref={head} tabIndex={-1}>
        {words.done}
      </h2>
      <p>{words.doneText}</p>
      <button className="first" onClick={save} type="button">
        {words.save}
      </button>
      <h3>{words.how}</h3>
      <ol className="rules">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h3>{words.proof}</h3>
      <p className="small">{words.proofText}</p>
      <p className="key">{sealed.sha256}</p>
      {keeping.error === undefined ? null : <Failure error={keeping.error} />}
      {receipt === undefined ? (
        <button
          className="second"
          disabled={keeping.isSending}
          onClick={() => void keeping.send(sealed.sha256).then(setReceipt)}
          type="button"
        >
          {words.keep}
        </button>
      ) : (
        <p className="good" role="status">
          {words.kept(momentText(receipt.at, zoneHere(), language))}
        </p>
      )}
    </section>
  );
}
