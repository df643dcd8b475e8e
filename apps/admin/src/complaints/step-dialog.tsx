import { Checkbox, Form, Input, Select } from "antd";
import { useText } from "../text/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useTitles } from "./names.tsx";
import { type CaseCard, useCandidates, useReportForm, useStep } from "./queries.ts";
import { fieldsOf, type StepField, type StepGiven, stepFrom, type Verb } from "./step-fields.ts";

/** One step: what it asks, what it means, and the server's answer to it. */
export function StepDialog({
  card,
  verb,
  label,
  onClose,
  onDone,
}: {
  readonly card: CaseCard;
  readonly verb: Verb;
  readonly label: string;
  readonly onClose: () => void;
  readonly onDone: (told: string) => void;
}) {
  const words = useText().complaints.steps;
  const step = useStep(card.id, card.version);
  const meaning: Readonly<Record<string, string>> = words.meanings;
  return (
    <Dialog footer={null} onCancel={onClose} open title={label}>
      {meaning[verb] === undefined ? null : <p>{meaning[verb]}</p>}
      <SubmitForm<StepGiven>
        error={step.error}
        initialValues={verb === "dispatch" ? assignmentSoFar(card) : {}}
        name={`step-${verb}`}
        onSubmit={(given) =>
          step.mutate(stepFrom(verb, given), { onSuccess: () => onDone(words.done(label)) })
        }
        sending={step}
        submitLabel={label}
      >
        {fieldsOf[verb].map((field) => (
          <StepInput card={card} field={field} key={field} />
        ))}
      </SubmitForm>
    </Dialog>
  );
}

/** Who helps and who watches stays, and an objection's own proposal is offered, until changed here. */
function assignmentSoFar(card: CaseCard): StepGiven {
  const objection = card.timeline.filter((one) => one.verb === "object").at(-1);
  const proposed = card.state === "objected" ? objection?.to?.id : undefined;
  return {
    ...(proposed === undefined ? {} : { lead: proposed }),
    co: card.co.map(({ id }) => id).filter((id) => id !== proposed),
    ...(card.supervisor === null ? {} : { supervisor: card.supervisor.id }),
  };
}

const units: readonly StepField[] = ["lead", "co", "supervisor", "proposes", "units", "to"];

function StepInput({ card, field }: { readonly card: CaseCard; readonly field: StepField }) {
  if (units.includes(field)) return <UnitInput card={card} field={field} />;
  if (field === "desk") return <DeskInput card={card} />;
  if (field === "class") return <ClassInput />;
  return <PlainInput field={field} />;
}

function PlainInput({ field }: { readonly field: StepField }) {
  const text = useText();
  const { fields, hints, outcomes } = {
    ...text.complaints.steps,
    outcomes: text.complaints.outcomes,
  };
  const label = fields[field];
  const required = [{ required: true, message: text.session.required(label) }];
  switch (field) {
    case "words":
      return (
        <Form.Item label={label} name={field} rules={required}>
          <Input.TextArea maxLength={4000} rows={4} />
        </Form.Item>
      );
    case "final":
      return (
        <Form.Item name={field} valuePropName="checked">
          <Checkbox>{label}</Checkbox>
        </Form.Item>
      );
    case "outcome":
      return (
        <Form.Item label={label} name={field} rules={required}>
          <Select
            options={(["begun", "extended", "settled", "refused"] as const).map((one) => ({
              value: one,
              label: outcomes[one],
            }))}
          />
        </Form.Item>
      );
    case "level":
    case "days":
      return (
        <Form.Item
          extra={hints[field]}
          label={label}
          name={field}
          rules={[
            ...(field === "level" ? required : []),
            { pattern: /^\d{1,3}$/, message: hints.number },
          ]}
        >
          <Input inputMode="numeric" maxLength={3} />
        </Form.Item>
      );
    default:
      return (
        <Form.Item label={label} name={field}>
          <Input maxLength={1000} />
        </Form.Item>
      );
  }
}

/** The units that may have it; who may not is shown with the reason and cannot be chosen. */
function UnitInput({ card, field }: { readonly card: CaseCard; readonly field: StepField }) {
  const text = useText();
  const words = text.complaints.steps;
  const titles = useTitles();
  const candidates = useCandidates(card.id);
  const label = words.fields[field];
  const isMany = field === "co" || field === "units";
  const isRequired = field === "lead" || field === "proposes" || field === "to";
  return (
    <Form.Item
      extra={field === "units" ? words.hints.units : undefined}
      label={label}
      name={field}
      rules={isRequired ? [{ required: true, message: text.session.required(label) }] : []}
    >
      <Select
        {...(isMany ? { mode: "multiple" as const } : { allowClear: !isRequired })}
        loading={candidates.isPending}
        options={(candidates.data ?? []).map((one) => ({
          value: one.unit.id,
          label:
            one.why === null
              ? titles.unit(one.unit)
              : `${titles.unit(one.unit)}（${words.whyNot[one.why]}）`,
          disabled: one.why === "excluded" || (!one.mayLead && field !== "supervisor"),
        }))}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Form.Item>
  );
}

/** The desks of the unit chosen, with their load; left empty, the balanced choice is taken. */
function DeskInput({ card }: { readonly card: CaseCard }) {
  const words = useText().complaints.steps;
  const candidates = useCandidates(card.id);
  const lead = Form.useWatch<string | undefined>("lead");
  const chosen = candidates.data?.find(({ unit }) => unit.id === lead);
  if (chosen === undefined || chosen.desks.length === 0) return null;
  const suggested = chosen.desks.find(({ id }) => id === chosen.choice?.deskId);
  return (
    <Form.Item
      extra={suggested === undefined ? undefined : words.suggested(suggested.title)}
      label={words.fields.desk}
      name="desk"
    >
      <Select
        allowClear
        options={chosen.desks.map((desk) => ({
          value: desk.id,
          label: words.deskLoad(desk.title, desk.openLoad, desk.capacity, desk.isOnDuty),
          disabled: !desk.isOnDuty,
        }))}
        placeholder={words.leastLoaded}
      />
    </Form.Item>
  );
}

function ClassInput() {
  const text = useText();
  const words = text.complaints.steps;
  const titles = useTitles();
  const form = useReportForm();
  return (
    <Form.Item
      label={words.fields.class}
      name="class"
      rules={[{ required: true, message: text.session.required(words.fields.class) }]}
    >
      <Select
        loading={form.isPending}
        options={(form.data?.classes ?? []).map((one) => ({
          value: one.id,
          label: titles.title(one),
        }))}
      />
    </Form.Item>
  );
}
