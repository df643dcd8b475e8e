import { Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { wordOf } from "./names.tsx";
import { type Card, useCardWrites } from "./queries.ts";

type Write = Parameters<ReturnType<typeof useCardWrites>["file"]["mutate"]>[0];
type Filled = Omit<Write, "naturalFounders" | "legalFounders" | "members" | "staff"> &
  Partial<Record<"naturalFounders" | "legalFounders" | "members" | "staff", string>>;

const tones = {
  met: "good",
  "not-met": "bad",
  unknown: "waiting",
  "not-supplied": "idle",
} as const;

/** The steps of filing as they were taken, what the rules asked, and the next one. */
export function Filing({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations;
  const { may } = useDistrict();
  return (
    <Panel note={words.card.filingIntro} title={words.card.filing}>
      {card.filingDue.map((due) => (
        <p className="note" key={due}>
          {wordOf(words.card.due, due)}
        </p>
      ))}
      <ol className="entry-list">
        {card.filing.map((one) => (
          <li key={`${one.on} ${one.step}`}>
            <strong>{wordOf(words.steps, one.step)}</strong> <CivilDate date={one.on} />
            {one.number === null ? "" : ` · ${one.number}`}
            <span className="quiet"> · {one.recordedBy}</span>
            {one.basis === null ? null : <p className="quiet">{one.basis}</p>}
            {one.tests.length === 0 ? null : (
              <ul className="stage-tests">
                {one.tests.map((test) => (
                  <li key={test.test}>
                    <Status tone={tones[test.outcome]}>
                      {text.labelled(
                        words.card.filingTests[test.test],
                        words.card.testOutcomes[test.outcome],
                      )}
                    </Status>
                    {test.wanted === null ? null : (
                      <span className="quiet">
                        {" "}
                        {words.card.wanted(test.wanted, test.given ?? "—")}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {may("organization:write") && card.openSteps.length > 0 ? <StepForm card={card} /> : null}
    </Panel>
  );
}

function StepForm({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations;
  const { file } = useCardWrites(card.organization.id);
  const [form] = Form.useForm<Filled>();
  const step = Form.useWatch("step", form);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const counts = ["naturalFounders", "legalFounders", "members", "staff"] as const;
  return (
    <>
      {file.data === undefined ? null : (
        <Announcement key={file.submittedAt} title={words.card.stepDone} tone="good" />
      )}
      <details>
        <summary>{words.card.submitStep}</summary>
        <SubmitForm<Filled>
          error={file.error}
          form={form}
          initialValues={{ on: todayIn("Asia/Shanghai"), rules: "sc-2023" }}
          name="filing"
          onSubmit={({ naturalFounders, legalFounders, members, staff, ...rest }) => {
            const given = Object.entries({ naturalFounders, legalFounders, members, staff })
              .filter(([, value]) => value !== undefined && value !== "")
              .map(([name, value]) => [name, Number(value)] as const);
            file.mutate(
              { ...rest, ...Object.fromEntries(given) },
              { onSuccess: () => form.resetFields() },
            );
          }}
          sending={file}
          submitLabel={words.card.submitStep}
        >
          <Form.Item label={words.card.step} name="step" rules={[required(words.card.step)]}>
            <Select
              options={card.openSteps.map((one) => ({
                value: one,
                label: wordOf(words.steps, one),
              }))}
            />
          </Form.Item>
          <Form.Item label={words.card.on} name="on" rules={[required(words.card.on)]}>
            <Input className="date" type="date" />
          </Form.Item>
          <Form.Item label={words.card.rules} name="rules">
            <Select
              options={[
                { value: "sc-2023", label: "四川 2023" },
                { value: "gd-2022", label: "广东 2022" },
              ]}
            />
          </Form.Item>
          {step === "apply" ? (
            <>
              <Form.Item label={words.card.form} name="form">
                <Select
                  options={Object.entries(words.card.forms).map(([value, label]) => ({
                    value,
                    label,
                  }))}
                />
              </Form.Item>
              {counts.map((name) => (
                <Form.Item key={name} label={words.card[name]} name={name}>
                  <Input inputMode="numeric" maxLength={6} />
                </Form.Item>
              ))}
            </>
          ) : null}
          {step === "file" ? (
            <Form.Item extra={words.card.numberHint} label={words.card.number} name="number">
              <Input autoComplete="off" maxLength={60} />
            </Form.Item>
          ) : null}
          <Form.Item extra={words.card.stepBasisHint} label={words.card.stepBasis} name="basis">
            <Input maxLength={2000} />
          </Form.Item>
        </SubmitForm>
      </details>
    </>
  );
}
