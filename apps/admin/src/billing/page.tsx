import { Link } from "@tanstack/react-router";
import { monthOf } from "@xinyi/calendar";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import {
  type BillPlan,
  type BillRun,
  type PlanOrder,
  useBillPlan,
  useRunBills,
} from "./queries.ts";
import { Recheck } from "./recheck.tsx";

/** First seen, then posted as it was seen. */
export function Billing() {
  const { text, language } = useLanguage();
  const words = text.billing;
  const own = text.books.run;
  const { estate } = useEstate();
  const rules = useRules();
  const plan = useBillPlan();
  const run = useRunBills();
  const [asked, setAsked] = useState<PlanOrder | null>(null);
  const [order, setOrder] = useState<BillPlan | null>(null);
  const [posted, setPosted] = useState<BillRun | null>(null);
  const look = ({ month, occurredOn }: PlanOrder) => {
    const wanted = occurredOn ? { month, occurredOn } : { month };
    setPosted(null);
    setAsked(wanted);
    plan.mutate(wanted);
  };
  return (
    <Page intro={own.intro} title={own.title}>
      <Panel title={own.look}>
        <SubmitForm<PlanOrder>
          error={plan.error}
          initialValues={{ month: monthOf(todayIn(estate.zone)) }}
          name="billing"
          onSubmit={look}
          sending={plan}
          submitLabel={own.look}
        >
          <Form.Item label={words.month} name="month" rules={rules.month(words.month)}>
            <Input className="date" type="month" />
          </Form.Item>
          <Form.Item extra={words.occurredOnHint} label={words.occurredOn} name="occurredOn">
            <Input className="date" type="date" />
          </Form.Item>
        </SubmitForm>
      </Panel>
      {posted === null ? null : <Result key={posted.planHash} run={posted} />}
      {plan.data === undefined || posted !== null ? null : (
        <Plan onPost={() => setOrder(plan.data)} plan={plan.data} />
      )}
      <Recheck />
      <Confirm
        confirmLabel={words.confirm}
        error={run.error}
        onCancel={() => setOrder(null)}
        onConfirm={() => {
          if (order === null || asked === null) return;
          const onSuccess = (done: BillRun) => {
            setOrder(null);
            setPosted(done);
          };
          run.mutate({ ...asked, planHash: order.planHash }, { onSuccess });
        }}
        open={order !== null}
        sending={run.isPending}
        title={words.confirmTitle(monthText(order?.month ?? "", language))}
      >
        {order === null ? null : (
          <p>
            {own.count(order.bills)} <Amount money={order.total} />
          </p>
        )}
        <p>{words.confirmText}</p>
      </Confirm>
    </Page>
  );
}

/** Every line that differs from last month, the largest first; what is alike is only counted. */
function Plan({ plan, onPost }: { readonly plan: BillPlan; readonly onPost: () => void }) {
  const { text, language } = useLanguage();
  const words = text.books.run;
  const faults: Readonly<Record<string, string>> = words.fault;
  return (
    <Panel
      aside={
        plan.bills === 0 ? null : (
          <Button onClick={onPost} type="primary">
            {words.post}
          </Button>
        )
      }
      title={words.planTitle(monthText(plan.month, language))}
    >
      <Facts
        facts={[
          [words.bills, plan.bills === 0 ? words.nothing : words.count(plan.bills)],
          [words.total, <Amount key="total" large money={plan.total} />],
          [words.before, <Amount key="before" money={plan.totalBefore} />],
          [words.difference, <Amount key="difference" money={plan.difference} />],
          [words.already, words.count(plan.alreadyBilled)],
          ...plan.items.map(
            (item) =>
              [
                item.title,
                <span key={item.item}>
                  {words.count(item.bills)} <Amount money={item.total} />
                </span>,
              ] as const,
          ),
        ]}
      />
      {plan.withoutRate.length === 0 ? null : (
        <p>{text.labelled(text.billing.withoutRate, text.listed(plan.withoutRate))}</p>
      )}
      {plan.faults.length === 0 ? null : (
        <>
          <h3>{words.faults}</h3>
          <ul>
            {plan.faults.map((fault) => (
              <li key={`${fault.unitNumber} ${fault.item}`}>
                {fault.unitNumber} {fault.item}: {faults[fault.kind] ?? fault.kind}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.changedTitle}</h3>
      <Records<BillPlan["changed"][number]>
        caption={words.changedTitle}
        columns={[
          { key: "unit", title: text.books.unit, render: (row) => row.unitNumber },
          { key: "item", title: words.item, render: (row) => row.title },
          {
            key: "before",
            title: words.beforeAmount,
            numeric: true,
            render: (row) => <Amount money={row.before} />,
          },
          {
            key: "now",
            title: words.nowAmount,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
          {
            key: "difference",
            title: words.difference,
            numeric: true,
            render: (row) => <Amount money={row.difference} />,
          },
        ]}
        empty={words.nothingChanged}
        rowKey={(row) => `${row.unitNumber} ${row.item}`}
        rows={plan.changed}
      />
      <p className="quiet">{words.unchanged(plan.unchanged)}</p>
    </Panel>
  );
}

function Result({ run }: { readonly run: BillRun }) {
  const { text, language } = useLanguage();
  const words = text.billing;
  const { districtId, estate } = useEstate();
  return (
    <Announcement title={words.resultTitle(monthText(run.month, language))} tone="good">
      <Facts
        facts={[
          [words.billed, text.books.run.count(run.billed)],
          [words.total, <Amount key="total" money={run.total} />],
        ]}
      />
      <Link
        className="way"
        params={{ districtId, estateId: estate.id }}
        search={{ month: run.month }}
        to="/estates/$districtId/$estateId/overview"
      >
        {words.toOverview}
      </Link>
    </Announcement>
  );
}
