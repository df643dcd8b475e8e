import { Form, Input, Select } from "antd";
import { useHeads, useStoreVoucher } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useUnits } from "../roll/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type FundAct, usePostFundAct } from "./queries.ts";

type Kind = FundAct["do"];
const kinds = [
  "petty-spend",
  "deduct-deposit",
  "maintenance-deposit",
  "maintenance-interest",
  "maintenance-spend",
] as const satisfies readonly Kind[];

interface Given {
  readonly kind: Kind;
  readonly amount: string;
  readonly occurredOn: string;
  readonly reason: string;
  readonly head?: string;
  readonly unitId?: string;
  readonly payee?: string;
  readonly voucherNumber?: string;
  readonly voucher?: File;
  readonly mandateId?: string;
}

/** What no line of the trust account shows; the fields follow from what is posted. */
export function ActForm() {
  const { text, language } = useLanguage();
  const words = text.books.funds;
  const { estate } = useEstate();
  const rules = useRules();
  const heads = useHeads();
  const units = useUnits();
  const store = useStoreVoucher();
  const post = usePostFundAct();
  const [form] = Form.useForm<Given>();
  const kind = Form.useWatch("kind", form) ?? "petty-spend";
  const hasVoucher = kind !== "maintenance-deposit" && kind !== "maintenance-interest";
  const hasPayee = kind === "petty-spend" || kind === "maintenance-spend";
  const hasHead = kind === "petty-spend" || kind === "deduct-deposit";
  const send = (given: Given, voucherSha256: string) =>
    post.mutate(
      {
        act: actOf(given, voucherSha256),
        occurredOn: given.occurredOn,
        amount: { amount: plainAmount(given.amount), currency: "CNY" },
        reason: given.reason,
      },
      { onSuccess: () => form.resetFields() },
    );
  const submit = (given: Given) => {
    if (given.voucher === undefined) return send(given, "");
    store.mutate(given.voucher, { onSuccess: ({ sha256 }) => send(given, sha256) });
  };
  return (
    <Panel note={words.actIntro} title={words.act}>
      {post.isSuccess ? (
        <Announcement key={post.submittedAt} title={text.books.done} tone="good" />
      ) : null}
      <SubmitForm<Given>
        error={store.error ?? post.error}
        form={form}
        initialValues={{ kind: "petty-spend", occurredOn: todayIn(estate.zone) }}
        name="fund-act"
        onSubmit={submit}
        sending={{ isPending: store.isPending || post.isPending }}
        submitLabel={words.submit}
      >
        <Form.Item label={words.kind} name="kind" rules={rules.required(words.kind)}>
          <Select options={kinds.map((value) => ({ value, label: words.acts[value] }))} />
        </Form.Item>
        <Form.Item
          label={kind === "maintenance-deposit" ? words.perSquareMetre : text.books.amount}
          name="amount"
          rules={rules.amount(text.books.amount)}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={20} />
        </Form.Item>
        {kind === "deduct-deposit" ? (
          <Form.Item label={text.books.unit} name="unitId" rules={rules.required(text.books.unit)}>
            <Select
              loading={units.isPending}
              options={(units.data ?? []).map(({ id, number }) => ({ value: id, label: number }))}
              showSearch={{ optionFilterProp: "label" }}
            />
          </Form.Item>
        ) : null}
        {hasHead ? (
          <Form.Item label={words.head} name="head" rules={rules.required(words.head)}>
            <Select
              loading={heads.isPending}
              options={(heads.data ?? []).map((one) => ({
                value: one.head,
                label: language === "zh" ? one.titleZh : one.titleEn,
              }))}
            />
          </Form.Item>
        ) : null}
        {hasPayee ? (
          <>
            <Form.Item label={words.payee} name="payee" rules={rules.required(words.payee)}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item
              label={words.voucherNumber}
              name="voucherNumber"
              rules={rules.required(words.voucherNumber)}
            >
              <Input maxLength={60} />
            </Form.Item>
          </>
        ) : null}
        {hasVoucher ? (
          <Form.Item
            label={text.books.voucher}
            name="voucher"
            rules={[{ required: true, message: text.books.missingVoucher }]}
          >
            <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
          </Form.Item>
        ) : null}
        <Form.Item label={text.books.day} name="occurredOn" rules={rules.required(text.books.day)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item
          label={text.books.reason}
          name="reason"
          rules={rules.required(text.books.reason)}
        >
          <Input maxLength={200} />
        </Form.Item>
        {kind === "maintenance-spend" ? <MandateChoice subject="maintenance-spending" /> : null}
      </SubmitForm>
    </Panel>
  );
}

/** The act as it is sent: the form has asked for what its kind needs. */
function actOf(given: Given, voucherSha256: string): FundAct {
  const { head = "", unitId = "", payee = "", voucherNumber = "", mandateId = "" } = given;
  switch (given.kind) {
    case "petty-spend":
      return { do: "petty-spend", head, payee, voucherNumber, voucherSha256 };
    case "deduct-deposit":
      return { do: "deduct-deposit", unitId, head, voucherSha256 };
    case "maintenance-spend":
      return { do: "maintenance-spend", mandateId, payee, voucherNumber, voucherSha256 };
    default:
      return { do: given.kind };
  }
}
