import { Button, Form, Input } from "antd";
import { LineChoice } from "../bank/line-choice.tsx";
import { useStoreVoucher } from "../bank/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Gift, useBookGift, useProposeGrant } from "./queries.ts";

const fundName = /^[a-z0-9][a-z0-9-]{0,39}$/;

function FundField() {
  const words = useText().commons.grants;
  const rules = useRules();
  return (
    <Form.Item
      extra={words.fundHint}
      label={words.fund}
      name="fund"
      rules={rules.pattern(words.fund, fundName, words.fundFault)}
    >
      <Input autoComplete="off" maxLength={40} spellCheck={false} />
    </Form.Item>
  );
}

export function GiftForm() {
  const words = useText().commons.grants;
  const rules = useRules();
  const book = useBookGift();
  const [form] = Form.useForm<Gift>();
  return (
    <Panel title={words.gift}>
      {book.data === undefined ? null : (
        <Announcement key={book.submittedAt} title={words.giftMade} tone="good" />
      )}
      <SubmitForm<Gift>
        error={book.error}
        form={form}
        initialValues={{ fund: "charity" }}
        name="gift"
        onSubmit={(given) => book.mutate(given, { onSuccess: () => form.resetFields() })}
        sending={book}
        submitLabel={words.gift}
      >
        <LineChoice direction="in" />
        <FundField />
        <Form.Item label={words.wish} name="wish" rules={rules.required(words.wish)}>
          <Input maxLength={200} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

interface GivenGrant {
  readonly fund: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly decision: File;
  readonly stages: readonly { title: string; amount: string; dueOn: string }[];
}

export function GrantForm() {
  const words = useText().commons.grants;
  const { estate } = useEstate();
  const rules = useRules();
  const store = useStoreVoucher();
  const propose = useProposeGrant();
  const [form] = Form.useForm<GivenGrant>();
  const submit = ({ decision, stages, ...given }: GivenGrant) =>
    store.mutate(decision, {
      onSuccess: ({ sha256 }) =>
        propose.mutate(
          {
            ...given,
            decisionSha256: sha256,
            stages: stages.map(({ amount, ...stage }) => ({
              ...stage,
              amount: { amount: plainAmount(amount), currency: estate.currency },
            })),
          },
          { onSuccess: () => form.resetFields() },
        ),
    });
  return (
    <Panel title={words.propose}>
      {propose.data === undefined ? null : (
        <Announcement key={propose.submittedAt} title={words.proposed} tone="good" />
      )}
      <SubmitForm<GivenGrant>
        error={store.error ?? propose.error}
        form={form}
        initialValues={{ fund: "charity", stages: [{ title: "", amount: "", dueOn: "" }] }}
        name="grant"
        onSubmit={submit}
        sending={{ isPending: store.isPending || propose.isPending }}
        submitLabel={words.propose}
      >
        <FundField />
        <Form.Item label={words.recipient} name="recipient" rules={rules.required(words.recipient)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item label={words.purpose} name="purpose" rules={rules.required(words.purpose)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          label={words.decision}
          name="decision"
          rules={[{ required: true, message: words.missingFile }]}
        >
          <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
        </Form.Item>
        <Form.List name="stages">
          {(fields, { add }) => (
            <fieldset>
              <legend>{words.stages}</legend>
              {fields.map(({ key, name }) => (
                <StageFields at={name} key={key} />
              ))}
              <Button onClick={() => add({ title: "", amount: "", dueOn: "" })}>
                {words.more}
              </Button>
            </fieldset>
          )}
        </Form.List>
      </SubmitForm>
    </Panel>
  );
}

function StageFields({ at }: { readonly at: number }) {
  const words = useText().commons.grants;
  const rules = useRules();
  const number = at + 1;
  return (
    <>
      <Form.Item
        label={words.stageTitle(number)}
        name={[at, "title"]}
        rules={rules.required(words.stageTitle(number))}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        label={words.stageAmount(number)}
        name={[at, "amount"]}
        rules={rules.amount(words.stageAmount(number))}
      >
        <Input autoComplete="off" inputMode="decimal" maxLength={20} />
      </Form.Item>
      <Form.Item
        label={words.stageDue(number)}
        name={[at, "dueOn"]}
        rules={rules.required(words.stageDue(number))}
      >
        <Input className="date" type="date" />
      </Form.Item>
    </>
  );
}
