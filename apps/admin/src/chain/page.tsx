import { Link, useSearch } from "@tanstack/react-router";
import { useSubjectText } from "../mandates/subject.ts";
import { named, useNamed } from "../meetings/words.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { dateText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { type Chain, useChain, useResolutions } from "./queries.ts";

/** Resolution, budget, payments: the register, or one chain walked from either end. */
export function ChainPage() {
  const words = useText().votes.chain;
  const { mandateId, orderId } = useSearch({
    from: "/signed-in/estates/$districtId/$estateId/chain",
  });
  return (
    <Page intro={words.intro} title={words.title}>
      {mandateId === undefined ? null : <ChainPanels from={{ mandateId }} key={mandateId} />}
      {orderId === undefined ? null : <ChainPanels from={{ orderId }} key={orderId} />}
      <Register />
    </Page>
  );
}

function ChainPanels({ from }: { readonly from: Parameters<typeof useChain>[0] }) {
  const chain = useChain(from);
  return (
    <Loaded query={chain}>
      {(found) => (
        <>
          <Resolution chain={found} />
          <Adopted chain={found} />
          <Payments chain={found} />
        </>
      )}
    </Loaded>
  );
}

function Resolution({ chain: { resolution } }: { readonly chain: Chain }) {
  const text = useText();
  const words = text.votes.chain;
  const name = useNamed();
  const path = useEstatePath();
  const subjectText = useSubjectText();
  if (resolution === null) {
    return (
      <Panel title={words.resolution}>
        <p className="empty">{words.noResolution}</p>
      </Panel>
    );
  }
  return (
    <Panel title={words.resolution}>
      <Facts
        facts={[
          [words.resolution, resolution.resolutionId],
          [text.twoKeys.mandates.subject, subjectText(resolution.subject)],
          [text.twoKeys.mandates.resolvedOn, <CivilDate date={resolution.resolvedOn} key="on" />],
          ...(resolution.verdictStatus === null
            ? []
            : ([[words.verdict, name.status(resolution.verdictStatus)]] as const)),
          ...(resolution.meetingId === null
            ? []
            : ([
                [
                  text.votes.meetingTitle,
                  <Link
                    className="way"
                    key="meeting"
                    params={{ ...path, meetingId: resolution.meetingId }}
                    search={{ part: "result" }}
                    to="/estates/$districtId/$estateId/meetings/$meetingId"
                  >
                    {resolution.title ?? resolution.resolutionId}
                  </Link>,
                ],
              ] as const)),
          [
            text.twoKeys.mandates.state,
            resolution.isConfirmed ? words.confirmed : words.unconfirmed,
          ],
        ]}
      />
    </Panel>
  );
}

function Adopted({ chain: { budget, policy } }: { readonly chain: Chain }) {
  const { text, language } = useLanguage();
  const words = text.votes.chain;
  return (
    <Panel title={words.budget}>
      {budget === null && policy === null ? <p className="empty">{words.noBudget}</p> : null}
      <Facts
        facts={[
          ...(budget === null
            ? []
            : ([
                [words.budget, words.adopted(budget.year, budget.version)],
                [words.total, <Amount key="total" money={budget.total} />],
              ] as const)),
          ...(policy === null
            ? []
            : ([[words.policy, words.policySince(dateText(policy.from, language))]] as const)),
        ]}
      />
    </Panel>
  );
}

type Payment = Chain["payments"][number];

function Payments({ chain: { payments } }: { readonly chain: Chain }) {
  const { text, language } = useLanguage();
  const words = text.votes.chain;
  const path = useEstatePath();
  return (
    <Panel title={words.payments}>
      <Records<Payment>
        caption={words.payments}
        columns={[
          {
            key: "line",
            title: words.line,
            render: (row) => (language === "zh" ? row.titleZh : row.titleEn),
          },
          {
            key: "amount",
            title: words.amount,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
          {
            key: "paid",
            title: words.paidOn,
            render: (row) =>
              row.paidOn === null ? words.notPaid : <CivilDate date={row.paidOn} />,
          },
          {
            key: "state",
            title: words.state,
            render: (row) => named(text.twoKeys.orders.statuses, row.status),
          },
          {
            key: "back",
            title: words.back,
            render: (row) => (
              <Link
                className="way"
                params={path}
                search={{ orderId: row.orderId }}
                to="/estates/$districtId/$estateId/chain"
              >
                {words.back}
              </Link>
            ),
          },
        ]}
        empty={words.noPayments}
        rowKey={(row) => row.orderId}
        rows={payments}
      />
    </Panel>
  );
}

function Register() {
  const text = useText();
  const words = text.votes.chain;
  const path = useEstatePath();
  const subjectText = useSubjectText();
  const register = useResolutions();
  return (
    <Panel title={words.register}>
      <Loaded query={register}>
        {(rows) => (
          <Records<(typeof rows)[number]>
            caption={words.register}
            columns={[
              { key: "id", title: words.resolution, render: (row) => row.resolutionId },
              {
                key: "subject",
                title: text.twoKeys.mandates.subject,
                render: (row) => subjectText(row.subject),
              },
              {
                key: "on",
                title: text.twoKeys.mandates.resolvedOn,
                render: (row) => <CivilDate date={row.resolvedOn} />,
              },
              {
                key: "used",
                title: words.state,
                render: (row) => (row.isUsed ? words.used : words.unused),
              },
              {
                key: "chain",
                title: words.payments,
                render: (row) => (
                  <Link
                    className="way"
                    params={path}
                    search={{ mandateId: row.mandateId }}
                    to="/estates/$districtId/$estateId/chain"
                  >
                    {words.toPayments}
                  </Link>
                ),
              },
            ]}
            empty={words.none}
            rowKey={(row) => row.mandateId}
            rows={rows}
          />
        )}
      </Loaded>
    </Panel>
  );
}
