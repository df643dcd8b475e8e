import type { Schema } from "@xinyi/api-client";
import { Form, Input, Select } from "antd";
import { MandateChoice } from "../mandates/choice.tsx";
import { useUnits } from "../roll/queries.ts";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Booking, useBookLine } from "./queries.ts";

type As = Booking["as"];
const incoming = ["common-income", "collect", "income", "rent", "deposit", "subsidy"] as const;
const outgoing = [
  "common-cost",
  "remit",
  "collective",
  "remuneration",
  "petty-float",
  "petty-top-up",
  "deposit-return",
  "subsidy-payment",
  "refund",
  "appropriation",
] as const;
const withKind: readonly As[] = ["common-income", "collect", "income", "common-cost", "remit"];
const withUnit: readonly As[] = ["deposit", "deposit-return", "subsidy-payment", "refund"];
const withPayee: readonly As[] = ["common-cost", "remit", "collective", "remuneration"];

interface Given {
  readonly as: As;
  readonly of?: string;
  readonly collectiveShare?: string;
  readonly unitId?: string;
  readonly mandateId?: string;
  readonly reason: string;
  readonly payee?: string;
  readonly voucherNumber?: string;
}

/** Books a line in the fund it belongs to, where it is neither a fee nor a payment of the budget. */
export function BookingForm({
  line,
  onDone,
}: {
  readonly line: Schema<"BankLine">;
  readonly onDone: () => void;
}) {
  const text = useText();
  const words = text.books.booking;
  const rules = useRules();
  const units = useUnits();
  const book = useBookLine();
  const [form] = Form.useForm<Given>();
  const as = Form.useWatch("as", form);
  const choices: readonly As[] = line.amount.amount.startsWith("-") ? outgoing : incoming;
  const submit = ({ reason, payee, voucherNumber, ...given }: Given) =>
    book.mutate(
      {
        lineId: line.id,
        booking: bookingOf(given),
        reason,
        ...(payee !== undefined && { payee }),
        ...(voucherNumber !== undefined && { voucherNumber }),
      },
      { onSuccess: onDone },
    );
  const asks = (kinds: readonly As[]) => as !== undefined && kinds.includes(as);
  return (
    <Panel note={words.intro} title={words.title}>
      <SubmitForm<Given>
        error={book.error}
        form={form}
        name="booking"
        onSubmit={submit}
        sending={book}
        submitLabel={words.submit}
      >
        <Form.Item label={words.as} name="as" rules={rules.required(words.as)}>
          <Select options={choices.map((value) => ({ value, label: words.kinds[value] }))} />
        </Form.Item>
        {asks(withKind) ? (
          <Form.Item
            extra={words.ofHint}
            label={words.of}
            name="of"
            rules={rules.pattern(words.of, /^[a-z0-9][a-z0-9-]{0,39}$/, words.ofFault)}
          >
            <Input autoComplete="off" maxLength={40} spellCheck={false} />
          </Form.Item>
        ) : null}
        {as === "rent" ? (
          <Form.Item
            extra={words.shareHint}
            label={words.collectiveShare}
            name="collectiveShare"
            rules={rules.pattern(words.collectiveShare, /^(0(\.\d{1,6})?|1)$/, words.shareHint)}
          >
            <Input autoComplete="off" inputMode="decimal" maxLength={8} />
          </Form.Item>
        ) : null}
        {asks(withUnit) ? (
          <Form.Item label={text.books.unit} name="unitId" rules={rules.required(text.books.unit)}>
            <Select
              loading={units.isPending}
              options={(units.data ?? []).map(({ id, number }) => ({ value: id, label: number }))}
              showSearch={{ optionFilterProp: "label" }}
            />
          </Form.Item>
        ) : null}
        {asks(withPayee) ? (
          <>
            <Form.Item
              label={text.books.funds.payee}
              name="payee"
              rules={rules.required(text.books.funds.payee)}
            >
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item
              label={text.books.funds.voucherNumber}
              name="voucherNumber"
              rules={rules.required(text.books.funds.voucherNumber)}
            >
              <Input maxLength={60} />
            </Form.Item>
          </>
        ) : null}
        {as === "refund" ? <MandateChoice subject="fee-relief" /> : null}
        {as === "appropriation" ? <MandateChoice subject="appropriation" /> : null}
        <Form.Item
          label={text.books.reason}
          name="reason"
          rules={rules.required(text.books.reason)}
        >
          <Input maxLength={200} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

/** The booking as it is sent: the form has asked for what its kind needs. */
function bookingOf(given: Omit<Given, "reason" | "payee" | "voucherNumber">): Booking {
  const { as, of = "", unitId = "", mandateId = "", collectiveShare = "" } = given;
  switch (as) {
    case "common-income":
    case "collect":
    case "income":
    case "common-cost":
    case "remit":
      return { as, of };
    case "rent":
      return { as, collectiveShare };
    case "deposit":
    case "deposit-return":
    case "subsidy-payment":
      return { as, unitId };
    case "refund":
      return { as, unitId, mandateId };
    case "appropriation":
      return { as, mandateId };
    default:
      return { as };
  }
}
