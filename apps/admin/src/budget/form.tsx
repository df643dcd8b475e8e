import { Form, Input } from "antd";
import { useState } from "react";
import { useHeads } from "../bank/queries.ts";
import { useLanguage } from "../text/language.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useDraftBudget } from "./queries.ts";

interface Given {
  readonly amounts: Readonly<Record<string, string | undefined>>;
  readonly remunerationRate: string;
  readonly appraisalShare?: string;
}

/** A year's amount for each head; what is left empty is not in the budget. */
export function DraftForm({ year }: { readonly year: number }) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.budget;
  const heads = useHeads();
  const draft = useDraftBudget();
  const [isEmpty, setEmpty] = useState(0);
  const [form] = Form.useForm<Given>();
  const submit = ({ amounts, remunerationRate, appraisalShare }: Given) => {
    const lines = Object.entries(amounts).flatMap(([line, typed]) =>
      typed === undefined || typed.trim() === ""
        ? []
        : [{ line, amount: { amount: plainAmount(typed), currency: "CNY" } }],
    );
    if (lines.length === 0) return setEmpty((count) => count + 1);
    setEmpty(0);
    const share = appraisalShare ? { appraisalShare } : {};
    draft.mutate(
      { year, lines, remunerationRate, ...share },
      { onSuccess: () => form.resetFields() },
    );
  };
  return (
    <Panel note={words.formIntro} title={`${words.form} ${year}`}>
      {isEmpty > 0 ? <Announcement key={isEmpty} title={words.nothing} tone="bad" /> : null}
      {draft.data === undefined ? null : (
        <Announcement key={draft.submittedAt} title={words.saved(draft.data.version)} tone="good" />
      )}
      <SubmitForm<Given>
        error={draft.error}
        form={form}
        initialValues={{ remunerationRate: "0.10" }}
        name="budget"
        onSubmit={submit}
        sending={draft}
        submitLabel={words.submit}
      >
        {(heads.data ?? []).map(({ head, titleZh, titleEn }) => (
          <Form.Item
            key={head}
            label={language === "zh" ? titleZh : titleEn}
            name={["amounts", head]}
          >
            <Input autoComplete="off" inputMode="decimal" maxLength={20} />
          </Form.Item>
        ))}
        <Form.Item
          extra={words.rateHint}
          label={words.rate}
          name="remunerationRate"
          rules={[
            { required: true, message: text.session.required(words.rate) },
            { pattern: /^0(\.\d{1,6})?$/, message: words.rateFault },
          ]}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={8} />
        </Form.Item>
        <Form.Item
          extra={text.books.remuneration.shareHint}
          label={text.books.remuneration.share}
          name="appraisalShare"
          rules={[{ pattern: /^(0(\.\d{1,6})?|1)$/, message: text.books.remuneration.shareFault }]}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={8} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}
