import { currencyScale, formatAmount } from "@xinyi/money";
import { accountIn, type ChartOfAccounts, joinedName } from "./account.ts";
import type { Entry, Posting } from "./entry.ts";

/**
 * The entries as a journal that hledger reads: every account declared with its
 * code and title, sub-accounts as a last word of the name, the fund as a tag of
 * each line, so that `hledger bal tag:fund=common` is the common fund alone.
 * Whatever people wrote is escaped, so that no text can end a line, start a
 * comment or pass for an account.
 */
export function toHledgerJournal(entries: readonly Entry[], chart: ChartOfAccounts): string {
  const lines = entries.flatMap((entry) => entry.postings);
  const currencies = [...new Set(lines.map((line) => line.amount.currency))].sort();
  const accounts = new Map(lines.map((line) => [accountName(line), line]));
  return [
    ...currencies.map((code) => `commodity ${code} ${sample(currencyScale(code))}`),
    ...[...accounts.keys()].sort().map((name) => declaration(name, accounts.get(name), chart)),
    ...entries.map((entry) => `\n${transaction(entry)}`),
    "",
  ].join("\n");
}

/**
 * The same for ledger, which writes tags on lines of their own. Every account,
 * commodity and tag is declared, so that `ledger --pedantic` accepts it.
 */
export function toLedgerJournal(entries: readonly Entry[]): string {
  const lines = entries.flatMap((entry) => entry.postings);
  const currencies = [...new Set(lines.map((line) => line.amount.currency))].sort();
  const transactions = entries.map((entry) => {
    const reason = entry.reason === undefined ? "" : description(entry.reason);
    return [
      "",
      `${entry.occurredOn} ${reason === "" ? "-" : reason}`,
      ...tagsOf(entry).map(([tag, value]) => `    ; ${tag}: ${value}`),
      ...entry.postings.flatMap((line) => [
        `    ${accountName(line)}  ${line.amount.currency} ${formatAmount(line.amount)}`,
        `    ; fund: ${tagValue(line.fund)}`,
      ]),
    ].join("\n");
  });
  return [
    ...currencies.map(
      (code) => `commodity ${code}\n    format ${code} ${sample(currencyScale(code))}`,
    ),
    ...["id", "reverses", "reference", "voucher", "fund"].map((tag) => `tag ${tag}`),
    ...[...new Set(lines.map(accountName))].sort().map((name) => `account ${name}`),
    ...transactions,
    "",
  ].join("\n");
}

function declaration(name: string, line: Posting | undefined, chart: ChartOfAccounts): string {
  const account = line && accountIn(chart, line.account);
  return account === undefined ? `account ${name}` : `account ${name}  ; code:${account.code}`;
}

function transaction(entry: Entry): string {
  const tags = tagsOf(entry).map(([tag, value]) => `${tag}:${value}`);
  const reason = entry.reason === undefined ? "" : ` ${description(entry.reason)}`;
  return [
    `${entry.occurredOn}${reason}  ; ${tags.join(", ")}`,
    ...entry.postings.map(
      (line) =>
        `    ${accountName(line)}  ${line.amount.currency} ${formatAmount(line.amount)}  ; fund:${tagValue(line.fund)}`,
    ),
  ].join("\n");
}

function tagsOf(entry: Entry): readonly (readonly [tag: string, value: string])[] {
  return [
    ["id", tagValue(entry.id)],
    ...(entry.reverses === undefined ? [] : [["reverses", tagValue(entry.reverses)] as const]),
    ...(entry.reference === undefined ? [] : [["reference", tagValue(entry.reference)] as const]),
    ...(entry.vouchers ?? []).map((voucher) => ["voucher", tagValue(voucher)] as const),
  ];
}

/** Control account and sub-account in one name; a colon in the latter would be another level. */
function accountName(line: Posting): string {
  return line.sub === undefined
    ? line.account
    : joinedName(line.account, percentEncoded(line.sub, /[^\p{L}\p{N}._/-]/gu));
}

/** A description ends at a semicolon, a bar splits off a payee, and a first sign may be a status. */
function description(text: string): string {
  const oneLine = percentEncoded(text, /[%;|]|\p{Cc}|[\u2028\u2029]/gu);
  return /^[!*(=]/.test(oneLine) ? `- ${oneLine}` : oneLine;
}

/** A tag's value ends at a comma or the line. */
function tagValue(text: string): string {
  return percentEncoded(text, /[%,;:]|\s|\p{Cc}/gu);
}

/** Percent encoding of what a pattern names, as in a URL, so that it can be read back. */
function percentEncoded(text: string, pattern: RegExp): string {
  return text.replace(pattern, (character) =>
    /[-_.!~*'()A-Za-z0-9]/.test(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
      : encodeURIComponent(character),
  );
}

/** How amounts of a scale are written: grouping is never used, the decimals always. */
function sample(decimals: number): string {
  return decimals === 0 ? "1000." : `1000.${"0".repeat(decimals)}`;
}
