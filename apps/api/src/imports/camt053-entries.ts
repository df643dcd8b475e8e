import { type CurrencyCode, type Money, sum } from "@xinyi/money";
import type { StatementLine } from "./bank-statement.ts";
import { missing } from "./camt053-fault.ts";
import {
  accountOf,
  amountIn,
  children,
  dateElement,
  dateIn,
  find,
  findAll,
  flag,
  given,
  required,
  signed,
  signedAmount,
} from "./camt053-values.ts";
import type { XmlElement } from "./xml.ts";

/** A line before it has its name. */
export type Movement = Omit<StatementLine, "position" | "ref" | "refSource" | "reversalOfRef"> & {
  readonly servicerRef: string | undefined;
};

export function movementsOf(entry: XmlElement, currency: CurrencyCode): readonly Movement[] {
  const whole = signedAmount(entry, currency);
  const status = required(entry, "Sts");
  const booked = (status.children[0]?.text ?? status.text) === "BOOK";
  if (!booked || whole.minor === 0n) return [];
  const details = children(entry, "NtryDtls").flatMap((group) => children(group, "TxDtls"));
  const parts = partsOf(details, entry, whole);
  if (parts === undefined) return [movementOf(entry, details, whole, undefined)];
  return parts.map(({ detail, amount }, index) =>
    movementOf(entry, [detail], amount, parts.length > 1 ? index + 1 : undefined),
  );
}

interface Part {
  readonly detail: XmlElement;
  readonly amount: Money;
}

/** The transactions of a batch with their amounts, if these are all given and add up. */
function partsOf(
  details: readonly XmlElement[],
  entry: XmlElement,
  whole: Money,
): readonly Part[] | undefined {
  if (details.length < 2) return undefined;
  const parts: Part[] = [];
  for (const detail of details) {
    const amount = find(detail, "Amt") ?? find(detail, "AmtDtls", "TxAmt", "Amt");
    if (amount === undefined || amount.attributes.Ccy !== whole.currency) return undefined;
    const sign = find(detail, "CdtDbtInd") ?? required(entry, "CdtDbtInd");
    const money = signed(amountIn(amount, whole.currency), sign);
    if (money.minor === 0n) return undefined;
    parts.push({ detail, amount: money });
  }
  const total = sum(
    parts.map((part) => part.amount),
    whole.currency,
  );
  return total.minor === whole.minor ? parts : undefined;
}

function movementOf(
  entry: XmlElement,
  details: readonly XmlElement[],
  amount: Money,
  part: number | undefined,
): Movement {
  const [detail] = details.length === 1 ? details : [];
  const booked = find(entry, "BookgDt") ?? find(entry, "ValDt");
  if (booked === undefined) throw missing(entry, "BookgDt");
  const reversal = flag(find(entry, "RvslInd"));
  const party = detail && partyOf(detail, amount.minor > 0n !== reversal);
  const endToEndId = given(detail && find(detail, "Refs", "EndToEndId"));
  const ownRef = given(detail && find(detail, "Refs", "AcctSvcrRef"));
  const entryRef = given(find(entry, "AcctSvcrRef"));
  return {
    // A batch's reference is one for all its parts, so a part without its own is numbered.
    servicerRef: part === undefined ? (entryRef ?? ownRef) : (ownRef ?? numbered(entryRef, part)),
    ...(endToEndId === undefined ? {} : { endToEndId }),
    bookedOn: dateIn(dateElement(booked)),
    valuedOn: dateIn(dateElement(find(entry, "ValDt") ?? booked)),
    amount,
    reversal,
    ...party,
    remark: remarkOf(entry, details),
    status: "BOOK",
  };
}

/**
 * The other side: who paid what came in, who got what went out. When a
 * movement is taken back, the parties named are still those of the original.
 */
function partyOf(
  detail: XmlElement,
  wasCredit: boolean,
): Pick<StatementLine, "counterpartyName" | "counterpartyAccount"> {
  const role = wasCredit ? "Dbtr" : "Cdtr";
  const name = [role, `Ultmt${role}`]
    .flatMap((side) => [
      find(detail, "RltdPties", side, "Nm"),
      find(detail, "RltdPties", side, "Pty", "Nm"),
    ])
    .find((element) => given(element) !== undefined);
  const held = find(detail, "RltdPties", `${role}Acct`);
  const account = held && accountOf(held);
  return {
    ...(name === undefined ? {} : { counterpartyName: name.text }),
    ...(account === undefined ? {} : { counterpartyAccount: account }),
  };
}

/** Everything said about the movement, in the file's order, each piece once. */
function remarkOf(entry: XmlElement, details: readonly XmlElement[]): string {
  const pieces = details.flatMap((detail) => [
    ...findAll(detail, "RmtInf", "Ustrd"),
    ...findAll(detail, "RmtInf", "Strd", "CdtrRefInf", "Ref"),
    ...findAll(detail, "RmtInf", "Strd", "AddtlRmtInf"),
    ...findAll(detail, "RtrInf", "AddtlInf"),
    ...findAll(detail, "AddtlTxInf"),
  ]);
  const texts = [...pieces, ...children(entry, "AddtlNtryInf")].map((piece) => piece.text);
  return [...new Set(texts.filter((text) => text !== ""))].join(" ");
}

/**
 * Gives every line a name that no other movement of the account will bear. A
 * reference met twice in one statement names its first bearer only.
 */
export function nameLines(
  movements: readonly Movement[],
  statementId: string,
): readonly StatementLine[] {
  const taken = new Set<string>();
  const named = movements.map((movement, index): StatementLine => {
    const { servicerRef, ...facts } = movement;
    const position = index + 1;
    const choices: readonly Pick<StatementLine, "ref" | "refSource">[] = [
      ...(servicerRef === undefined
        ? []
        : [{ ref: servicerRef, refSource: "account-servicer" as const }]),
      // What is taken back bears the original's reference, so it cannot be named by it.
      ...(facts.endToEndId === undefined || facts.reversal
        ? []
        : [{ ref: `${facts.endToEndId}@${facts.bookedOn}`, refSource: "end-to-end" as const }]),
      { ref: `${statementId}#${position}`, refSource: "derived" },
    ];
    const choice = choices.find(({ ref }) => !taken.has(ref)) ?? choices.at(-1)!;
    taken.add(choice.ref);
    return { position, ...choice, ...facts };
  });
  return named.map((line) => (line.reversal ? { ...line, ...originalOf(line, named) } : line));
}

/** The movement that a reversal takes back: same reference of the payer, opposite amount. */
function originalOf(
  reversal: StatementLine,
  lines: readonly StatementLine[],
): Pick<StatementLine, "reversalOfRef"> {
  if (reversal.endToEndId === undefined) return {};
  const original = lines.find(
    (line) =>
      !line.reversal &&
      line.endToEndId === reversal.endToEndId &&
      line.amount.minor === -reversal.amount.minor,
  );
  return { reversalOfRef: original?.ref ?? reversal.endToEndId };
}

function numbered(ref: string | undefined, part: number): string | undefined {
  return ref === undefined ? undefined : `${ref}/${part}`;
}
