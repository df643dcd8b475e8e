import { Form, Input, Select } from "antd";
import { useText } from "../text/language.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type NewBar, useSetBar, type Watch } from "./queries.ts";

interface Values {
  readonly kind: NewBar["kind"];
  readonly value: string;
  readonly from: string;
}

/** The district says itself from when on something is late; the former bar holds until that day. */
export function BarForm({ bars, today }: { readonly bars: Watch["bars"]; readonly today: string }) {
  const text = useText();
  const words = text.people.watch;
  const set = useSetBar();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <details className="no-print">
      <summary>{words.setBar}</summary>
      {set.isSuccess ? (
        <Announcement key={set.submittedAt} title={words.barSet} tone="good" />
      ) : null}
      <SubmitForm<Values>
        error={set.error}
        initialValues={{ from: today }}
        name="bar"
        onSubmit={({ kind, value, from }) => set.mutate({ kind, value: Number(value), from })}
        sending={set}
        submitLabel={words.saveBar}
      >
        <Form.Item label={words.barKind} name="kind" rules={[required(words.barKind)]}>
          <Select
            options={bars.map(({ kind, value }) => ({
              value: kind,
              label: words.barOf[kind](value),
            }))}
          />
        </Form.Item>
        <Form.Item
          label={words.barValue}
          name="value"
          rules={[required(words.barValue), { pattern: /^\d{1,3}$/, message: words.barFault }]}
        >
          <Input inputMode="numeric" maxLength={3} />
        </Form.Item>
        <Form.Item label={words.barFrom} name="from" rules={[required(words.barFrom)]}>
          <Input min={today} type="date" />
        </Form.Item>
      </SubmitForm>
    </details>
  );
}
