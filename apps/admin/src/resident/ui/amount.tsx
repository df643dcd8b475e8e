import type { Schema } from "@xinyi/api-client";
import { useText } from "../text/language.tsx";

/** An amount as it came, with its unit: nothing is reckoned here. */
export function Amount({ of, isBig }: { readonly of: Schema<"Money">; readonly isBig?: boolean }) {
  const text = useText();
  return (
    <span className={isBig === true ? "amount big" : "amount"}>
      {of.amount.replace("-", "−")} {text.currencies[of.currency] ?? of.currency}
    </span>
  );
}

export const isNothing = (money: Schema<"Money">): boolean => /^-?0+(\.0+)?$/.test(money.amount);
