import { useEffect, useRef, useState } from "react";
import { renderSVG } from "uqr";
import { dateText } from "../../ui/date-text.ts";
import { to } from "../address.ts";
import { useLanguage, useText } from "../text/language.tsx";
import type { Receipt } from "./queries.ts";

/** It is taken: the number, who has it, by when, and the code to follow it by, on paper if need be. */
export function Taken({
  districtId,
  receipt,
}: {
  readonly districtId: string;
  readonly receipt: Receipt;
}) {
  const { language, text } = useLanguage();
  const words = text.report;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  const title = (unit: NonNullable<Receipt["lead"]>) =>
    language === "zh" ? unit.titleZh : unit.titleEn;
  return (
    <section className="card">
      <h2 ref={head} tabIndex={-1}>
        {words.taken}
      </h2>
      <dl>
        <dt>{words.number}</dt>
        <dd>{receipt.number}</dd>
        {receipt.lead === null ? null : (
          <>
            <dt>{words.lead}</dt>
            <dd>{title(receipt.lead)}</dd>
          </>
        )}
        {receipt.redirect === null ? null : (
          <>
            <dt>{words.redirected}</dt>
            <dd>
              {title(receipt.redirect.to)} {receipt.redirect.to.channel}
              <br />
              <span className="small">{receipt.redirect.basis}</span>
            </dd>
          </>
        )}
        {receipt.dueOn === null ? null : (
          <>
            <dt>{words.due}</dt>
            <dd>{dateText(receipt.dueOn, language)}</dd>
          </>
        )}
      </dl>
      {receipt.disposition === "triage" ? <p>{words.triage}</p> : null}
      {receipt.similarCount > 0 ? (
        <p className="note">{words.similar(receipt.similarCount)}</p>
      ) : null}
      {receipt.trackingCode === null ? (
        <p>
          <a href={to("complaints")}>{words.mine}</a>
        </p>
      ) : (
        <Code code={receipt.trackingCode} districtId={districtId} />
      )}
    </section>
  );
}

function Code({ code, districtId }: { readonly code: string; readonly districtId: string }) {
  const words = useText().report;
  const [isCopied, setCopied] = useState(false);
  const href = to("track", districtId, code);
  const address = new URL(href, window.location.href).href;
  return (
    <>
      <p>
        <strong>{words.keepCode}</strong>
      </p>
      <p className="code">{grouped(code)}</p>
      <img
        alt={words.qr}
        className="qr"
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(address, { border: 2 }))}`}
      />
      <p>
        <button
          className="second"
          onClick={() => void navigator.clipboard?.writeText(address).then(() => setCopied(true))}
          type="button"
        >
          {words.copy}
        </button>{" "}
        <span className="small" role="status">
          {isCopied ? words.copied : ""}
        </span>
      </p>
      <p>
        <a href={href}>{words.toTrack}</a>
      </p>
    </>
  );
}

/** As it is read aloud and copied by hand: in fours. */
const grouped = (code: string) => code.replace(/(.{4})(?=.)/g, "$1 ");
