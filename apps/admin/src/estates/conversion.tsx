import { Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { wordOf } from "../organizations/names.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useModeOptions } from "./mode-forms.tsx";
import { type Conversion, type Governance, useGovernanceWrites } from "./queries.ts";

/** A conversion with its steps, their days, the bank's part and the opening balances. */
export function Conversions({ found }: { readonly found: Governance }) {
  const words = useText().organizations.estate;
  const { may } = useEstate();
  const isOpen = found.conversions.some((one) => one.isOpen);
  const mayBegin = may("governance:write") && !isOpen && found.modes.length > 0;
  if (found.conversions.length === 0 && !mayBegin) return null;
  return (
    <Panel title={words.conversion}>
      {found.conversions.map((one) => (
        <Course conversion={one} key={one.id} />
      ))}
      {mayBegin ? <BeginForm /> : null}
    </Panel>
  );
}

function Course({ conversion }: { readonly conversion: Conversion }) {
  const text = useText();
  const words = text.organizations;
  const { may } = useEstate();
  const { days, bank } = conversion;
  const done = new Set(
    conversion.steps.filter((one) => one.doneOn !== null).map(({ step }) => step),
  );
  const told = [
    days.voteToAccount === null ? null : words.estate.voteDays(days.voteToAccount),
    days.bank === null ? null : words.estate.bankDays(days.bank),
    days.whole === null ? null : words.estate.wholeDays(days.whole),
    bank === null || bank.waivedFees.length === 0
      ? null
      : words.estate.waived(text.listed(bank.waivedFees)),
  ].filter((one) => one !== null);
  const next = conversion.steps.filter(
    ({ step, doneOn, needs }) =>
      doneOn === null && needs.every((need) => done.has(need as never)) && step !== "owners-vote",
  );
  const opening = next.some(({ step }) => step === "opening-balances");
  return (
    <section
      aria-label={`${wordOf(words.modes, conversion.fromMode)} → ${wordOf(words.modes, conversion.toMode)}`}
    >
      <h3>
        {wordOf(words.modes, conversion.fromMode)} → {wordOf(words.modes, conversion.toMode)}{" "}
        <span className="quiet">
          <CivilDate date={conversion.begunOn} /> {words.estate.begun}
        </span>
      </h3>
      <ol className="course">
        {conversion.steps.map(({ step, doneOn, note, recordedBy, needs }) => (
          <li key={step}>
            <Status tone={doneOn === null ? "idle" : "good"}>
              {wordOf(words.stepNames, step)}
            </Status>{" "}
            {doneOn === null ? (
              <span className="quiet">
                {step === "owners-vote"
                  ? words.estate.byVote
                  : step === "opening-balances"
                    ? words.estate.byOpening
                    : needs.every((need) => done.has(need as never))
                      ? ""
                      : words.estate.needs(
                          text.listed(
                            needs
                              .filter((need) => !done.has(need as never))
                              .map((need) => wordOf(words.stepNames, need)),
                          ),
                        )}
              </span>
            ) : (
              <span className="quiet">
                <CivilDate date={doneOn} /> · {note} · {recordedBy}
                {step === "bank-account" && bank !== null ? ` · ${bank.name}` : ""}
              </span>
            )}
          </li>
        ))}
      </ol>
      {told.length === 0 ? null : <p className="note">{told.join("；")}</p>}
      {may("governance:write") && conversion.isOpen ? (
        <StepForm
          conversionId={conversion.id}
          key={[...done].join(" ")}
          steps={next.map(({ step }) => step).filter((step) => step !== "opening-balances")}
        />
      ) : null}
      {opening && may("books:write") ? <OpeningForm conversionId={conversion.id} /> : null}
    </section>
  );
}

type Step = Parameters<ReturnType<typeof useGovernanceWrites>["step"]["mutate"]>[0]["step"];
interface StepFilled {
  readonly step: Step;
  readonly on: string;
  readonly note: string;
  readonly bankName?: string;
  readonly appliedOn?: string;
  readonly waivedFees?: string;
}

function StepForm({
  conversionId,
  steps,
}: {
  readonly conversionId: string;
  readonly steps: readonly string[];
}) {
  const text = useText();
  const words = text.organizations;
  const { estate } = useEstate();
  const { step: take } = useGovernanceWrites();
  const [form] = Form.useForm<StepFilled>();
  const chosen = Form.useWatch("step", form);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  if (steps.length === 0) return null;
  return (
    <SubmitForm<StepFilled>
      error={take.error}
      form={form}
      initialValues={{ step: steps[0] as Step, on: todayIn(estate.zone) }}
      name="conversion-step"
      onSubmit={({ step, on, note, bankName, appliedOn, waivedFees = "" }) =>
        take.mutate({
          conversionId,
          step,
          on,
          note,
          ...(step === "bank-account" && bankName && appliedOn
            ? {
                bank: {
                  name: bankName,
                  appliedOn,
                  waivedFees: waivedFees.split(/[、,，]\s*/).filter((one) => one !== ""),
                },
              }
            : {}),
        })
      }
      sending={take}
      submitLabel={words.estate.doStep}
    >
      <Form.Item label={words.estate.step} name="step">
        <Select
          options={steps.map((one) => ({ value: one, label: wordOf(words.stepNames, one) }))}
        />
      </Form.Item>
      {chosen === "bank-account" ? (
        <>
          <Form.Item
            label={words.estate.bankName}
            name="bankName"
            rules={[required(words.estate.bankName)]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            label={words.estate.appliedOn}
            name="appliedOn"
            rules={[required(words.estate.appliedOn)]}
          >
            <Input className="date" type="date" />
          </Form.Item>
          <Form.Item label={words.estate.waivedFees} name="waivedFees">
            <Input maxLength={300} />
          </Form.Item>
        </>
      ) : null}
      <Form.Item label={words.estate.doneOn} name="on" rules={[required(words.estate.doneOn)]}>
        <Input className="date" type="date" />
      </Form.Item>
      <Form.Item label={words.estate.note} name="note" rules={[required(words.estate.note)]}>
        <Input maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}

function OpeningForm({ conversionId }: { readonly conversionId: string }) {
  const text = useText();
  const words = text.organizations.estate;
  const { estate } = useEstate();
  const { opening } = useGovernanceWrites();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <SubmitForm<{ fund: string; amount: string; on: string; reason: string }>
      error={opening.error}
      initialValues={{ fund: "ordinary", on: todayIn(estate.zone) }}
      name="conversion-opening"
      onSubmit={({ fund, amount, on, reason }) =>
        opening.mutate({
          conversionId,
          on,
          reason,
          balances: [{ fund, amount: { amount, currency: estate.currency } }],
        })
      }
      sending={opening}
      submitLabel={words.submitOpening}
    >
      <h4>{words.opening}</h4>
      <Form.Item label={words.openingFund} name="fund">
        <Select
          options={Object.entries(words.openingFunds).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item
        label={words.openingAmount}
        name="amount"
        rules={[
          required(words.openingAmount),
          {
            pattern: /^\d{1,12}(\.\d{1,2})?$/,
            message: text.session.required(words.openingAmount),
          },
        ]}
      >
        <Input inputMode="decimal" maxLength={15} />
      </Form.Item>
      <Form.Item label={words.doneOn} name="on" rules={[required(words.doneOn)]}>
        <Input className="date" type="date" />
      </Form.Item>
      <Form.Item label={words.openingReason} name="reason" rules={[required(words.openingReason)]}>
        <Input maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}

function BeginForm() {
  const text = useText();
  const words = text.organizations.estate;
  const { estate } = useEstate();
  const { begin } = useGovernanceWrites();
  const modes = useModeOptions();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <details>
      <summary>{words.begin}</summary>
      {begin.data === undefined ? null : (
        <Announcement key={begin.submittedAt} title={words.begun} tone="good" />
      )}
      <SubmitForm<{ toMode: string; on: string }>
        error={begin.error}
        initialValues={{ toMode: "trust", on: todayIn(estate.zone) }}
        name="conversion"
        onSubmit={begin.mutate}
        sending={begin}
        submitLabel={words.begin}
      >
        <Form.Item label={words.mode} name="toMode" rules={[required(words.mode)]}>
          <Select options={modes} />
        </Form.Item>
        <Form.Item label={words.begunOn} name="on" rules={[required(words.begunOn)]}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </details>
  );
}
