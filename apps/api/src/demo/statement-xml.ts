import { addDays, firstDayOf, type LocalDate, lastDayOf, type YearMonth } from "@xinyi/calendar";
import { formatAmount, type Money, sum } from "@xinyi/money";
import type { Planned } from "./movements.ts";

/** A movement with the reference under which the bank booked it. */
export interface Booked extends Planned {
  readonly ref: string;
}

export interface StatementFacts {
  readonly id: string;
  readonly sequence: number;
  readonly month: YearMonth;
  readonly account: string;
  readonly opening: Money<"CNY">;
  readonly closing: Money<"CNY">;
  readonly movements: readonly Booked[];
}

/** Gives movements the bank's references; the parts of a batch share one and are numbered. */
export function bookedBy(bank: string, movements: readonly Planned[]): readonly Booked[] {
  let entries = 0;
  let parts = 0;
  return movements.map((movement, at) => {
    const goesOn = movement.batch && movements[at - 1]?.batch === true;
    if (!goesOn) {
      entries += 1;
      parts = 0;
    }
    parts += 1;
    const day = movement.on.replaceAll("-", "");
    const ref = `${bank}${day}${String(entries).padStart(4, "0")}`;
    return { ...movement, ref: movement.batch ? `${ref}/${parts}` : ref };
  });
}

/** A month's statement as ISO 20022 camt.053.001.08, as a Chinese bank would send it. */
export function statementXml(facts: StatementFacts): string {
  const { month } = facts;
  const created = `${addDays(lastDayOf(month), 1)}T06:00:00+08:00`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- 演示数据：人名、公司、账号均为虚构 · demonstration data: names, companies and accounts are invented -->
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt>
<GrpHdr><MsgId>${facts.id}</MsgId><CreDtTm>${created}</CreDtTm></GrpHdr>
<Stmt>
<Id>${facts.id}</Id>
<ElctrncSeqNb>${facts.sequence}</ElctrncSeqNb>
<CreDtTm>${created}</CreDtTm>
<FrToDt><FrDtTm>${firstDayOf(month)}T00:00:00+08:00</FrDtTm><ToDtTm>${lastDayOf(month)}T23:59:59+08:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>${facts.account}</Id></Othr></Id><Ccy>CNY</Ccy><Nm>胜天小区信托专户（演示）</Nm></Acct>
${balance("OPBD", facts.opening, addDays(firstDayOf(month), -1))}
${balance("CLBD", facts.closing, lastDayOf(month))}
${entriesOf(facts.movements).map(entry).join("\n")}
</Stmt>
</BkToCstmrStmt>
</Document>
`;
}

function entriesOf(movements: readonly Booked[]): readonly (readonly Booked[])[] {
  const entries: Booked[][] = [];
  for (const movement of movements) {
    const last = entries.at(-1);
    if (last?.[0]?.batch === true && movement.batch) last.push(movement);
    else entries.push([movement]);
  }
  return entries;
}

function entry(parts: readonly Booked[]): string {
  const [first] = parts;
  if (first === undefined) return "";
  const whole = sum(
    parts.map((part) => part.amount),
    "CNY",
  );
  const [ref = ""] = first.ref.split("/");
  return `<Ntry>
${amount(whole)}${first.reversal ? "<RvslInd>true</RvslInd>" : ""}<Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${first.on}</Dt></BookgDt><ValDt><Dt>${first.on}</Dt></ValDt><AcctSvcrRef>${ref}</AcctSvcrRef>
<NtryDtls>${parts.map(details).join("")}</NtryDtls>
</Ntry>`;
}

function details(movement: Booked): string {
  const credit = movement.amount.minor > 0n;
  // Who sent the money of what is taken back is still called the debtor.
  const role = credit !== movement.reversal ? "Dbtr" : "Cdtr";
  return `<TxDtls><Refs><EndToEndId>${escaped(movement.endToEndId ?? "NOTPROVIDED")}</EndToEndId></Refs>
${amount(movement.amount)}
<RltdPties><${role}><Pty><Nm>${escaped(movement.party)}</Nm></Pty></${role}><${role}Acct><Id><Othr><Id>${escaped(movement.partyAccount)}</Id></Othr></Id></${role}Acct></RltdPties>
<RmtInf><Ustrd>${escaped(movement.remark)}</Ustrd></RmtInf></TxDtls>`;
}

function balance(type: string, value: Money<"CNY">, on: LocalDate): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>${amount(value)}<Dt><Dt>${on}</Dt></Dt></Bal>`;
}

function amount(value: Money<"CNY">): string {
  const size = formatAmount(value).replace("-", "");
  const sign = value.minor < 0n ? "DBIT" : "CRDT";
  return `<Amt Ccy="CNY">${size}</Amt><CdtDbtInd>${sign}</CdtDbtInd>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
