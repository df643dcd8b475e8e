import { readFileSync } from "node:fs";
import { formatAmount } from "@xinyi/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BankStatementFile, continuityOf } from "./bank-statement.ts";
import { type Camt053Options, readCamt053, type StatementFault } from "./camt053.ts";

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`./fixtures/camt053.${name}.xml`, import.meta.url));
}

function read(bytes: Uint8Array | string, options?: Camt053Options): BankStatementFile {
  const file = readCamt053(typeof bytes === "string" ? utf8(bytes) : bytes, options);
  if (!file.ok) throw new Error(JSON.stringify(file.rejection));
  return file.value;
}

function refusal(bytes: Uint8Array | string, options?: Camt053Options): StatementFault {
  const file = readCamt053(typeof bytes === "string" ? utf8(bytes) : bytes, options);
  if (file.ok) throw new Error("it was read");
  return file.rejection;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The smallest statement of a Chinese account, in which a test puts its entries. */
function statement(entries: string, { closing = "100.00", head = "", ns = ".08" } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${head}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001${ns}"><BkToCstmrStmt>
<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-02-01T01:00:00+08:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><CreDtTm>2026-02-01T01:00:00+08:00</CreDtTm>
<Acct><Id><Othr><Id>0000 0510</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-12-31</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${closing}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-31</Dt></Dt></Bal>
${entries}</Stmt></BkToCstmrStmt></Document>`;
}

function entry(amount: string, { sign = "CRDT", status = "BOOK", more = "", details = "" } = {}) {
  return `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>
<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>${more}
<NtryDtls>${details}</NtryDtls></Ntry>`;
}

describe("the sample files, each with its own answer", () => {
  test("multi.statement: two statements that follow on one another", () => {
    const { statements, gaps } = read(fixture("v2.multi.statement"), { currency: "EUR" });
    expect(gaps).toEqual([]);
    expect(statements).toHaveLength(2);
    const [first, second] = statements;
    expect(first).toEqual({
      id: "253EURNL26VAYB8060476890",
      account: "NL26VAYB8060476890",
      currency: "EUR",
      createdAt: "2015-03-10T18:43:50+00:00",
      sequence: "12312",
      from: "2007-10-18",
      to: "2007-10-18",
      opening: { amount: { currency: "EUR", minor: 1815n }, on: "2014-12-30" },
      closing: { amount: { currency: "EUR", minor: 2700n }, on: "2014-12-31" },
      lines: [
        {
          position: 1,
          ref: "000000001@2014-12-31",
          refSource: "end-to-end",
          endToEndId: "000000001",
          bookedOn: "2014-12-31",
          valuedOn: "2015-01-02",
          amount: { currency: "EUR", minor: 885n },
          reversal: false,
          remark: "Transaction Description 1",
          status: "BOOK",
        },
      ],
      leftOut: 0,
    });
    expect(second?.lines[0]).toMatchObject({
      amount: { minor: -700n },
      counterpartyName: "Company Name 2",
      counterpartyAccount: "NL56AGDH9619008421",
    });
  });

  test("minimal: its closing balance is in Swedish crowns", () => {
    expect(refusal(fixture("v2.minimal"), { currency: "EUR" })).toEqual({
      kind: "other-currency-than-account",
      expected: "EUR",
      found: "SEK",
      at: { path: "Document/BkToCstmrStmt/Stmt/Bal[2]/Amt", line: 60 },
    });
  });

  test("v8: likewise, and its account names no currency at all", () => {
    expect(refusal(fixture("v8"))).toMatchObject({
      kind: "other-currency-than-account",
      expected: "EUR",
      found: "SEK",
      at: { path: "Document/BkToCstmrStmt/Stmt/Bal[2]/Amt" },
    });
  });

  test("five.decimals: an amount of three decimals, where the euro has two", () => {
    expect(refusal(fixture("v2.five.decimals"), { currency: "EUR" })).toEqual({
      kind: "too-many-decimals",
      text: "18.150",
      currency: "EUR",
      allowed: 2,
      given: 3,
      at: { path: "Document/BkToCstmrStmt/Stmt/Bal[1]/Amt", line: 43 },
    });
  });

  test("wrong: a message without a statement", () => {
    expect(refusal(fixture("v2.wrong"))).toEqual({ kind: "no-statement" });
  });

  test.each(["v2.multi.statement", "v2.minimal", "v8", "v2.five.decimals"])(
    "%s: none belongs into a book kept in yuan",
    (name) => {
      expect(refusal(fixture(name), { currency: "CNY" })).toMatchObject({
        kind: "other-currency-than-book",
        expected: "CNY",
        found: "EUR",
      });
    },
  );
});

describe("movements", () => {
  test("the bank's own reference names a line before the payer's does", () => {
    const more = "<AcctSvcrRef>B-1</AcctSvcrRef>";
    const details = "<TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs></TxDtls>";
    const [line] = read(statement(entry("5.00", { more, details }))).statements[0]!.lines;
    expect(line).toMatchObject({ ref: "B-1", refSource: "account-servicer", endToEndId: "E-1" });
  });

  test("without any reference the line is named by statement and position", () => {
    const details = "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls>";
    const lines = read(statement(entry("5.00", { details }) + entry("5.00"))).statements[0]!.lines;
    expect(lines.map((line) => [line.ref, line.refSource])).toEqual([
      ["S1#1", "derived"],
      ["S1#2", "derived"],
    ]);
  });

  test("a reference used twice names only its first bearer, so that no payment is lost", () => {
    const details = "<TxDtls><Refs><EndToEndId>RENT</EndToEndId></Refs></TxDtls>";
    const twice = entry("5.00", { details }).repeat(2);
    const lines = read(statement(twice)).statements[0]!.lines;
    expect(lines.map((line) => line.ref)).toEqual(["RENT@2026-01-05", "S1#2"]);
  });

  test("payer, account and everything said about it", () => {
    const details = `<TxDtls><RltdPties><Dbtr><Pty><Nm>甲演松</Nm></Pty></Dbtr>
      <DbtrAcct><Id><Othr><Id>0000 0001</Id></Othr></Id></DbtrAcct>
      <Cdtr><Pty><Nm>the estate itself</Nm></Pty></Cdtr></RltdPties>
      <RmtInf><Ustrd>3-2-502</Ustrd><Ustrd><![CDATA[<物业费>]]></Ustrd>
      <Strd><CdtrRefInf><Ref>2026-01</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`;
    const more = "<AddtlNtryInf>转账 &amp; 手续费</AddtlNtryInf>";
    const [line] = read(statement(entry("5.00", { details, more }))).statements[0]!.lines;
    expect(line).toMatchObject({
      counterpartyName: "甲演松",
      counterpartyAccount: "0000 0001",
      remark: "3-2-502 <物业费> 2026-01 转账 & 手续费",
    });
  });

  test("a reversal leads to what it takes back, and names its payer", () => {
    const party = "<RltdPties><Dbtr><Nm>甲演松</Nm></Dbtr></RltdPties>";
    const details = `<TxDtls><Refs><EndToEndId>E-7</EndToEndId></Refs>${party}</TxDtls>`;
    const came = entry("80.00", { details, more: "<AcctSvcrRef>B-1</AcctSvcrRef>" });
    const more = "<RvslInd>true</RvslInd><AcctSvcrRef>B-2</AcctSvcrRef>";
    const back = entry("80.00", { sign: "DBIT", details, more });
    const { statements, gaps } = read(statement(came + back));
    expect(gaps).toEqual([]);
    expect(statements[0]!.lines[1]).toMatchObject({
      ref: "B-2",
      reversal: true,
      reversalOfRef: "B-1",
      counterpartyName: "甲演松",
      amount: { minor: -8000n },
    });
    const alone = read(statement(back)).statements[0]!.lines[0];
    expect(alone).toMatchObject({ ref: "B-2", reversalOfRef: "E-7" });
    const bare = entry("80.00", { sign: "DBIT", details, more: "<RvslInd>true</RvslInd>" });
    expect(read(statement(bare)).statements[0]!.lines[0]).toMatchObject({ ref: "S1#1" });
  });

  test("only what is booked counts; what is pending, told or 0.00 is left out", () => {
    const others = entry("7.00", { status: "PDNG" }) + entry("9.00", { status: "INFO" });
    const { statements, gaps } = read(statement(others + entry("0.00")));
    expect(statements[0]).toMatchObject({ lines: [], leftOut: 3 });
    expect(gaps).toEqual([]);
  });

  test("a batch is split where its parts add up, and kept whole otherwise", () => {
    const part = (amount: string) => `<TxDtls><Amt Ccy="CNY">${amount}</Amt></TxDtls>`;
    const more = "<AcctSvcrRef>B-9</AcctSvcrRef>";
    const split = entry("10.00", { more, details: part("4.00") + part("6.00") });
    const lines = read(statement(split)).statements[0]!.lines;
    expect(lines.map((line) => [line.ref, formatAmount(line.amount)])).toEqual([
      ["B-9/1", "4.00"],
      ["B-9/2", "6.00"],
    ]);
    const whole = entry("10.00", { more, details: part("4.00") + part("5.99") });
    const kept = read(statement(whole)).statements[0]!.lines;
    expect(kept.map((line) => [line.ref, formatAmount(line.amount)])).toEqual([["B-9", "10.00"]]);
  });

  test("versions .02 to .13 are read, others named", () => {
    for (const ns of [".02", ".05", ".13"]) read(statement("", { ns }));
    for (const ns of [".01", ".14"]) {
      expect(refusal(statement("", { ns }))).toMatchObject({ kind: "unsupported-version" });
    }
  });
});

describe("continuity", () => {
  test("movements that do not reach the closing balance are a gap, not a refusal", () => {
    const { gaps } = read(statement(entry("30.00"), { closing: "150.00" }));
    expect(gaps).toMatchObject([
      { kind: "movements-do-not-reach-closing", statementId: "S1", difference: { minor: 2000n } },
    ]);
  });

  test("an opening that is not the earlier closing is a gap, also between two files", () => {
    const january = read(statement(entry("30.00"), { closing: "130.00" })).statements[0]!;
    const february = {
      ...january,
      id: "S2",
      opening: { ...january.closing, amount: { currency: "CNY", minor: 12500n } as const },
      closing: { on: "2026-02-28", amount: { currency: "CNY", minor: 15500n } } as const,
    };
    expect(continuityOf([february, january])).toMatchObject([
      {
        kind: "opening-is-not-previous-closing",
        previousStatementId: "S1",
        statementId: "S2",
        difference: { minor: -500n },
      },
    ]);
  });

  test("statements of different accounts are not held against one another", () => {
    const one = read(statement(entry("30.00"), { closing: "130.00" })).statements[0]!;
    expect(continuityOf([one, { ...one, id: "S2", account: "another" }])).toEqual([]);
  });
});

describe("hostile and broken files", () => {
  test.each([
    ["an outside entity", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`],
    ["a billion laughs", `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`],
    ["a document type elsewhere", `<!DOCTYPE Document SYSTEM "http://example.org/a.dtd">`],
  ])("%s is refused with the document type", (_, head) => {
    const file = statement(entry("&x;"), { head });
    expect(refusal(file)).toMatchObject({ kind: "doctype-refused", line: 1 });
  });

  test("an undeclared entity is malformed XML", () => {
    expect(refusal(statement(entry("&x;")))).toMatchObject({ kind: "malformed-xml", line: 10 });
  });

  test.each([
    ["1e400", "not-a-decimal"],
    ["NaN", "not-a-decimal"],
    ["１２.００", "not-a-decimal"],
    ["1,000.00", "not-a-decimal"],
    ["-5.00", "negative"],
    ["", "blank"],
    ["99999999999999999999.00", "too-many-digits"],
  ])("an amount of %s is refused", (amount, because) => {
    const at = { path: "Document/BkToCstmrStmt/Stmt/Ntry/Amt", line: 10 };
    expect(refusal(statement(entry(amount)))).toMatchObject({
      kind: "invalid-amount",
      because,
      at,
    });
  });

  test("a fault does not repeat a megabyte of nonsense", () => {
    const fault = refusal(statement(entry("9".repeat(1_000_000))));
    expect(fault).toMatchObject({ kind: "invalid-amount", because: "too-many-digits" });
    expect(JSON.stringify(fault).length).toBeLessThan(300);
  });

  test.each([
    ["+5.00", 500n],
    ["005.5", 550n],
    [".5", 50n],
    ["5.", 500n],
  ])("the schema's other spelling %s is an amount", (amount, minor) => {
    expect(read(statement(entry(amount))).statements[0]!.lines[0]!.amount.minor).toBe(minor);
  });

  test("a part of a batch with an absurd amount spoils the file", () => {
    const part = (amount: string) => `<TxDtls><Amt Ccy="CNY">${amount}</Amt></TxDtls>`;
    const details = part("1e400") + part("6.00");
    expect(refusal(statement(entry("10.00", { details })))).toMatchObject({
      kind: "invalid-amount",
      at: { path: "Document/BkToCstmrStmt/Stmt/Ntry/NtryDtls/TxDtls[1]/Amt" },
    });
  });

  test("a file cut at every tenth byte is refused, and as cut where it is well begun", () => {
    const bytes = utf8(statement(entry("5.00", { more: "<AddtlNtryInf>物业费</AddtlNtryInf>" })));
    for (let length = 10; length < bytes.length; length += 10) {
      expect(refusal(bytes.subarray(0, length)).kind).toBe("truncated-xml");
    }
    expect(refusal(bytes.subarray(0, bytes.indexOf(0xe7) + 1))).toMatchObject({
      line: 11,
      inside: "Document/BkToCstmrStmt/Stmt/Ntry/AddtlNtryInf",
    });
    expect(refusal(Uint8Array.from([...bytes, 0xe7])).kind).toBe("truncated-xml");
    for (const name of ["v2.multi.statement", "v8"]) {
      const whole = fixture(name);
      for (let length = 0; length < whole.length - 10; length += 10) {
        expect(readCamt053(whole.subarray(0, length)).ok).toBe(false);
      }
    }
  });

  test("other files are named as what they are not", () => {
    expect(refusal("")).toEqual({ kind: "file-empty" });
    expect(refusal("PK\u0003\u0004")).toMatchObject({ kind: "malformed-xml" });
    expect(refusal("<html/>")).toMatchObject({ kind: "not-camt053", root: "html" });
    const other = statement("").replace("camt.053.001.08", "camt.054.001.08");
    expect(refusal(other)).toMatchObject({
      kind: "not-camt053",
      namespace: "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08",
    });
  });

  test("what is missing is named with its place", () => {
    expect(refusal(statement("").replace("CLBD", "CLAV"))).toMatchObject({
      kind: "missing-balance",
      balance: "closing",
      at: { path: "Document/BkToCstmrStmt/Stmt" },
    });
    const undated = entry("5.00").replace(/<BookgDt>.*<\/BookgDt>/, "");
    expect(refusal(statement(undated))).toMatchObject({
      kind: "missing-element",
      element: "BookgDt",
    });
    const impossible = entry("5.00").replace("2026-01-05", "2026-02-30");
    expect(refusal(statement(impossible))).toMatchObject({
      kind: "invalid-value",
      text: "2026-02-30",
    });
    const strange = statement("").replace("<Ccy>CNY</Ccy>", "<Ccy>ZZZ</Ccy>");
    expect(refusal(strange)).toMatchObject({ kind: "unknown-currency", currency: "ZZZ" });
    const twice = statement("").replace(/(<Stmt>.*<\/Stmt>)/s, "$1$1");
    expect(refusal(twice)).toMatchObject({ kind: "duplicate-statement", statementId: "S1" });
  });

  test("size, depth and number of elements have a limit", () => {
    const limits = { maxBytes: 5_000, maxElements: 100, maxDepth: 20 };
    expect(refusal(new Uint8Array(5_001), { limits })).toEqual({
      kind: "file-too-large",
      bytes: 5_001,
      limit: 5_000,
    });
    expect(refusal("<a>".repeat(21), { limits })).toMatchObject({ kind: "too-deep" });
    expect(refusal(`<a>${"<b/>".repeat(100)}</a>`, { limits })).toMatchObject({
      kind: "too-many-elements",
    });
  });
});

describe("encodings", () => {
  const details = "<TxDtls><RmtInf><Ustrd>三栋</Ustrd></RmtInf></TxDtls>";
  const text = statement(entry("5.00", { details }));
  const remarkOf = (bytes: Uint8Array) => read(bytes).statements[0]!.lines[0]!.remark;

  function utf16(value: string, littleEndian: boolean): Uint8Array {
    const view = new DataView(new ArrayBuffer(value.length * 2));
    for (let i = 0; i < value.length; i++) view.setUint16(i * 2, value.charCodeAt(i), littleEndian);
    return new Uint8Array(view.buffer);
  }

  /** The declared name, with 三栋 in the bytes that GB 18030 and GBK share. */
  function national(declared: string): Uint8Array {
    const [head = "", tail = ""] = text.replace("UTF-8", declared).split("三栋");
    return Uint8Array.from([...utf8(head), 0xc8, 0xfd, 0xb6, 0xb0, ...utf8(tail)]);
  }

  test("UTF-8, with and without its mark", () => {
    expect(remarkOf(utf8(text))).toBe("三栋");
    expect(remarkOf(utf8(`\uFEFF${text}`))).toBe("三栋");
  });

  test.each([true, false])("UTF-16 (little end first: %s), with and without its mark", (end) => {
    const declared = text.replace("UTF-8", "UTF-16");
    expect(remarkOf(utf16(`\uFEFF${declared}`, end))).toBe("三栋");
    expect(remarkOf(utf16(declared, end))).toBe("三栋");
  });

  test.each(["GB18030", "GBK", "gb2312"])("%s", (declared) => {
    expect(remarkOf(national(declared))).toBe("三栋");
  });

  test("bytes that are not what the file says are refused, not turned into other characters", () => {
    expect(refusal(national("UTF-8"))).toEqual({
      kind: "wrong-encoding",
      encoding: "utf-8",
      looksLike: "gb18030",
    });
    expect(refusal(utf8(text.replace("UTF-8", "UTF-16")))).toMatchObject({
      kind: "wrong-encoding",
      encoding: "utf-16",
    });
    expect(refusal(utf16(text, true))).toMatchObject({
      kind: "wrong-encoding",
      looksLike: "utf-16le",
    });
    expect(refusal(text.replace("UTF-8", "EBCDIC"))).toEqual({
      kind: "unknown-encoding",
      encoding: "ebcdic",
    });
    expect(refusal(text.replace("UTF-8", "constructor"))).toMatchObject({
      kind: "unknown-encoding",
    });
  });
});

describe("laws", () => {
  test("fifty thousand entries are read", () => {
    const { statements } = read(statement(entry("0.01").repeat(50_000), { closing: "600.00" }));
    expect(statements[0]!.lines).toHaveLength(50_000);
  });

  test("no bytes make it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readCamt053(bytes).ok).toBe(false);
      }),
    );
  });

  test("a valid file with bytes changed anywhere never makes it throw", () => {
    const whole = fixture("v2.multi.statement");
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), (noise) => {
        const bytes = Uint8Array.from(whole);
        noise.forEach((byte, i) => {
          bytes[(byte * 7919 + i * 104_729) % bytes.length] = byte;
        });
        expect(typeof readCamt053(bytes).ok).toBe("boolean");
      }),
    );
  });
});
