import { Button, Form, Input } from "antd";
import { hasPasskeys } from "../passkey.ts";
import { useText } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Proof, useAddPasskey, useEndPasskey, usePasskeys } from "./passkey-queries.ts";
import { useSession } from "./queries.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** One's own passkeys: what they are good for, the list, and one more. */
export function Passkeys() {
  const text = useText();
  const words = text.people.passkeys;
  const session = useSession();
  const passkeys = usePasskeys();
  const add = useAddPasskey();
  const end = useEndPasskey();
  const hasTotp = session.data?.hasTotp === true;
  // A passkey alone is not joined by a second one: the server refuses it, so it is not offered.
  const mayAdd = hasTotp || session.data?.passkeys === 0;
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.intro}</p>
      {add.isSuccess ? <Announcement title={words.added} tone="good" /> : null}
      {end.error === null ? null : <Refusal error={end.error} />}
      <Loaded query={passkeys}>
        {(list) => (
          <ul className="plain-list">
            {list.map((one, at) => (
              <li key={one.id}>
                {words.number(at + 1)}: {words.since} <Moment at={one.createdAt} zone={zone} />{" "}
                <Button
                  aria-label={text.labelled(words.end, words.number(at + 1))}
                  onClick={() => end.mutate(one.id)}
                >
                  {words.end}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {hasPasskeys() ? null : <p className="note">{words.notHere}</p>}
      {hasPasskeys() && mayAdd ? (
        <SubmitForm<Proof>
          error={add.error}
          name="passkey"
          onSubmit={({ currentPassword, code }) =>
            add.mutate({ currentPassword, ...(code === undefined ? {} : { code: code.trim() }) })
          }
          sending={add}
          submitLabel={words.add}
        >
          <Form.Item
            label={text.session.currentPassword}
            name="currentPassword"
            rules={[
              { required: true, message: text.session.required(text.session.currentPassword) },
            ]}
          >
            <Input autoComplete="current-password" type="password" />
          </Form.Item>
          {hasTotp ? (
            <Form.Item
              label={text.twoKeys.totp.code}
              name="code"
              rules={[{ required: true, message: text.session.required(text.twoKeys.totp.code) }]}
            >
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
            </Form.Item>
          ) : null}
        </SubmitForm>
      ) : null}
    </section>
  );
}
