import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useEffect } from "react";
import { hasPasskeys } from "../passkey.ts";
import { useText } from "../text/language.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Doorway } from "./doorway.tsx";
import { firstScreen } from "./first-screen.ts";
import { useSignInWithPasskey } from "./passkey-queries.ts";
import { useSession, useSignIn } from "./queries.ts";

export function SignIn() {
  const text = useText();
  const session = useSession();
  const signIn = useSignIn();
  const byPasskey = useSignInWithPasskey();
  const navigate = useNavigate();
  const { back } = useSearch({ from: "/sign-in" });
  // Back to a screen of the console, and to nowhere else.
  const arrived = back?.startsWith("/estates/") ? back : firstScreen(session.data);
  const next = session.data?.mustChangePassword ? "/password" : arrived;
  const isSignedIn = Boolean(session.data);
  useEffect(() => {
    if (isSignedIn) void navigate({ to: next, replace: true });
  }, [isSignedIn, next, navigate]);
  return (
    <Doorway intro={text.session.signInIntro} title={text.session.signInTitle}>
      {back === undefined ? null : <p className="note">{text.session.noSession}</p>}
      <SubmitForm<{ username: string; password: string }>
        error={signIn.error}
        name="sign-in"
        onSubmit={(values) => signIn.mutate({ ...values, username: values.username.trim() })}
        sending={signIn}
        submitLabel={text.session.signIn}
      >
        <Form.Item
          label={text.session.username}
          name="username"
          rules={[{ required: true, message: text.session.required(text.session.username) }]}
        >
          <Input autoCapitalize="none" autoComplete="username" autoFocus spellCheck={false} />
        </Form.Item>
        <Form.Item
          label={text.session.password}
          name="password"
          rules={[{ required: true, message: text.session.required(text.session.password) }]}
        >
          <Input autoComplete="current-password" type="password" />
        </Form.Item>
      </SubmitForm>
      {hasPasskeys() ? (
        <>
          {byPasskey.error === null ? null : <Refusal error={byPasskey.error} />}
          <p>
            <Button loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
              {text.people.passkeys.signIn}
            </Button>
          </p>
        </>
      ) : null}
    </Doorway>
  );
}
