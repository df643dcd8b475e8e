import { Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type BudgetDraft, type BudgetStep, type PlanCheck, useBudgetStep } from "./queries.ts";

/** One draft from its first figure to its adoption, and the next thing to do with it. */
export function BudgetDraftPanel({ draft }: { readonly draft: BudgetDraft }) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.budget;
  const step = useBudgetStep(draft.id);
  return (
    <Panel
      aside={<DraftStatus draft={draft} />}
      title={`${draft.year} ${words.version(draft.version)}`}
    >
      {step.isSuccess ? (
        <Announcement key={step.submittedAt} title={words.done} tone="good" />
      ) : null}
      <Facts
        facts={draft.lines.map((line) => [
          language === "zh" ? line.titleZh : line.titleEn,
          <Amount key={line.line} money={line.amount} />,
        ])}
      />
      <Check check={draft.check} />
      {draft.closesOn === null ? null : (
        <p>
          <a className="way" href={`/budgets/${draft.id}`}>
            {text.people.budgetPage}
          </a>
        </p>
      )}
      {draft.closesOn === null ? null : <Comments draft={draft} step={step} />}
      <NextStep draft={draft} step={step} />
    </Panel>
  );
}

function DraftStatus({ draft }: { readonly draft: BudgetDraft }) {
  const words = useLanguage().text.twoKeys.budget;
  if (draft.adoption !== null) {
    return <Status tone="good">{words.adoptedBy(draft.adoption.resolutionId)}</Status>;
  }
  if (draft.closesOn !== null) {
    return <Status tone="waiting">{words.published(draft.closesOn)}</Status>;
  }
  return <Status tone="idle">{words.draft}</Status>;
}

/** 以收定支 with all its numbers: what is planned, and what may be counted on. */
function Check({ check }: { readonly check: PlanCheck }) {
  const words = useLanguage().text.twoKeys.budget;
  const { expectedBilled, collected, billed, expectedCollection, margin } = check;
  return (
    <>
      <h3>{words.check}</h3>
      <Facts
        facts={[
          [words.planned, <Amount key="planned" money={check.planned} />],
          ...(expectedCollection === null || margin === null
            ? ([[words.expected, words.unknown]] as const)
            : ([
                [
                  words.expected,
                  <span key="expected">
                    <Amount money={expectedCollection} /> = <Amount money={expectedBilled} /> ×{" "}
                    <Amount money={collected} /> ÷ <Amount money={billed} />
                    <br />
                    <span className="quiet">{words.expectedHow}</span>
                  </span>,
                ],
                [
                  words.margin,
                  <span key="margin">
                    <Amount money={margin} />{" "}
                    <Status tone={check.standing === "within" ? "good" : "bad"}>
                      {check.standing === "within" ? words.within : words.beyond}
                    </Status>
                  </span>,
                ],
              ] as const)),
        ]}
      />
    </>
  );
}

type Step = ReturnType<typeof useBudgetStep>;

function Comments({ draft, step }: { readonly draft: BudgetDraft; readonly step: Step }) {
  const { text } = useLanguage();
  const words = text.twoKeys.budget;
  const { may } = useEstate();
  const isOpen = draft.adoption === null && may("budget:write");
  return (
    <>
      <h3>{words.comments}</h3>
      {draft.comments.length === 0 ? <p className="quiet">{words.noComments}</p> : null}
      <ul className="comments">
        {draft.comments.map((one) => (
          <li key={one.id}>
            <p>
              {one.unitNumber === null ? null : <strong>{one.unitNumber} </strong>}
              {one.words ?? words.erased}
            </p>
            {one.answeredAt === null ? (
              <>
                <p>
                  <Status tone="waiting">{words.unanswered}</Status>
                </p>
                {isOpen ? (
                  <WordsForm
                    label={words.answer}
                    name={`answer-${one.id}`}
                    onSubmit={(said) =>
                      step.mutate({ step: "answer", commentId: one.id, words: said })
                    }
                    step={step}
                    submitLabel={words.addAnswer}
                  />
                ) : null}
              </>
            ) : (
              <p className="note">
                {words.answer}: {one.answer ?? words.erased}
              </p>
            )}
          </li>
        ))}
      </ul>
      {isOpen ? (
        <WordsForm
          label={words.comment}
          name={`comment-${draft.id}`}
          onSubmit={(said) => step.mutate({ step: "comment", words: said })}
          step={step}
          submitLabel={words.addComment}
        />
      ) : null}
    </>
  );
}

function WordsForm({
  name,
  label,
  submitLabel,
  step,
  onSubmit,
}: {
  readonly name: string;
  readonly label: string;
  readonly submitLabel: string;
  readonly step: Step;
  readonly onSubmit: (words: string) => void;
}) {
  const { text } = useLanguage();
  const [form] = Form.useForm<{ words: string }>();
  return (
    <SubmitForm<{ words: string }>
      error={null}
      form={form}
      name={name}
      onSubmit={({ words }) => {
        onSubmit(words);
        form.resetFields();
      }}
      sending={step}
      submitLabel={submitLabel}
    >
      <Form.Item
        label={label}
        name="words"
        rules={[{ required: true, message: text.session.required(label) }]}
      >
        <Input.TextArea maxLength={2000} rows={2} />
      </Form.Item>
    </SubmitForm>
  );
}

/** Lay it open, or adopt it: whichever comes next and whoever may do it. */
function NextStep({ draft, step }: { readonly draft: BudgetDraft; readonly step: Step }) {
  const { text } = useLanguage();
  const words = text.twoKeys.budget;
  const { estate, may } = useEstate();
  if (draft.adoption !== null) return null;
  if (draft.closesOn === null) {
    if (!may("budget:write")) return null;
    return (
      <SubmitForm<{ closesOn: string }>
        error={step.error}
        initialValues={{ closesOn: todayIn(estate.zone) }}
        name={`publish-${draft.id}`}
        onSubmit={({ closesOn }) => step.mutate({ step: "publish", closesOn })}
        sending={step}
        submitLabel={words.publish}
      >
        <Form.Item
          extra={words.closesHint}
          label={words.closesOn}
          name="closesOn"
          rules={[{ required: true, message: text.session.required(words.closesOn) }]}
        >
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    );
  }
  if (!may("mandate:record")) return null;
  return (
    <SubmitForm<{ mandateId: string }>
      error={step.error}
      name={`adopt-${draft.id}`}
      onSubmit={({ mandateId }) => step.mutate({ step: "adopt", mandateId } satisfies BudgetStep)}
      sending={step}
      submitLabel={words.adopt}
    >
      <MandateChoice subject={`budget:${draft.year}`} />
    </SubmitForm>
  );
}
