import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { voucherAddress } from "../mandates/subject.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount, useMoneyText } from "../ui/amount.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { Decision, OtherSteps } from "./decision.tsx";
import { type OrderCard, useOrder } from "./queries.ts";
import { OrderStatus } from "./status.tsx";

/** The approval card: one payment, everything to judge it by, and the two answers to it. */
export function Order() {
  const words = useLanguage().text.twoKeys.orders;
  const { orderId } = useParams({
    from: "/signed-in/estates/$districtId/$estateId/orders/$orderId",
  });
  const order = useOrder(orderId);
  const [done, setDone] = useState<string | null>(null);
  return (
    <Page title={words.card}>
      <Loaded query={order}>
        {(card) => (
          <>
            {done === null ? null : (
              <Announcement key={done} title={done} tone="good">
                <ToList />
              </Announcement>
            )}
            <Terms card={card} />
            <Warnings card={card} />
            <Voucher card={card} />
            <Decision card={card} onDone={setDone} />
            <Keys card={card} />
            <OtherSteps card={card} onDone={setDone} />
            <ToResolution orderId={orderId} />
          </>
        )}
      </Loaded>
      <ToList />
    </Page>
  );
}

/** A payment leads back to the resolution it rests on. */
function ToResolution({ orderId }: { readonly orderId: string }) {
  const { chain } = useLanguage().text.votes;
  return (
    <p>
      <Link
        className="way"
        params={useEstatePath()}
        search={{ orderId }}
        to="/estates/$districtId/$estateId/chain"
      >
        {chain.fromPayment}
      </Link>
    </p>
  );
}

function Terms({ card }: { readonly card: OrderCard }) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.orders;
  const { standing } = card;
  return (
    <Panel aside={<OrderStatus order={card} />} title={card.payeeName}>
      <p>
        <Amount large money={card.amount} />
      </p>
      {card.capital === null ? null : <p className="capital">{card.capital}</p>}
      <Facts
        facts={[
          [
            words.account,
            <span key="account">
              {card.bankName} <code>{card.accountMasked}</code>{" "}
              {card.isAccountChanged ? (
                <Status tone="bad">{words.accountChanged(card.payableFrom)}</Status>
              ) : null}
            </span>,
          ],
          [words.purpose, card.purpose],
          ...(card.contract === null ? [] : ([[words.contractShort, card.contract]] as const)),
          ...(card.invoiceNumber === null
            ? []
            : ([[words.invoiceShort, card.invoiceNumber]] as const)),
          [words.line, language === "zh" ? card.lineTitleZh : card.lineTitleEn],
          [words.lineAdopted, <Amount key="adopted" money={standing.adopted} />],
          [words.lineUsed, <Amount key="used" money={standing.usedBefore} />],
          [words.lineThis, <Amount key="this" money={card.amount} />],
          [words.lineRest, <Amount key="left" money={standing.left} />],
          [
            words.proposedOn,
            <span key="on">
              <CivilDate date={card.proposedOn} /> {card.proposedBy} · {words.expires(card.lastDay)}
            </span>,
          ],
          ...(card.ratifyBy === null
            ? []
            : ([
                [
                  words.state,
                  <Status key="emergency" tone={card.isRatified ? "good" : "bad"}>
                    {card.isRatified ? words.ratified : words.emergencyMark(card.ratifyBy)}
                  </Status>,
                ],
              ] as const)),
          ...(card.paid === null
            ? []
            : ([[words.paid, <Amount key="paid" money={card.paid} />]] as const)),
          ...(card.reason === null ? [] : ([[words.reason, card.reason]] as const)),
        ]}
      />
    </Panel>
  );
}

/** What looks like a payment asked for twice or cut in pieces, with the orders it resembles. */
function Warnings({ card }: { readonly card: OrderCard }) {
  const { text } = useLanguage();
  const words = text.twoKeys.orders;
  const money = useMoneyText();
  const { districtId, estate } = useEstate();
  return (
    <Panel title={words.warnings}>
      {card.warnings.length === 0 ? <Status tone="good">{words.noWarnings}</Status> : null}
      <ul className="warnings">
        {card.warnings.map((warning) => (
          <li key={`${warning.kind} ${warning.bar?.amount ?? ""}`}>
            <Status tone="bad">{words.warning[warning.kind]}</Status>
            {warning.bar === null || warning.together === null ? null : (
              <p className="quiet">{words.splitSum(money(warning.together), money(warning.bar))}</p>
            )}
            <ul>
              {warning.orders.map((other) => (
                <li key={other.id}>
                  <Link
                    className="way"
                    params={{ districtId, estateId: estate.id, orderId: other.id }}
                    to="/estates/$districtId/$estateId/orders/$orderId"
                  >
                    <CivilDate date={other.on} /> {money(other.amount)} {other.purpose}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who has approved, whose key is missing, and which rule asks for whom. */
function Keys({ card }: { readonly card: OrderCard }) {
  const { text } = useLanguage();
  const words = text.twoKeys.orders;
  const { parties, policy } = text.twoKeys;
  const rules: Readonly<Record<string, string>> = policy.rules;
  return (
    <Panel title={words.keys}>
      <ul>
        {card.approvals.map((one) => (
          <li key={`${one.party} ${one.at}`}>
            <Status tone="good">
              {`${words.approvedBy(parties[one.party], one.by)}${
                one.inPlaceOf === null ? "" : words.inPlaceOf(one.inPlaceOf)
              }`}
            </Status>
          </li>
        ))}
        {card.missing.map((one) => (
          <li key={one.party}>
            <Status tone="waiting">{words.missing(parties[one.party], one.missing)}</Status>
          </li>
        ))}
      </ul>
      <ul className="quiet">
        {card.requirements.flatMap((one) =>
          one.because.map(({ rule, count }) => (
            <li key={`${one.party} ${rule}`}>
              {words.because(rules[rule] ?? rule, parties[one.party], count)}
            </li>
          )),
        )}
      </ul>
      <p className="quiet">
        {words.fingerprint} <code className="hash">{card.hash}</code>
        <br />
        {words.fingerprintNote}
      </p>
    </Panel>
  );
}

function Voucher({ card }: { readonly card: OrderCard }) {
  const words = useLanguage().text.twoKeys.orders;
  const address = voucherAddress(useEstatePath(), card.voucherSha256);
  return (
    <Panel title={words.invoice}>
      {card.voucherMediaType.startsWith("image/") ? (
        <img alt={words.invoice} className="voucher" src={address} />
      ) : null}
      <p>
        <a className="way" href={address} rel="noreferrer" target="_blank">
          {words.openInvoice}
        </a>
      </p>
    </Panel>
  );
}

function ToList() {
  const words = useLanguage().text.twoKeys.orders;
  const { districtId, estate } = useEstate();
  return (
    <Link
      className="way"
      params={{ districtId, estateId: estate.id }}
      to="/estates/$districtId/$estateId/orders"
    >
      {words.toList}
    </Link>
  );
}
