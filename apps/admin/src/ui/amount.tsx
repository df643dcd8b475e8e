import { useText } from "../text/language.tsx";
import { groupDigits } from "./amount-text.ts";

export interface MoneyText {
  readonly amount: string;
  readonly currency: string;
}

/** The unit people say after an amount: 元 for CNY, the code itself for the others. */
export function useMoneyText(): (money: MoneyText) => string {
  const { currencies } = useText();
  return ({ amount, currency }) =>
    `${groupDigits(amount)} ${currency === "CNY" ? currencies.CNY : currency}`;
}

export function Amount({
  money,
  large = false,
}: {
  readonly money: MoneyText;
  readonly large?: boolean;
}) {
  const { currencies } = useText();
  return (
    <data className={large ? "amount amount-large" : "amount"} value={money.amount}>
      {groupDigits(money.amount)}
      <span className="amount-unit">
        {money.currency === "CNY" ? currencies.CNY : money.currency}
      </span>
    </data>
  );
}
