import { Form, Input, InputNumber, Select } from "antd";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { dateText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type NewLateRule, useLateRules, useSetLateRule } from "./queries.ts";

/** What being late costs, rule by rule, and the form that sets the next one. */
export function LateRules() {
  const { text, language } = useLanguage();
  const words = text.books.tariffs;
  const { may } = useEstate();
  const rules = useLateRules();
  return (
    <Panel title={words.late}>
      <Loaded query={rules}>
        {(list) =>
          list.length === 0 ? (
            <p className="empty">{words.lateEmpty}</p>
          ) : (
            <ul>
              {list.map((rule) => (
                <li key={rule.id}>
                  {dateText(rule.from, language)}{" "}
                  {words.rule(rule.yearlyRate, rule.graceDays, rule.dayCount)}{" "}
                  <span className="quiet">{rule.resolutionId}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {may("mandate:record") ? <LateForm /> : null}
    </Panel>
  );
}

function LateForm() {
  const { text } = useLanguage();
  const words = text.books.tariffs;
  const { estate } = useEstate();
  const rules = useRules();
  const set = useSetLateRule();
  const [form] = Form.useForm<NewLateRule>();
  return (
    <>
      {set.isSuccess ? (
        <Announcement key={set.submittedAt} title={text.books.done} tone="good" />
      ) : null}
      <SubmitForm<NewLateRule>
        error={set.error}
        form={form}
        initialValues={{ from: todayIn(estate.zone), graceDays: 30, dayCount: 365 }}
        name="late-rule"
        onSubmit={(given) => set.mutate(given, { onSuccess: () => form.resetFields() })}
        sending={set}
        submitLabel={words.submit}
      >
        <Form.Item label={words.from} name="from" rules={rules.required(words.from)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item
          extra={words.yearlyRateHint}
          label={words.yearlyRate}
          name="yearlyRate"
          rules={rules.pattern(words.yearlyRate, /^0(\.\d{1,6})?$/, words.yearlyRateFault)}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={8} />
        </Form.Item>
        <Form.Item label={words.graceDays} name="graceDays" rules={rules.required(words.graceDays)}>
          <InputNumber max={366} min={0} precision={0} />
        </Form.Item>
        <Form.Item label={words.dayCount} name="dayCount" rules={rules.required(words.dayCount)}>
          <Select options={[365, 360].map((value) => ({ value, label: String(value) }))} />
        </Form.Item>
        <MandateChoice subject="late-charge" />
      </SubmitForm>
    </>
  );
}
