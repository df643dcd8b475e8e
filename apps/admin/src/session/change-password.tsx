import { useNavigate } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { useText } from "../text/language.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Doorway } from "./doorway.tsx";
import { firstScreen } from "./first-screen.ts";
import { useChangePassword } from "./queries.ts";

interface Passwords {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

export function ChangePassword() {
  const text = useText();
  const change = useChangePassword();
  const navigate = useNavigate();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Doorway intro={text.session.changeIntro} title={text.session.changeTitle}>
      <SubmitForm<Passwords>
        error={change.error}
        name="password"
        onSubmit={({ currentPassword, newPassword }) =>
          change.mutate(
            { currentPassword, newPassword },
            { onSuccess: (session) => void navigate({ to: firstScreen(session) }) },
          )
        }
        sending={change}
        submitLabel={text.session.change}
      >
        <Form.Item
          label={text.session.currentPassword}
          name="currentPassword"
          rules={[required(text.session.currentPassword)]}
        >
          <Input autoComplete="current-password" type="password" />
        </Form.Item>
        <Form.Item
          dependencies={["currentPassword"]}
          extra={text.session.newPasswordHint}
          label={text.session.newPassword}
          name="newPassword"
          rules={[
            required(text.session.newPassword),
            { min: 12, message: text.session.passwordTooShort },
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) =>
                value !== undefined && value !== "" && value === getFieldValue("currentPassword")
                  ? Promise.reject(new Error(text.session.passwordSame))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input autoComplete="new-password" maxLength={128} type="password" />
        </Form.Item>
        <Form.Item
          dependencies={["newPassword"]}
          label={text.session.repeatPassword}
          name="repeated"
          rules={[
            required(text.session.repeatPassword),
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) =>
                value === undefined || value === "" || value === getFieldValue("newPassword")
                  ? Promise.resolve()
                  : Promise.reject(new Error(text.session.passwordsDiffer)),
            }),
          ]}
        >
          <Input autoComplete="new-password" maxLength={128} type="password" />
        </Form.Item>
      </SubmitForm>
    </Doorway>
  );
}
