import { Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useUnits } from "../roll/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { Moment } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Relief, type ReliefOrder, useReliefs, useRelieve } from "./queries.ts";

/** What was reduced or given up, each by its resolution, and the form for the next. */
export function Reliefs() {
  const text = useText();
  const words = text.books.arrears;
  const { estate, may } = useEstate();
  const reliefs = useReliefs(true);
  return (
    <>
      {may("books:write") ? <ReliefForm /> : null}
      <Panel title={words.reliefs}>
        <Loaded query={reliefs}>
          {(list) => (
            <Records<Relief>
              caption={words.reliefs}
              columns={[
                { key: "unit", title: text.books.unit, render: (row) => row.unitNumber },
                { key: "kind", title: words.kind, render: (row) => words.kinds[row.kind] },
                {
                  key: "amount",
                  title: text.books.amount,
                  numeric: true,
                  render: (row) => <Amount money={row.amount} />,
                },
                { key: "by", title: text.books.resolution, render: (row) => row.resolutionId },
                {
                  key: "at",
                  title: words.recordedAt,
                  render: (row) => (
                    <>
                      <Moment at={row.recordedAt} zone={estate.zone} />
                      {row.isReversed ? (
                        <span className="quiet"> {text.books.run.reversed}</span>
                      ) : null}
                    </>
                  ),
                },
              ]}
              empty={words.reliefsEmpty}
              rowKey={(row) => row.actId}
              rows={list}
            />
          )}
        </Loaded>
      </Panel>
    </>
  );
}

interface Given {
  readonly kind: ReliefOrder["kind"];
  readonly unitId: string;
  readonly amount: string;
  readonly occurredOn: string;
  readonly reason: string;
  readonly mandateId: string;
}

function ReliefForm() {
  const text = useText();
  const words = text.books.arrears;
  const { estate } = useEstate();
  const rules = useRules();
  const units = useUnits();
  const relieve = useRelieve();
  const [form] = Form.useForm<Given>();
  const submit = ({ unitId, amount, ...given }: Given) =>
    relieve.mutate(
      {
        ...given,
        items: [{ unitId, amount: { amount: plainAmount(amount), currency: "CNY" } }],
      },
      { onSuccess: () => form.resetFields() },
    );
  return (
    <Panel note={words.reliefIntro} title={words.relief}>
      {relieve.isSuccess ? (
        <Announcement key={relieve.submittedAt} title={text.books.done} tone="good" />
      ) : null}
      <SubmitForm<Given>
        error={relieve.error}
        form={form}
        initialValues={{ kind: "credit-note", occurredOn: todayIn(estate.zone) }}
        name="relief"
        onSubmit={submit}
        sending={relieve}
        submitLabel={words.reliefSubmit}
      >
        <Form.Item label={words.kind} name="kind" rules={rules.required(words.kind)}>
          <Select
            options={(["credit-note", "waiver", "write-off"] as const).map((value) => ({
              value,
              label: words.kinds[value],
            }))}
          />
        </Form.Item>
        <Form.Item label={text.books.unit} name="unitId" rules={rules.required(text.books.unit)}>
          <Select
            loading={units.isPending}
            options={(units.data ?? []).map(({ id, number }) => ({ value: id, label: number }))}
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
        <Form.Item label={text.books.amount} name="amount" rules={rules.amount(text.books.amount)}>
          <Input autoComplete="off" inputMode="decimal" maxLength={20} />
        </Form.Item>
        <Form.Item label={text.books.day} name="occurredOn" rules={rules.required(text.books.day)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item
          label={text.books.reason}
          name="reason"
          rules={rules.required(text.books.reason)}
        >
          <Input maxLength={500} />
        </Form.Item>
        <MandateChoice subject="fee-relief" />
      </SubmitForm>
    </Panel>
  );
}
