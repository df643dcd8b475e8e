import { Button, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type AddedMember, type NewMember, useAddMember, useRoles } from "./queries.ts";

export function MemberForm() {
  const { text, language } = useLanguage();
  const words = text.members;
  const { mayInDistrict } = useEstate();
  const roles = useRoles();
  const add = useAddMember();
  const [form] = Form.useForm<NewMember>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel title={words.addTitle}>
      {add.data === undefined ? null : (
        <Added added={add.data} key={add.data.member.assignmentId} onClose={add.reset} />
      )}
      <SubmitForm<NewMember>
        error={add.error}
        form={form}
        name="member"
        onSubmit={(values) => add.mutate(values, { onSuccess: () => form.resetFields() })}
        sending={add}
        submitLabel={words.submit}
      >
        <Form.Item label={words.personName} name="personName" rules={[required(words.personName)]}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item
          extra={words.usernameHint}
          label={words.username}
          name="username"
          rules={[
            required(words.username),
            { pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: words.usernameFault },
          ]}
        >
          <Input autoCapitalize="none" autoComplete="off" maxLength={32} spellCheck={false} />
        </Form.Item>
        <Form.Item label={words.role} name="roleId" rules={[required(words.role)]}>
          <Select
            loading={roles.isPending}
            options={(roles.data ?? []).map((role) => ({
              value: role.id,
              label: language === "zh" ? role.titleZh : role.titleEn,
            }))}
            placeholder={words.rolePlaceholder}
          />
        </Form.Item>
        {mayInDistrict("people:manage") ? (
          <Form.Item extra={words.wholeDistrictHint} name="isWholeDistrict" valuePropName="checked">
            <Checkbox>{words.forWholeDistrict}</Checkbox>
          </Form.Item>
        ) : null}
      </SubmitForm>
    </Panel>
  );
}

/** The one moment in which the one-time password can be read. It is kept nowhere after. */
function Added({ added, onClose }: { readonly added: AddedMember; readonly onClose: () => void }) {
  const { text } = useLanguage();
  const words = text.members;
  const [copied, setCopied] = useState(false);
  const { member, oneTimePassword } = added;
  if (oneTimePassword === null) {
    return <Announcement title={words.added(member.personName)} tone="good" />;
  }
  const copy = async () => {
    await navigator.clipboard.writeText(oneTimePassword);
    setCopied(true);
  };
  return (
    <Announcement title={words.passwordTitle} tone="waiting">
      <p>{words.passwordText(member.personName)}</p>
      <p className="one-time">
        <span>{text.labelled(words.passwordLabel, member.username)}</span>
        <code>{oneTimePassword}</code>
        {"clipboard" in navigator ? (
          <Button onClick={() => void copy()}>
            {copied ? text.actions.copied : text.actions.copy}
          </Button>
        ) : null}
        <Button onClick={onClose}>{words.passwordDone}</Button>
      </p>
    </Announcement>
  );
}
