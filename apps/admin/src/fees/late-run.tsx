import { Button, Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type LatePlan, useLatePlan, usePostLateCharges } from "./queries.ts";

/** Late charges: seen first, then posted as they were seen. */
export function LateRun() {
  const text = useText();
  const words = text.books.arrears;
  const { estate } = useEstate();
  const rules = useRules();
  const look = useLatePlan();
  const post = usePostLateCharges();
  const [plan, setPlan] = useState<LatePlan | null>(null);
  const today = todayIn(estate.zone);
  return (
    <Panel note={words.lateIntro} title={words.late}>
      {post.data === undefined ? null : (
        <Announcement
          key={post.submittedAt}
          title={words.latePosted(post.data.posted)}
          tone="good"
        />
      )}
      <SubmitForm<{ until: string }>
        error={look.error}
        initialValues={{ until: today }}
        name="late"
        onSubmit={(given) => look.mutate(given, { onSuccess: setPlan })}
        sending={look}
        submitLabel={words.look}
      >
        <Form.Item label={words.until} name="until" rules={rules.required(words.until)}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
      {post.error === null || post.isPending ? null : <Refusal error={post.error} />}
      {plan === null ? null : (
        <>
          <Lines plan={plan} />
          {plan.lines.length === 0 ? null : (
            <p>
              <Amount large money={plan.total} />{" "}
              <Button
                loading={post.isPending}
                onClick={() =>
                  post.mutate(
                    { until: plan.until, occurredOn: today, planHash: plan.planHash },
                    { onSuccess: () => setPlan(null) },
                  )
                }
                type="primary"
              >
                {words.latePost}
              </Button>
            </p>
          )}
        </>
      )}
    </Panel>
  );
}

function Lines({ plan }: { readonly plan: LatePlan }) {
  const text = useText();
  const words = text.books.arrears;
  return (
    <Records<LatePlan["lines"][number]>
      caption={words.late}
      columns={[
        { key: "unit", title: text.books.unit, render: (row) => row.unitNumber },
        { key: "month", title: text.books.pickMonth, render: (row) => row.month ?? "—" },
        {
          key: "principal",
          title: words.principal,
          numeric: true,
          render: (row) => <Amount money={row.principal} />,
        },
        { key: "days", title: words.days, render: (row) => words.period(row.from, row.to) },
        {
          key: "amount",
          title: words.lateAmount,
          numeric: true,
          render: (row) => <Amount money={row.amount} />,
        },
      ]}
      empty={words.lateNone}
      rowKey={(row) => `${row.unitNumber} ${row.month} ${row.from}`}
      rows={plan.lines}
    />
  );
}
