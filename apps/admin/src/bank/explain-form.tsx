import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { unsigned } from "../ui/amount-text.ts";
import { Confirm } from "../ui/confirm.tsx";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type BankLine, useExplainLine, useHeads, useStoreVoucher } from "./queries.ts";

interface Words {
  readonly head: string;
  readonly payee: string;
  readonly purpose: string;
  readonly voucherNumber: string;
  readonly voucher?: File;
}

interface Confirmed extends Words {
  readonly voucherSha256?: string;
}

/** The voucher is stored first, so that its fingerprint is seen before anything is booked. */
export function ExplainForm({
  line,
  onDone,
}: {
  readonly line: BankLine;
  readonly onDone: () => void;
}) {
  const { text, language } = useLanguage();
  const words = text.lines;
  const money = useMoneyText();
  const heads = useHeads();
  const store = useStoreVoucher();
  const explain = useExplainLine();
  const [order, setOrder] = useState<Confirmed | null>(null);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });

  const prepare = (given: Words) => {
    if (given.voucher === undefined) return setOrder(given);
    store.mutate(given.voucher, {
      onSuccess: ({ sha256 }) => setOrder({ ...given, voucherSha256: sha256 }),
    });
  };
  const confirm = () => {
    if (order === null) return;
    const { voucher: _, ...rest } = order;
    const onSuccess = () => {
      setOrder(null);
      onDone();
    };
    explain.mutate({ lineId: line.id, ...rest }, { onSuccess });
  };

  return (
    <Panel note={words.explainIntro} title={words.explain}>
      <SubmitForm<Words>
        error={store.error}
        initialValues={{ payee: line.payerName ?? "" }}
        name="explain"
        onSubmit={prepare}
        sending={store}
        submitLabel={words.submitExplain}
      >
        <Form.Item label={words.head} name="head" rules={[required(words.head)]}>
          <Select
            loading={heads.isPending}
            options={(heads.data ?? []).map((head) => ({
              value: head.head,
              label: language === "zh" ? head.titleZh : head.titleEn,
            }))}
            placeholder={words.headPlaceholder}
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
        <Form.Item
          extra={words.payeeHint}
          label={words.payee}
          name="payee"
          rules={[required(words.payee)]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          extra={words.purposeHint}
          label={words.purpose}
          name="purpose"
          rules={[required(words.purpose)]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          label={words.voucherNumber}
          name="voucherNumber"
          rules={[required(words.voucherNumber)]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item label={words.voucherFile} name="voucher">
          <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
        </Form.Item>
      </SubmitForm>
      <Confirm
        confirmLabel={words.confirm}
        error={explain.error}
        onCancel={() => setOrder(null)}
        onConfirm={confirm}
        open={order !== null}
        sending={explain.isPending}
        title={words.confirmExplainTitle}
      >
        <p>
          {words.confirmExplain(
            money({ ...line.amount, amount: unsigned(line.amount.amount) }),
            order?.payee ?? "",
            order?.purpose ?? "",
          )}
        </p>
        {order?.voucherSha256 === undefined ? null : (
          <p className="quiet">
            {words.voucherHash} <code className="hash">{order.voucherSha256}</code>
          </p>
        )}
      </Confirm>
    </Panel>
  );
}
