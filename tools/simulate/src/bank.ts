/** The other side of the account: the bank's own running balance, and the statements it sends. */

import type { Fen } from "./model.ts";

export interface BankLine {
  readonly ref: string;
  /** In positive, out negative. */
  readonly amount: Fen;
  readonly remark: string;
  /** The bank takes back the line of this reference. */
  readonly takesBack?: string;
  readonly toAccount?: string;
}

export const yuan = (fen: Fen): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export class Bank {
  readonly #account: string;
  #balance: Fen = 0n;
  #statements = 0;

  constructor(account: string, opening: Fen) {
    this.#account = account;
    this.#balance = opening;
  }

  /** A day's movements as an ISO 20022 camt.053.001.08 statement. */
  statement(on: string, lines: readonly BankLine[]): string {
    const opening = this.#balance;
    for (const { amount } of lines) this.#balance += amount;
    this.#statements += 1;
    const id = `SIM-${this.#account}-${this.#statements}`;
    return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${on}T20:00:00+08:00</CreDtTm></GrpHdr>
<Stmt><Id>${id}</Id><CreDtTm>${on}T20:00:00+08:00</CreDtTm>
<Acct><Id><Othr><Id>${this.#account}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
${balance("OPBD", opening, on)}
${balance("CLBD", this.#balance, on)}
${lines.map((line) => entry(line, on)).join("\n")}
</Stmt></BkToCstmrStmt></Document>
`;
  }
}

const amountXml = (fen: Fen): string =>
  `<Amt Ccy="CNY">${yuan(fen < 0n ? -fen : fen)}</Amt><CdtDbtInd>${fen < 0n ? "DBIT" : "CRDT"}</CdtDbtInd>`;

const balance = (code: string, fen: Fen, on: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amountXml(fen)}<Dt><Dt>${on}</Dt></Dt></Bal>`;

function entry({ ref, amount, remark, takesBack, toAccount }: BankLine, on: string): string {
  const parties =
    toAccount === undefined
      ? ""
      : `<RltdPties><CdtrAcct><Id><Othr><Id>${toAccount}</Id></Othr></Id></CdtrAcct></RltdPties>`;
  const before = takesBack === undefined ? "" : "<RvslInd>true</RvslInd>";
  const reference = `<Refs><EndToEndId>${takesBack ?? ref}</EndToEndId></Refs>`;
  return `<Ntry>${amountXml(amount)}${before}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls>${reference}${parties}<RmtInf><Ustrd>${remark}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
}
