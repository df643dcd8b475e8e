import { Link } from "@tanstack/react-router";
import { isYearMonth, monthOf } from "@xinyi/calendar";
import { Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type BillOrder, type BillRun, useRunBills } from "./queries.ts";

export function Billing() {
  const { text, language } = useLanguage();
  const words = text.billing;
  const { estate } = useEstate();
  const run = useRunBills();
  const [order, setOrder] = useState<BillOrder | null>(null);
  return (
    <Page intro={words.intro} title={words.title}>
      <Panel title={words.submit}>
        <SubmitForm<{ month: string; occurredOn?: string }>
          error={order === null ? run.error : null}
          initialValues={{ month: monthOf(todayIn(estate.zone)) }}
          name="billing"
          onSubmit={({ month, occurredOn }) =>
            setOrder(occurredOn ? { month, occurredOn } : { month })
          }
          sending={run}
          submitLabel={words.submit}
        >
          <Form.Item
            label={words.month}
            name="month"
            rules={[
              {
                validator: (_, value: string | undefined) =>
                  isYearMonth(value ?? "")
                    ? Promise.resolve()
                    : Promise.reject(new Error(text.session.required(words.month))),
              },
            ]}
          >
            <Input className="date" type="month" />
          </Form.Item>
          <Form.Item extra={words.occurredOnHint} label={words.occurredOn} name="occurredOn">
            <Input className="date" type="date" />
          </Form.Item>
        </SubmitForm>
        {run.data === undefined || order !== null ? null : (
          <Result key={run.submittedAt} run={run.data} />
        )}
      </Panel>
      <Confirm
        confirmLabel={words.confirm}
        error={run.error}
        onCancel={() => setOrder(null)}
        onConfirm={() => {
          if (order !== null) run.mutate(order, { onSuccess: () => setOrder(null) });
        }}
        open={order !== null}
        sending={run.isPending}
        title={words.confirmTitle(monthText(order?.month ?? "", language))}
      >
        <p>{words.confirmText}</p>
      </Confirm>
    </Page>
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
          [words.billed, words.units(run.billed)],
          [words.total, <Amount key="total" money={run.total} />],
          [words.alreadyBilled, words.units(run.alreadyBilled)],
        ]}
      />
      {run.withoutRate.length === 0 ? null : (
        <p>{text.labelled(words.withoutRate, text.listed(run.withoutRate))}</p>
      )}
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
