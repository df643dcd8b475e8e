import { Form, Input } from "antd";
import { useText } from "../../text/language.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Panel } from "../../ui/page.tsx";
import { Announcement } from "../../ui/refusal.tsx";
import { SubmitForm } from "../../ui/submit-form.tsx";
import {
  type Channel,
  type ChannelGiven,
  useDisciplineChannel,
  useSetDisciplineChannel,
} from "./queries.ts";

/** Where accusations go: the office's own number, address and hours, and its key if it has one. */
export function DisciplineOffice() {
  const words = useText().complaints.office;
  const channel = useDisciplineChannel();
  return (
    <Panel note={words.note} title={words.title}>
      <Loaded query={channel}>{(now) => <ChannelForm key={now.since} now={now} />}</Loaded>
    </Panel>
  );
}

function ChannelForm({ now }: { readonly now: Channel }) {
  const text = useText();
  const words = text.complaints.office;
  const set = useSetDisciplineChannel();
  const required = (label: string) => [{ required: true, message: text.session.required(label) }];
  return (
    <>
      {now.isExample ? <p className="note">{words.isExample}</p> : null}
      {set.isSuccess ? (
        <Announcement key={set.submittedAt} title={words.saved} tone="good" />
      ) : null}
      <SubmitForm<ChannelGiven>
        error={set.error}
        initialValues={{
          number: now.number,
          address: now.address,
          hours: now.hours,
          ...(now.recipient === null ? {} : { recipient: now.recipient }),
        }}
        name="channel"
        onSubmit={({ recipient, ...given }) =>
          set.mutate({ ...given, ...(recipient?.trim() ? { recipient: recipient.trim() } : {}) })
        }
        sending={set}
        submitLabel={words.save}
      >
        <Form.Item label={words.number} name="number" rules={required(words.number)}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item label={words.address} name="address" rules={required(words.address)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item label={words.hours} name="hours" rules={required(words.hours)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          extra={words.recipientHint}
          label={words.recipient}
          name="recipient"
          rules={[{ pattern: /^\s*age1[02-9ac-hj-np-z]{58}\s*$/, message: words.recipientFault }]}
        >
          <Input autoComplete="off" maxLength={80} spellCheck={false} />
        </Form.Item>
      </SubmitForm>
    </>
  );
}
