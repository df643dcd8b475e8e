import { isLocalDate, type LocalDate } from "@xinyi/calendar";
import {
  type AmountRejection,
  type CurrencyCode,
  isCurrencyCode,
  type Money,
  negate,
  parseAmount,
} from "@xinyi/money";
import { unreachable } from "@xinyi/result";
import {
  type AmountFlaw,
  excerpt,
  invalid,
  missing,
  placeOf,
  Refused,
  type StatementFault,
} from "./camt053-fault.ts";
import type { XmlElement } from "./xml.ts";

export function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((candidate) => candidate.name === name);
}

export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

export function find(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => at && child(at, name), element);
}

export function findAll(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (at, name) => at.flatMap((each) => children(each, name)),
    [element],
  );
}

export function required(element: XmlElement, ...path: readonly string[]): XmlElement {
  return path.reduce((at, name) => {
    const found = child(at, name);
    if (found === undefined) throw missing(at, name);
    return found;
  }, element);
}

export function textAt(element: XmlElement, name: string): string {
  const found = required(element, name);
  if (found.text === "") throw invalid(found);
  return found.text;
}

export function signedAmount(element: XmlElement, currency: CurrencyCode): Money {
  const amount = required(element, "Amt");
  const found = currencyIn(amount);
  if (found !== currency) {
    throw new Refused({
      kind: "other-currency-than-account",
      expected: currency,
      found,
      at: placeOf(amount),
    });
  }
  return signed(amountIn(amount, currency), required(element, "CdtDbtInd"));
}

export function signed(amount: Money, indicator: XmlElement): Money {
  if (indicator.text === "CRDT") return amount;
  if (indicator.text === "DBIT") return negate(amount);
  throw invalid(indicator);
}

/** The schema's decimal may be written "+5.00", "007.50", ".5" or "5."; all else is refused. */
export function amountIn(element: XmlElement, currency: CurrencyCode): Money {
  const { text } = element;
  const plain = text
    .replace(/^\+(?=[\d.])/, "")
    .replace(/^0+(?=\d)/, "")
    .replace(/^\.(?=\d)/, "0.")
    .replace(/(?<=\d)\.$/, "");
  if (/^-[\d.]/.test(plain)) throw new Refused(invalidAmount("negative", element));
  const parsed = parseAmount(plain, currency);
  if (parsed.ok) return parsed.value;
  throw new Refused(amountFault(parsed.rejection, element, currency));
}

function invalidAmount(because: AmountFlaw, element: XmlElement): StatementFault {
  return { kind: "invalid-amount", text: excerpt(element), because, at: placeOf(element) };
}

function amountFault(
  rejection: AmountRejection,
  element: XmlElement,
  currency: CurrencyCode,
): StatementFault {
  switch (rejection.kind) {
    case "blank-amount":
      return invalidAmount("blank", element);
    case "not-a-decimal":
      return invalidAmount("not-a-decimal", element);
    case "too-many-digits":
      return invalidAmount("too-many-digits", element);
    case "too-many-decimals":
      return {
        kind: "too-many-decimals",
        text: excerpt(element),
        currency,
        allowed: rejection.allowed,
        given: rejection.given,
        at: placeOf(element),
      };
    default:
      return unreachable(rejection);
  }
}

export function currencyIn(amount: XmlElement): CurrencyCode {
  const code = amount.attributes.Ccy;
  if (code === undefined) throw missing(amount, "@Ccy");
  return currencyCode(code, amount);
}

export function currencyCode(text: string, element: XmlElement): CurrencyCode {
  if (isCurrencyCode(text)) return text;
  throw new Refused({ kind: "unknown-currency", currency: text, at: placeOf(element) });
}

/** A date choice holds either a day or an instant. */
export function dateElement(choice: XmlElement): XmlElement {
  return child(choice, "Dt") ?? required(choice, "DtTm");
}

/** The civil day as the bank wrote it; an offset behind it does not move the day. */
export function dateIn(element: XmlElement): LocalDate {
  const day = element.text.slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d(T.*|Z|[+-]\d\d:\d\d)?$/.test(element.text)) throw invalid(element);
  if (!isLocalDate(day)) throw invalid(element);
  return day;
}

export function flag(element: XmlElement | undefined): boolean {
  if (element === undefined || element.text === "false" || element.text === "0") return false;
  if (element.text === "true" || element.text === "1") return true;
  throw invalid(element);
}

/** An account's number: IBAN, or the bank's own where there is none, as in China. */
export function accountOf(account: XmlElement): string | undefined {
  return given(find(account, "Id", "IBAN")) ?? given(find(account, "Id", "Othr", "Id"));
}

/** An element's text, unless it is empty or the standard's word for "the payer gave none". */
export function given(element: XmlElement | undefined): string | undefined {
  const text = element?.text ?? "";
  return text === "" || text === "NOTPROVIDED" ? undefined : text;
}
