import { Form, Input, Select } from "antd";
import { wordOf } from "../organizations/names.tsx";
import { useText } from "../text/language.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Coverage, useSetTarget } from "./queries.ts";

/** How many estates of a class are to be run by trust, and by when. */
export function Targets({ classes }: { readonly classes: readonly Coverage[] }) {
  const text = useText();
  const words = text.organizations;
  const set = useSetTarget();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <details>
      <summary>{words.city.setTarget}</summary>
      {set.data === undefined ? null : (
        <Announcement key={set.submittedAt} title={words.city.targetSet} tone="good" />
      )}
      <SubmitForm<{ reportingClass: string; byOn: string; estateCount: string }>
        error={set.error}
        name="target"
        onSubmit={({ estateCount, ...rest }) =>
          set.mutate({ ...rest, estateCount: Number(estateCount) })
        }
        sending={set}
        submitLabel={words.city.setTarget}
      >
        <Form.Item
          label={words.city.reportingClass}
          name="reportingClass"
          rules={[required(words.city.reportingClass)]}
        >
          <Select
            options={classes.map(({ reportingClass }) => ({
              value: reportingClass,
              label: wordOf(words.origins, reportingClass),
            }))}
          />
        </Form.Item>
        <Form.Item
          label={words.city.count}
          name="estateCount"
          rules={[required(words.city.count), { pattern: /^\d{1,5}$/, message: words.city.count }]}
        >
          <Input inputMode="numeric" maxLength={5} />
        </Form.Item>
        <Form.Item label={words.city.byOn} name="byOn" rules={[required(words.city.byOn)]}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </details>
  );
}
