import { Form, Select } from "antd";
import { useText } from "../text/language.tsx";
import { useMandates } from "./queries.ts";

/** The confirmed, unused resolutions on one subject, to choose from; for use inside a form. */
export function MandateChoice({ subject }: { readonly subject: string }) {
  const text = useText();
  const words = text.twoKeys.budget;
  const mandates = useMandates();
  const ready = (mandates.data ?? []).filter(
    (one) => one.subject === subject && one.confirmedAt !== null && !one.isUsed,
  );
  return (
    <Form.Item
      extra={ready.length === 0 ? words.noMandate : undefined}
      label={words.chooseMandate}
      name="mandateId"
      rules={[{ required: true, message: text.session.required(words.chooseMandate) }]}
    >
      <Select
        loading={mandates.isPending}
        options={ready.map((one) => ({ value: one.id, label: one.resolutionId }))}
      />
    </Form.Item>
  );
}
