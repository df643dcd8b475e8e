import { Button, Form } from "antd";
import { LineChoice } from "../bank/line-choice.tsx";
import { useStoreVoucher } from "../bank/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { dateText } from "../ui/date-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Grant, type Stage, useStageStep } from "./queries.ts";

/** The stages of a grant in their order, each with the one step that comes next. */
export function Stages({ grant }: { readonly grant: Grant }) {
  const { text, language } = useLanguage();
  const words = text.commons.grants;
  return (
    <ol className="stages">
      {grant.stages.map((stage) => (
        <li key={stage.stage}>
          <strong>{stage.title}</strong> <Amount money={stage.amount} />{" "}
          {words.stageStatuses[stage.status]}
          <div className="quiet">
            {words.due} {dateText(stage.dueOn, language)}
            {stage.provedBy === null ? "" : ` · ${words.by(stage.provedBy)}`}
            {stage.acceptedBy === null ? "" : ` · ${words.acceptedBy(stage.acceptedBy)}`}
          </div>
          {grant.status === "awarded" ? <NextStep grantId={grant.id} stage={stage} /> : null}
        </li>
      ))}
    </ol>
  );
}

function NextStep({ grantId, stage }: { readonly grantId: string; readonly stage: Stage }) {
  const { text } = useLanguage();
  const words = text.commons.grants;
  const { may } = useEstate();
  const store = useStoreVoucher();
  const step = useStageStep(grantId, stage.stage);
  const error = store.error ?? step.error;
  const sending = { isPending: store.isPending || step.isPending };
  if (stage.status === "planned" && may("books:write")) {
    return (
      <SubmitForm<{ proof: File }>
        error={error}
        name={`proof-${grantId}-${stage.stage}`}
        onSubmit={({ proof }) =>
          store.mutate(proof, {
            onSuccess: ({ sha256 }) => step.mutate({ step: "proof", evidenceSha256: sha256 }),
          })
        }
        sending={sending}
        submitLabel={words.prove}
      >
        <Form.Item
          label={words.proof}
          name="proof"
          rules={[{ required: true, message: words.missingFile }]}
        >
          <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
        </Form.Item>
      </SubmitForm>
    );
  }
  if (stage.status === "proved" && may("mandate:record")) {
    return (
      <>
        {error !== null && !sending.isPending ? <Refusal error={error} /> : null}
        <Button loading={sending.isPending} onClick={() => step.mutate({ step: "acceptance" })}>
          {words.accept}
        </Button>
      </>
    );
  }
  if (stage.status === "accepted" && may("books:write")) {
    return (
      <SubmitForm<{ lineId: string }>
        error={error}
        name={`payment-${grantId}-${stage.stage}`}
        onSubmit={({ lineId }) => step.mutate({ step: "payment", lineId })}
        sending={sending}
        submitLabel={words.pay}
      >
        <LineChoice direction="out" />
      </SubmitForm>
    );
  }
  return null;
}
