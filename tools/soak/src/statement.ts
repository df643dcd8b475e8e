import { formatAmount, type Money, sum } from "@xinyi/money";

/** A receipt on the account, as the bank tells it. */
export interface Receipt {
  readonly reference: string;
  readonly amount: Money<"CNY">;
  readonly remark: string;
}

const credit = (amount: Money<"CNY">): string =>
  `<Amt Ccy="CNY">${formatAmount(amount)}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`;

const balance = (type: string, amount: Money<"CNY">, on: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>${credit(amount)}<Dt><Dt>${on}</Dt></Dt></Bal>`;

/** One day of receipts as an ISO 20022 camt.053.001.08 statement in CNY. */
export function statementXml(facts: {
  readonly id: string;
  readonly account: string;
  readonly on: string;
  readonly opening: Money<"CNY">;
  readonly receipts: readonly Receipt[];
}): string {
  const { id, account, on, opening, receipts } = facts;
  const closing = sum([opening, ...receipts.map((receipt) => receipt.amount)], "CNY");
  const entries = receipts.map(
    ({ reference, amount, remark }) => `<Ntry>${credit(amount)}<Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${credit(amount)}
<RmtInf><Ustrd>${remark}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt>
<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${on}T20:00:00+08:00</CreDtTm></GrpHdr>
<Stmt>
<Id>${id}</Id>
<CreDtTm>${on}T20:00:00+08:00</CreDtTm>
<FrToDt><FrDtTm>${on}T00:00:00+08:00</FrDtTm><ToDtTm>${on}T23:59:59+08:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
${balance("OPBD", opening, on)}
${balance("CLBD", closing, on)}
${entries.join("\n")}
</Stmt>
</BkToCstmrStmt>
</Document>
`;
}
