import type { Schema } from "@xinyi/api-client";
import { useText } from "../text/language.tsx";

/** An amount as it came, with its unit: nothing is reckoned here. */
export function Amount({ of, isBig }: { readonly of: Schema<"Money">; readonly isBig?: boolean }) {
  const text = useText();
  return (
    <span className={isBig === true ? "amount big" : "amount"}>
      {grouped(of.amount)} {text.currencies[of.currency] ?? of.currency}
    </span>
  );
}

/** In threes, as banks print it, with a minus that is one: −36,784.53. */
function grouped(amount: string): string {
  const [whole = "", part] = amount.replace("-", "−").split(".");
  const threes = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? threes : `${threes}.${part}`;
}

export const isNothing = (money: Schema<"Money">): boolean => /^-?0+(\.0+)?$/.test(money.amount);
