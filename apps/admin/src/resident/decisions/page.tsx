import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../../api.ts";
import { dateText } from "../../ui/date-text.ts";
import { to } from "../address.ts";
import { useAsked } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { usePlace } from "../session/session.tsx";
import { type ResidentTexts, useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Answered } from "../ui/answer.tsx";

type Chain = Schema<"ResolutionChain">;

const base = "/api/public/districts/{districtId}/estates/{estateId}" as const;

/** `#/decisions`, `#/decisions/resolution/id`, `#/decisions/payment/id`: one chain, from both ends. */
export default function Decisions({ rest }: PageProps) {
  const [kind, id] = rest;
  if (kind === undefined || id === undefined) return <Register />;
  return <OneChain id={id} isPayment={kind === "payment"} key={`${kind} ${id}`} />;
}

function Register() {
  const { language, text } = useLanguage();
  const words = text.decisions;
  const path = usePlace();
  const asked = useAsked(path.estateId, () =>
    answer(api.GET(`${base}/resolutions`, { params: { path } })),
  );
  return (
    <Answered asked={asked}>
      {({ resolutions }) => (
        <>
          <h1>{words.title}</h1>
          {resolutions.length === 0 ? <p className="note">{words.none}</p> : null}
          <ul className="ways">
            {resolutions.map((one) => (
              <li key={one.mandateId}>
                <a href={to("decisions", "resolution", one.mandateId)}>
                  <strong>{subjectText(one.subject, text)}</strong>
                  <span>
                    {one.resolutionId} · {words.resolvedOn(dateText(one.resolvedOn, language))}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}

function OneChain({ id, isPayment }: { readonly id: string; readonly isPayment: boolean }) {
  const { text } = useLanguage();
  const path = usePlace();
  const asked = useAsked(id, () =>
    isPayment
      ? answer(
          api.GET(`${base}/payments/{orderId}/chain`, {
            params: { path: { ...path, orderId: id } },
          }),
        )
      : answer(
          api.GET(`${base}/resolutions/{mandateId}/chain`, {
            params: { path: { ...path, mandateId: id } },
          }),
        ),
  );
  return (
    <Answered asked={asked}>
      {(chain) => (
        <>
          <h1>{isPayment ? text.decisions.onePayment : text.decisions.resolution}</h1>
          {isPayment ? <Payments chain={chain} isPayment /> : null}
          <Resolution chain={chain} />
          <Budget chain={chain} />
          {isPayment ? null : <Payments chain={chain} />}
          <p>
            <a href={to("decisions")}>{text.decisions.title}</a>
          </p>
        </>
      )}
    </Answered>
  );
}

function Resolution({ chain: { resolution } }: { readonly chain: Chain }) {
  const { language, text } = useLanguage();
  const words = text.decisions;
  if (resolution === null) return <p className="note">{words.noResolution}</p>;
  const { meetingId, mandateId, resolutionId, resolvedOn, subject, title } = resolution;
  return (
    <section className="card">
      <h2>{title ?? subjectText(subject, text)}</h2>
      <p>
        {subjectText(subject, text)} · {resolutionId} ·{" "}
        {words.resolvedOn(dateText(resolvedOn, language))}
      </p>
      {meetingId === null ? null : (
        <p>
          <a href={`/v/${meetingId}`}>{words.vote}</a>
        </p>
      )}
      <p>
        <a href={to("decisions", "resolution", mandateId)}>{words.payments}</a>
      </p>
    </section>
  );
}

function Budget({ chain: { budget } }: { readonly chain: Chain }) {
  const words = useLanguage().text.decisions;
  return (
    <section className="card">
      <h2>{words.budget}</h2>
      {budget === null ? (
        <p>{words.noBudget}</p>
      ) : (
        <p>
          {words.budgetOf(budget.year)} <Amount isBig of={budget.total} />
        </p>
      )}
    </section>
  );
}

function Payments({
  chain: { payments },
  isPayment = false,
}: {
  readonly chain: Chain;
  readonly isPayment?: boolean;
}) {
  const { language, text } = useLanguage();
  const words = text.decisions;
  return (
    <section className="card">
      <h2>{isPayment ? words.onePayment : words.payments}</h2>
      {payments.length === 0 ? <p>{words.noPayments}</p> : null}
      <ul className="lines">
        {payments.map((payment) => (
          <li key={payment.orderId}>
            <span>
              {language === "zh" ? payment.titleZh : payment.titleEn}
              <small>
                {payment.paidOn === null
                  ? words.notPaid
                  : words.paidOn(dateText(payment.paidOn, language))}
              </small>
              {isPayment ? null : (
                <a href={to("decisions", "payment", payment.orderId)}>{words.back}</a>
              )}
            </span>
            <Amount of={payment.amount} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function subjectText(subject: string, text: ResidentTexts): string {
  const { subjects } = text.decisions;
  const [kind = "", of = ""] = subject.split(":");
  if (kind === "budget") return subjects.budget(of);
  if (kind === "governance-mode") return subjects["estate-mode"];
  return kind === "access-policy" || kind === "trustee" ? subjects[kind] : subjects.ratification;
}
