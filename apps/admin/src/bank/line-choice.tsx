import { Form, Select } from "antd";
import { useText } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { useRules } from "../ui/required.ts";
import { type BankLine, useBankLines } from "./queries.ts";

/** One of the lines that wait for somebody to say what they were, as a field of a form. */
export function LineChoice({ direction }: { readonly direction: "in" | "out" }) {
  const words = useText().commons;
  const money = useMoneyText();
  const rules = useRules();
  const unexplained = useBankLines({ state: "unexplained" });
  const suspense = useBankLines({ state: "suspense" });
  const waiting = [...(suspense.data ?? []), ...(unexplained.data ?? [])].filter(
    ({ amount }) => amount.amount.startsWith("-") === (direction === "out"),
  );
  const say = direction === "out" ? words.bank.outgoing : words.bank.incoming;
  const label = ({ amount, bookedOn, remark, reference }: BankLine) =>
    say(
      money({ ...amount, amount: amount.amount.replace(/^-/, "") }),
      bookedOn,
      remark ?? reference,
    );
  return (
    <Form.Item
      extra={waiting.length === 0 ? words.noLines : undefined}
      label={words.line}
      name="lineId"
      rules={rules.required(words.line)}
    >
      <Select
        loading={unexplained.isPending || suspense.isPending}
        options={waiting.map((line) => ({ value: line.id, label: label(line) }))}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Form.Item>
  );
}
