import type { CurrencyCode } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import {
  type BankStatement,
  type BankStatementFile,
  continuityOf,
  type StatementBalance,
} from "./bank-statement.ts";
import { movementsOf, nameLines } from "./camt053-entries.ts";
import {
  invalid,
  missing,
  missingBalance,
  placeOf,
  Refused,
  type StatementFault,
} from "./camt053-fault.ts";
import {
  accountOf,
  child,
  children,
  currencyCode,
  currencyIn,
  dateElement,
  dateIn,
  find,
  required,
  signedAmount,
  textAt,
} from "./camt053-values.ts";
import { readXml, type XmlElement, type XmlLimits } from "./xml.ts";

export type { StatementFault } from "./camt053-fault.ts";

export interface Camt053Options {
  /** The book's currency; without it the statement's own is taken. */
  readonly currency?: CurrencyCode;
  readonly limits?: XmlLimits;
}

/**
 * Reads a bank statement file, ISO 20022 camt.053.001.02 to .13, whole or not
 * at all. Amounts become signed minor units: money in positive, money out
 * negative. Only booked entries count. An entry of several transactions (a
 * batch) becomes several lines where their amounts add up to the entry's, and
 * one line otherwise. Balances that do not carry over are no refusal but `gaps`.
 */
export function readCamt053(
  bytes: Uint8Array,
  options: Camt053Options = {},
): Result<BankStatementFile, StatementFault> {
  const xml = readXml(bytes, options.limits);
  if (!xml.ok) return xml;
  try {
    const statements = statementsOf(messageOf(xml.value), options);
    return accept({ statements, gaps: continuityOf(statements) });
  } catch (error) {
    if (error instanceof Refused) return reject(error.fault);
    throw error;
  }
}

const camtNamespace = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(\d\d)$/;

/** The message element. Some banks leave the namespace out; its element names then decide. */
function messageOf(root: XmlElement): XmlElement {
  const message = child(root, "BkToCstmrStmt");
  const version = camtNamespace.exec(root.namespace);
  const known = version !== null || (root.namespace === "" && message !== undefined);
  if (root.name !== "Document" || !known) {
    throw new Refused({ kind: "not-camt053", root: root.name, namespace: root.namespace });
  }
  if (version !== null && !(Number(version[1]) >= 2 && Number(version[1]) <= 13)) {
    throw new Refused({ kind: "unsupported-version", namespace: root.namespace });
  }
  if (message === undefined) throw new Refused({ kind: "no-statement" });
  return message;
}

function statementsOf(message: XmlElement, options: Camt053Options): readonly BankStatement[] {
  const found = children(message, "Stmt");
  if (found.length === 0) throw new Refused({ kind: "no-statement" });
  const seen = new Set<string>();
  return found.map((element) => {
    const statement = statementOf(element, message, options);
    const key = JSON.stringify([statement.account, pageIdOf(element)]);
    if (seen.has(key)) {
      throw new Refused({
        kind: "duplicate-statement",
        statementId: statement.id,
        at: placeOf(element),
      });
    }
    seen.add(key);
    return statement;
  });
}

function statementOf(
  element: XmlElement,
  message: XmlElement,
  options: Camt053Options,
): BankStatement {
  const id = textAt(element, "Id");
  const account = accountOf(required(element, "Acct"));
  if (account === undefined) throw missing(required(element, "Acct"), "Id");
  const currency = currencyOfStatement(element, options.currency);
  const created = find(element, "CreDtTm") ?? required(message, "GrpHdr", "CreDtTm");
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(created.text)) throw invalid(created);
  const sequence = find(element, "ElctrncSeqNb") ?? find(element, "LglSeqNb");
  const from = find(element, "FrToDt", "FrDtTm");
  const to = find(element, "FrToDt", "ToDtTm");
  const balances = children(element, "Bal").map((balance) => balanceOf(balance, currency));
  const movements = children(element, "Ntry").map((entry) => movementsOf(entry, currency));
  return {
    id,
    account,
    currency,
    createdAt: created.text,
    ...(sequence === undefined ? {} : { sequence: sequence.text }),
    ...(from === undefined ? {} : { from: dateIn(from) }),
    ...(to === undefined ? {} : { to: dateIn(to) }),
    opening: openingOf(balances, element),
    closing: closingOf(balances, element),
    lines: nameLines(movements.flat(), pageIdOf(element)),
    leftOut: movements.filter((lines) => lines.length === 0).length,
  };
}

/** A statement may come in pages of one id; the page number then tells them apart. */
function pageIdOf(statement: XmlElement): string {
  const page = find(statement, "StmtPgntn", "PgNb");
  return page === undefined ? textAt(statement, "Id") : `${textAt(statement, "Id")}/${page.text}`;
}

/** The account's currency; where the bank leaves it out, that of the first balance. */
function currencyOfStatement(statement: XmlElement, book: CurrencyCode | undefined): CurrencyCode {
  const stated = find(statement, "Acct", "Ccy");
  const place = stated ?? find(statement, "Bal", "Amt") ?? find(statement, "Ntry", "Amt");
  if (place === undefined) throw missing(required(statement, "Acct"), "Ccy");
  const found = stated === undefined ? currencyIn(place) : currencyCode(place.text, place);
  if (book !== undefined && found !== book) {
    throw new Refused({
      kind: "other-currency-than-book",
      expected: book,
      found,
      at: placeOf(place),
    });
  }
  return found;
}

interface Balance extends StatementBalance {
  readonly type: string;
}

function balanceOf(element: XmlElement, currency: CurrencyCode): Balance {
  const type = find(element, "Tp", "CdOrPrtry");
  return {
    type: type?.children[0]?.text ?? "",
    amount: signedAmount(element, currency),
    on: dateIn(dateElement(required(element, "Dt"))),
  };
}

/** Booked at the start; a bank that gives only the earlier day's closing means the same. */
function openingOf(balances: readonly Balance[], statement: XmlElement): StatementBalance {
  const balance =
    balances.find(({ type }) => type === "OPBD") ?? balances.find(({ type }) => type === "PRCD");
  if (balance === undefined) throw missingBalance("opening", statement);
  return { amount: balance.amount, on: balance.on };
}

/** Booked at the end; an interim one on an earlier page comes before the final one. */
function closingOf(balances: readonly Balance[], statement: XmlElement): StatementBalance {
  const balance = balances.findLast(({ type }) => type === "CLBD");
  if (balance === undefined) throw missingBalance("closing", statement);
  return { amount: balance.amount, on: balance.on };
}
