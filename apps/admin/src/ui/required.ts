import { isYearMonth } from "@xinyi/calendar";
import type { FormRule } from "antd";
import { useText } from "../text/language.tsx";
import { plainAmount } from "./amount-text.ts";

export interface Rules {
  required(label: string): FormRule[];
  amount(label: string): FormRule[];
  month(label: string): FormRule[];
  pattern(label: string, pattern: RegExp, fault: string): FormRule[];
}

/** The rules that fields of many forms share, each with the words of this language. */
export function useRules(): Rules {
  const text = useText();
  const required = (label: string): FormRule => ({
    required: true,
    message: text.session.required(label),
  });
  const holds = (test: (value: string) => boolean, fault: string): FormRule => ({
    validator: (_, value: string | undefined) =>
      value === undefined || value === "" || test(value)
        ? Promise.resolve()
        : Promise.reject(new Error(fault)),
  });
  return {
    required: (label) => [required(label)],
    amount: (label) => [
      required(label),
      holds((value) => /^\d{1,15}(\.\d{1,4})?$/.test(plainAmount(value)), text.books.amountFault),
    ],
    month: (label) => [required(label), holds(isYearMonth, text.session.required(label))],
    pattern: (label, pattern, fault) => [required(label), { pattern, message: fault }],
  };
}
