import { Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Entry, useReverseEntry } from "./queries.ts";

/** The confirmation itself asks for the reason: no reversal without one. */
export function ReversalForm({
  entry,
  onClose,
  onDone,
}: {
  readonly entry: Entry | null;
  readonly onClose: () => void;
  readonly onDone: (reversal: Entry) => void;
}) {
  const text = useText();
  const words = text.journal;
  const { estate } = useEstate();
  const reverse = useReverseEntry();
  const required = (label: string) => [{ required: true, message: text.session.required(label) }];
  return (
    <Dialog
      footer={null}
      onCancel={onClose}
      open={entry !== null}
      title={words.reverseTitle(entry?.sequence ?? 0)}
    >
      <p>{words.reverseIntro}</p>
      <SubmitForm<{ reason: string; occurredOn: string }>
        error={reverse.error}
        initialValues={{ occurredOn: todayIn(estate.zone) }}
        name="reversal"
        onSubmit={(values) =>
          entry !== null && reverse.mutate({ entryId: entry.id, ...values }, { onSuccess: onDone })
        }
        sending={reverse}
        submitLabel={words.confirmReverse}
      >
        <Form.Item label={words.reverseReason} name="reason" rules={required(words.reverseReason)}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item label={words.reverseOn} name="occurredOn" rules={required(words.reverseOn)}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </Dialog>
  );
}
