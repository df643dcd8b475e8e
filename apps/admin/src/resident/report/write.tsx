import { type FormEvent, useId, useState } from "react";
import { to } from "../address.ts";
import { useSending } from "../asking.ts";
import { useSession } from "../session/session.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Failure } from "../ui/answer.tsx";
import {
  type Category,
  type Receipt,
  type Report,
  type ReportForm,
  sendReport,
} from "./queries.ts";
import { Taken } from "./taken.tsx";

interface Draft {
  readonly text: string;
  readonly estateId: string;
  readonly place: string;
  readonly class: string;
  readonly name: string;
  readonly phone: string;
  readonly agreed: "" | "yes" | "no";
  readonly isAnonymous: boolean;
  readonly isPublic: boolean;
}

/** A report in one's own words; everything but the words themselves may stay empty. */
export function Write({
  districtId,
  form,
  category,
}: {
  readonly districtId: string;
  readonly form: ReportForm;
  readonly category: Category;
}) {
  const text = useText();
  const words = text.report;
  const { standing } = useSession();
  const isSignedIn = standing.state === "in" && standing.places.length > 0;
  const home = standing.state === "in" ? standing.places[0]?.estateId : undefined;
  const [draft, setDraft] = useState<Draft>({
    text: "",
    estateId: home ?? "",
    place: "",
    class: form.defaultClass,
    name: "",
    phone: "",
    agreed: "",
    isAnonymous: false,
    isPublic: true,
  });
  const [isTried, setTried] = useState(false);
  const [receipt, setReceipt] = useState<Receipt>();
  const sending = useSending((body: Report, key) => sendReport(districtId, isSignedIn, body, key));
  if (receipt !== undefined) return <Taken districtId={districtId} receipt={receipt} />;
  const isBlank = draft.text.trim() === "";
  const isNoPhone = draft.phone !== "" && !/^[+\d][\d -]{4,20}$/.test(draft.phone.trim());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBlank || isNoPhone) return;
    const taken = await sending.send(reportOf(draft, category));
    if (taken !== undefined) setReceipt(taken);
  };
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <What draft={draft} fault={isTried && isBlank} set={set} />
      {category.code === "fees.dispute" ? <Mediation draft={draft} set={set} /> : null}
      <Where draft={draft} form={form} set={set} />
      <Classes draft={draft} form={form} set={set} />
      <Who draft={draft} fault={isTried && isNoPhone} isSignedIn={isSignedIn} set={set} />
      {sending.error === undefined ? null : <Failure error={sending.error} />}
      <button className="first" disabled={sending.isSending} type="submit">
        {sending.isSending ? text.sending : words.send}
      </button>
      <p>
        <a href={to("report", districtId)}>{words.otherKind}</a>
      </p>
    </form>
  );
}

function reportOf(draft: Draft, { code }: Category): Report {
  const told = (name: string, value: string) =>
    value.trim() === "" ? {} : { [name]: value.trim() };
  return {
    category: code,
    text: draft.text.trim(),
    class: draft.class,
    ...told("estateId", draft.estateId),
    ...told("place", draft.place),
    ...told("name", draft.name),
    ...told("phone", draft.phone),
    ...(draft.agreed === ""
      ? {}
      : { facts: { bothPartiesAgreeToMediate: draft.agreed === "yes" } }),
    isAnonymous: draft.isAnonymous,
    isPublic: draft.isPublic,
  };
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

function What({ draft, set, fault }: PartProps & { readonly fault: boolean }) {
  const words = useText().report;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.words}</label>
      <p className="small" id={`${id}-hint`}>
        {words.wordsHint}
      </p>
      <textarea
        aria-describedby={fault ? `${id}-hint ${id}-fault` : `${id}-hint`}
        aria-invalid={fault || undefined}
        id={id}
        maxLength={4000}
        onChange={({ target }) => set({ text: target.value })}
        rows={6}
        value={draft.text}
      />
      {fault ? (
        <p className="fault" id={`${id}-fault`} role="alert">
          {words.wordsMissing}
        </p>
      ) : null}
    </div>
  );
}

function Mediation({ draft, set }: PartProps) {
  const words = useText().report;
  const name = useId();
  const options = [
    ["", words.agreedUnknown],
    ["yes", words.agreedBoth],
    ["no", words.agreedNo],
  ] as const;
  return (
    <fieldset className="field">
      <legend>{words.agreed}</legend>
      <p className="small">{words.agreedHint}</p>
      {options.map(([value, label]) => (
        <label className="tick" key={value}>
          <input
            checked={draft.agreed === value}
            name={name}
            onChange={() => set({ agreed: value })}
            type="radio"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Where({ draft, set, form }: PartProps & { readonly form: ReportForm }) {
  const words = useText().report;
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-estate`}>{words.estate}</label>
        <select
          id={`${id}-estate`}
          onChange={({ target }) => set({ estateId: target.value })}
          value={draft.estateId}
        >
          <option value="">{words.noEstate}</option>
          {form.estates.map((estate) => (
            <option key={estate.id} value={estate.id}>
              {`${estate.communityName} ${estate.name}`}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-place`}>{words.place}</label>
        <p className="small" id={`${id}-hint`}>
          {words.placeHint}
        </p>
        <input
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          id={`${id}-place`}
          maxLength={200}
          onChange={({ target }) => set({ place: target.value })}
          value={draft.place}
        />
      </div>
    </>
  );
}

function Classes({ draft, set, form }: PartProps & { readonly form: ReportForm }) {
  const { language, text } = useLanguage();
  const words = text.report;
  const name = useId();
  return (
    <fieldset className="field">
      <legend>{words.class}</legend>
      {form.classes.map((one) => (
        <label className="tick" key={one.id}>
          <input
            checked={draft.class === one.id}
            name={name}
            onChange={() => set({ class: one.id })}
            type="radio"
          />
          <span>
            {language === "zh" ? one.titleZh : one.titleEn}{" "}
            <span className="small">{words.limit[one.unit]?.(one.amount)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Who({
  draft,
  set,
  fault,
  isSignedIn,
}: PartProps & { readonly fault: boolean; readonly isSignedIn: boolean }) {
  const words = useText().report;
  const id = useId();
  return (
    <>
      <h2>{words.who}</h2>
      <p>{isSignedIn ? words.signedIn : words.whoHint}</p>
      {isSignedIn ? null : (
        <>
          <div className="field">
            <label htmlFor={`${id}-name`}>{words.name}</label>
            <input
              autoComplete="name"
              id={`${id}-name`}
              maxLength={60}
              onChange={({ target }) => set({ name: target.value })}
              value={draft.name}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-phone`}>{words.phone}</label>
            <input
              aria-describedby={fault ? `${id}-fault` : undefined}
              aria-invalid={fault || undefined}
              autoComplete="tel"
              id={`${id}-phone`}
              inputMode="tel"
              maxLength={21}
              onChange={({ target }) => set({ phone: target.value })}
              value={draft.phone}
            />
            {fault ? (
              <p className="fault" id={`${id}-fault`} role="alert">
                {words.phoneFault}
              </p>
            ) : null}
          </div>
        </>
      )}
      <label className="tick">
        <input
          checked={draft.isAnonymous}
          onChange={({ target }) => set({ isAnonymous: target.checked })}
          type="checkbox"
        />
        {words.anonymous}
      </label>
      <label className="tick">
        <input
          checked={draft.isPublic}
          onChange={({ target }) => set({ isPublic: target.checked })}
          type="checkbox"
        />
        {words.public}
      </label>
    </>
  );
}
