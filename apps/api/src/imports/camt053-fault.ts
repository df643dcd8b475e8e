import type { CurrencyCode } from "@xinyi/money";
import { pathOf, type XmlElement, type XmlFault } from "./xml.ts";

/** Where in the file: `Document/BkToCstmrStmt/Stmt[2]/Ntry[15]/Amt`, and its line. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

export type AmountFlaw = "blank" | "negative" | "not-a-decimal" | "too-many-digits";

/** Why a file is refused whole, in the order the reasons are looked for. */
export type StatementFault =
  | XmlFault
  | { readonly kind: "not-camt053"; readonly root: string; readonly namespace: string }
  | { readonly kind: "unsupported-version"; readonly namespace: string }
  | { readonly kind: "no-statement" }
  | { readonly kind: "missing-element"; readonly element: string; readonly at: Place }
  | { readonly kind: "invalid-value"; readonly text: string; readonly at: Place }
  | { readonly kind: "unknown-currency"; readonly currency: string; readonly at: Place }
  | {
      /** The statement is kept in another currency than the book. */
      readonly kind: "other-currency-than-book";
      readonly expected: CurrencyCode;
      readonly found: CurrencyCode;
      readonly at: Place;
    }
  | {
      /** A balance or an entry is in another currency than its statement. */
      readonly kind: "other-currency-than-account";
      readonly expected: CurrencyCode;
      readonly found: CurrencyCode;
      readonly at: Place;
    }
  | {
      readonly kind: "too-many-decimals";
      readonly text: string;
      readonly currency: CurrencyCode;
      readonly allowed: number;
      readonly given: number;
      readonly at: Place;
    }
  | {
      readonly kind: "invalid-amount";
      readonly text: string;
      readonly because: AmountFlaw;
      readonly at: Place;
    }
  | {
      readonly kind: "missing-balance";
      readonly balance: "opening" | "closing";
      readonly at: Place;
    }
  | { readonly kind: "duplicate-statement"; readonly statementId: string; readonly at: Place };

/** Carries a fault from deep inside the tree to the one door, `readCamt053`. */
export class Refused extends Error {
  readonly fault: StatementFault;
  constructor(fault: StatementFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

export function placeOf(element: XmlElement): Place {
  return { path: pathOf(element), line: element.line };
}

export function missing(parent: XmlElement, element: string): Refused {
  return new Refused({ kind: "missing-element", element, at: placeOf(parent) });
}

export function invalid(element: XmlElement): Refused {
  return new Refused({ kind: "invalid-value", text: excerpt(element), at: placeOf(element) });
}

export function missingBalance(balance: "opening" | "closing", statement: XmlElement): Refused {
  return new Refused({ kind: "missing-balance", balance, at: placeOf(statement) });
}

/** What stands in an element, short enough to be told to a person. */
export function excerpt({ text }: XmlElement): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
