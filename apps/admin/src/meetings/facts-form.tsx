import { Form, Input, Select } from "antd";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Meeting, useUnitFacts } from "./queries.ts";
import { readRows } from "./unit-rows.ts";
import { named, useNamed } from "./words.ts";

interface Given {
  /** `area:register`, or an axis of the place. */
  readonly kind: string;
  readonly rows: string;
  readonly evidence: string;
}

const areaSources = ["register", "survey", "contract"];

/** Shares, or areas by their source, as the deed or the register has them; pasted in one go. */
export function FactsForm({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.roll;
  const name = useNamed();
  const record = useUnitFacts();
  const [form] = Form.useForm<Given>();
  const axes = meeting.rules.axes.map(({ axis }) => axis).filter((axis) => axis !== "heads");
  const kinds = axes.flatMap((axis) =>
    axis === "area"
      ? areaSources.map((source) => ({
          value: `area:${source}`,
          label: `${name.axis("area")}（${named(words.areaSources, source)}）`,
        }))
      : [{ value: axis, label: name.axis(axis) }],
  );
  const submit = ({ kind, rows, evidence }: Given) => {
    const read = readRows(rows);
    if ("faultAt" in read) return;
    const [axis = "", source] = kind.split(":");
    record.mutate(
      {
        facts: read.rows.map(({ unitNumber, figure }) => ({
          unitNumber,
          evidence,
          ...(source === undefined
            ? { weights: { [axis]: figure } }
            : { areas: { [source]: figure } }),
        })),
      },
      { onSuccess: () => form.resetFields(["rows"]) },
    );
  };
  return (
    <Panel note={words.factsIntro} title={words.facts}>
      {record.isSuccess ? (
        <Announcement
          key={record.submittedAt}
          title={words.factsDone(record.data.recorded)}
          tone="good"
        />
      ) : null}
      <SubmitForm<Given>
        error={record.error}
        form={form}
        initialValues={{ kind: kinds[0]?.value ?? "" }}
        name="facts"
        onSubmit={submit}
        sending={record}
        submitLabel={words.factsSubmit}
      >
        <Form.Item
          label={words.factsKind}
          name="kind"
          rules={[{ required: true, message: text.session.required(words.factsKind) }]}
        >
          <Select options={kinds} />
        </Form.Item>
        <Form.Item
          label={words.factsRows}
          name="rows"
          rules={[
            {
              validator: async (_, typed: string | undefined) => {
                const read = readRows(typed ?? "");
                if ("faultAt" in read) throw new Error(words.factsFault(read.faultAt));
                if (read.rows.length === 0) throw new Error(words.factsNone);
              },
            },
          ]}
          validateTrigger="onSubmit"
        >
          <Input.TextArea autoComplete="off" rows={6} spellCheck={false} />
        </Form.Item>
        <Form.Item
          label={words.factsEvidence}
          name="evidence"
          rules={[{ required: true, message: text.session.required(words.factsEvidence) }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}
