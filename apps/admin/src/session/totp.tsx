import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useText } from "../text/language.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Doorway } from "./doorway.tsx";
import { Passkeys } from "./passkeys.tsx";
import { useConfirmTotp, useEnrolTotp, useSession } from "./queries.ts";

/** The second factor: scanned once, confirmed with its first code. Its secret is told only here. */
export function Totp() {
  const text = useText();
  const words = text.twoKeys.totp;
  const session = useSession();
  const enrol = useEnrolTotp();
  const confirm = useConfirmTotp();
  return (
    <Doorway intro={words.intro} title={words.title}>
      {confirm.isSuccess ? <Announcement title={words.done} tone="good" /> : null}
      {session.data?.hasTotp === true ? <p className="note">{words.bound}</p> : null}
      {session.data?.hasTotp === false && session.data.passkeys > 0 ? (
        <p className="note">{text.people.passkeys.instead}</p>
      ) : null}
      {session.data?.hasTotp === false &&
      session.data.passkeys === 0 &&
      enrol.data === undefined ? (
        <>
          {enrol.error === null ? null : <Refusal error={enrol.error} />}
          <Button loading={enrol.isPending} onClick={() => enrol.mutate()} type="primary">
            {words.begin}
          </Button>
        </>
      ) : null}
      {session.data?.hasTotp === false && enrol.data !== undefined ? (
        <>
          <h2>{words.scan}</h2>
          <img
            alt={words.scan}
            className="qr"
            src={`data:image/svg+xml,${encodeURIComponent(enrol.data.qrSvg)}`}
          />
          <p>
            {words.secret}: <code className="hash">{enrol.data.secret}</code>
          </p>
          <SubmitForm<{ code: string }>
            error={confirm.error}
            name="totp"
            onSubmit={({ code }) => confirm.mutate({ code: code.trim() })}
            sending={confirm}
            submitLabel={words.confirm}
          >
            <Form.Item
              label={words.code}
              name="code"
              rules={[{ required: true, message: text.session.required(words.code) }]}
            >
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
            </Form.Item>
          </SubmitForm>
        </>
      ) : null}
      <Passkeys />
      <p>
        <Link className="way" to="/estates">
          {words.toEstates}
        </Link>
      </p>
    </Doorway>
  );
}
