import { Checkbox, Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { useMandates } from "../mandates/queries.ts";
import { wordOf } from "../organizations/names.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Governance, useGovernanceWrites } from "./queries.ts";

export function useModeOptions() {
  const { modes } = useText().organizations;
  return Object.entries(modes)
    .filter(([mode]) => mode !== "none")
    .map(([value, label]) => ({ value, label }));
}

/** The mode the estate was found in: the only one that needs no resolution. */
export function FirstMode() {
  const text = useText();
  const words = text.organizations.estate;
  const { first } = useGovernanceWrites();
  const modes = useModeOptions();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel note={words.firstModeIntro} title={words.firstMode}>
      <SubmitForm<{ mode: string; from: string; note: string; isPilot?: boolean }>
        error={first.error}
        name="first-mode"
        onSubmit={({ isPilot = false, ...rest }) => first.mutate({ ...rest, isPilot })}
        sending={first}
        submitLabel={words.submitFirst}
      >
        <Form.Item label={words.mode} name="mode" rules={[required(words.mode)]}>
          <Select options={modes} />
        </Form.Item>
        <Form.Item label={words.from} name="from" rules={[required(words.from)]}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item label={words.note} name="note" rules={[required(words.note)]}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="isPilot" valuePropName="checked">
          <Checkbox>{words.pilot}</Checkbox>
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

const prefix = "governance-mode:";

/** A confirmed resolution switches the mode; which mode, the resolution itself says. */
export function SwitchMode({ found }: { readonly found: Governance }) {
  const text = useText();
  const words = text.organizations.estate;
  const { estate } = useEstate();
  const mandates = useMandates();
  const { change } = useGovernanceWrites();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel note={words.switchIntro} title={words.switch}>
      {change.data === undefined ? null : (
        <Announcement key={change.submittedAt} title={words.switched} tone="good" />
      )}
      <Loaded query={mandates}>
        {(list) => {
          const usable = list.filter(
            (one) =>
              one.subject.startsWith(prefix) &&
              one.confirmedAt !== null &&
              !one.isUsed &&
              one.subject !== `${prefix}${found.currentMode}`,
          );
          if (usable.length === 0) return <p className="empty">{words.noMandate}</p>;
          return (
            <SubmitForm<{ mandateId: string; from: string; note: string; isPilot?: boolean }>
              error={change.error}
              initialValues={{ from: todayIn(estate.zone) }}
              name="switch-mode"
              onSubmit={({ isPilot = false, ...rest }) => {
                const mandate = usable.find(({ id }) => id === rest.mandateId);
                const mode = mandate?.subject.slice(prefix.length) ?? "";
                change.mutate({ ...rest, mode, isPilot });
              }}
              sending={change}
              submitLabel={words.submitSwitch}
            >
              <Form.Item label={words.mandate} name="mandateId" rules={[required(words.mandate)]}>
                <Select
                  options={usable.map(({ id, resolutionId, subject }) => ({
                    value: id,
                    label: `${resolutionId} → ${wordOf(
                      text.organizations.modes,
                      subject.slice(prefix.length),
                    )}`,
                  }))}
                />
              </Form.Item>
              <Form.Item label={words.from} name="from" rules={[required(words.from)]}>
                <Input className="date" type="date" />
              </Form.Item>
              <Form.Item label={words.note} name="note" rules={[required(words.note)]}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item name="isPilot" valuePropName="checked">
                <Checkbox>{words.pilot}</Checkbox>
              </Form.Item>
            </SubmitForm>
          );
        }}
      </Loaded>
    </Panel>
  );
}
