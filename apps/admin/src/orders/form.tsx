import { Checkbox, Form, Input, Select } from "antd";
import { useStoreVoucher } from "../bank/queries.ts";
import { useStanding } from "../budget/queries.ts";
import { todayIn } from "../clock.ts";
import { usePayees } from "../payees/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import type { OrderCard, OrderTerms } from "./queries.ts";

interface Given {
  readonly payeeId: string;
  readonly amount: string;
  readonly line: string;
  readonly purpose: string;
  readonly contract?: string;
  readonly invoiceNumber?: string;
  readonly voucher?: File;
  readonly isEmergency?: boolean;
}

/** The terms of an order, new or changed; a file chosen is stored before the order names it. */
export function OrderForm({
  before,
  isNew = false,
  submitLabel,
  sending,
  error,
  onSubmit,
}: {
  readonly before?: OrderCard;
  readonly isNew?: boolean;
  readonly submitLabel: string;
  readonly sending: { readonly isPending: boolean };
  readonly error: Error | null;
  readonly onSubmit: (terms: OrderTerms & { isEmergency: boolean }) => void;
}) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.orders;
  const { estate } = useEstate();
  const money = useMoneyText();
  const payees = usePayees();
  const standing = useStanding(Number(todayIn(estate.zone).slice(0, 4)));
  const store = useStoreVoucher();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });

  const submit = ({ voucher, amount, contract, invoiceNumber, isEmergency, ...rest }: Given) => {
    const send = (voucherSha256: string) =>
      onSubmit({
        ...rest,
        amount: { amount: plainAmount(amount), currency: "CNY" },
        ...(contract?.trim() ? { contract } : {}),
        ...(invoiceNumber?.trim() ? { invoiceNumber } : {}),
        voucherSha256,
        isEmergency: isEmergency ?? false,
      });
    if (voucher === undefined) return send(before?.voucherSha256 ?? "");
    store.mutate(voucher, { onSuccess: ({ sha256 }) => send(sha256) });
  };

  return (
    <SubmitForm<Given>
      error={store.error ?? error}
      initialValues={
        before === undefined
          ? {}
          : {
              payeeId: before.payeeId,
              amount: before.amount.amount,
              line: before.line,
              purpose: before.purpose,
              ...(before.contract === null ? {} : { contract: before.contract }),
              ...(before.invoiceNumber === null ? {} : { invoiceNumber: before.invoiceNumber }),
            }
      }
      name="order"
      onSubmit={submit}
      sending={{ isPending: store.isPending || sending.isPending }}
      submitLabel={submitLabel}
    >
      <Form.Item label={words.payee} name="payeeId" rules={[required(words.payee)]}>
        <Select
          loading={payees.isPending}
          options={(payees.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: "label" }}
        />
      </Form.Item>
      <Form.Item label={words.amount} name="amount" rules={[required(words.amount)]}>
        <Input autoComplete="off" inputMode="decimal" maxLength={20} />
      </Form.Item>
      <Form.Item label={words.line} name="line" rules={[required(words.line)]}>
        <Select
          loading={standing.isPending}
          options={(standing.data ?? []).map((one) => ({
            value: one.line,
            label: words.lineLeft(
              language === "zh" ? one.titleZh : one.titleEn,
              money(one.available),
            ),
          }))}
        />
      </Form.Item>
      <Form.Item label={words.purpose} name="purpose" rules={[required(words.purpose)]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item label={words.contract} name="contract">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item label={words.invoiceNumber} name="invoiceNumber">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        label={words.voucher}
        name="voucher"
        rules={before === undefined ? [{ required: true, message: words.missingVoucher }] : []}
      >
        <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
      </Form.Item>
      {isNew ? (
        <Form.Item name="isEmergency" valuePropName="checked">
          <Checkbox>{words.emergency}</Checkbox>
        </Form.Item>
      ) : null}
    </SubmitForm>
  );
}
