import { Button } from "antd";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import type { Texts } from "../text/texts.ts";
import { Amount } from "../ui/amount.tsx";
import { isOutgoing, unsigned } from "../ui/amount-text.ts";
import { Moment } from "../ui/civil-date.tsx";
import { Facts } from "../ui/page.tsx";
import type { Entry, Posting } from "./queries.ts";

/** The postings of one entry in debit and credit, and what binds it to the one before. */
export function EntryDetail({
  entry,
  heads,
  unitNumbers,
  onReverse,
}: {
  readonly entry: Entry;
  /** The chart's own titles of the accounts money is spent under. */
  readonly heads: ReadonlyMap<string, string>;
  readonly unitNumbers: ReadonlyMap<string, string>;
  readonly onReverse: ((entry: Entry) => void) | undefined;
}) {
  const text = useText();
  const words = text.journal;
  const { estate } = useEstate();
  return (
    <div className="entry">
      <table className="postings">
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            <th className="numeric" scope="col">
              {words.debit}
            </th>
            <th className="numeric" scope="col">
              {words.credit}
            </th>
          </tr>
        </thead>
        <tbody>
          {entry.postings.map((posting) => (
            <tr key={`${posting.account} ${posting.fund} ${posting.sub} ${posting.amount.amount}`}>
              <th scope="row">
                {heads.get(posting.account) ?? accountTitle(posting.account, text)}
                {posting.sub === null ? "" : ` · ${unitNumbers.get(posting.sub) ?? posting.sub}`}
                <span className="quiet">
                  {fundTitle(posting.fund, text)} · <code>{posting.account}</code>
                </span>
              </th>
              <Side posting={posting} side="debit" />
              <Side posting={posting} side="credit" />
            </tr>
          ))}
        </tbody>
      </table>
      <Facts
        facts={[
          ...spendingFacts(entry, text, <VoucherLink entry={entry} />),
          [words.recordedAt, <Moment at={entry.recordedAt} key="at" zone={estate.zone} />],
          [
            words.hash,
            <code className="hash" key="hash">
              {entry.hash}
            </code>,
          ],
          [
            words.previousHash,
            <code className="hash" key="previous">
              {entry.previousHash}
            </code>,
          ],
        ]}
      />
      {onReverse === undefined ? null : (
        <Button danger onClick={() => onReverse(entry)}>
          {words.reverse}
        </Button>
      )}
    </div>
  );
}

function Side({ posting, side }: { readonly posting: Posting; readonly side: "debit" | "credit" }) {
  const isHere = isOutgoing(posting.amount.amount) === (side === "credit");
  return (
    <td className="numeric">
      {isHere ? (
        <Amount money={{ ...posting.amount, amount: unsigned(posting.amount.amount) }} />
      ) : null}
    </td>
  );
}

function spendingFacts(
  { spending }: Entry,
  text: Texts,
  voucher: React.ReactNode,
): readonly (readonly [string, React.ReactNode])[] {
  if (spending === null) return [];
  return [
    [text.journal.payee, spending.payee],
    [text.journal.purpose, spending.purpose],
    [
      text.journal.voucher,
      <span key="voucher">
        {spending.voucherNumber} {voucher}
      </span>,
    ],
  ];
}

function VoucherLink({ entry }: { readonly entry: Entry }) {
  const text = useText();
  const { districtId, estate } = useEstate();
  const sha256 = entry.spending?.voucherSha256;
  if (sha256 === undefined || sha256 === null) return null;
  return (
    <a
      className="way"
      href={`/api/districts/${districtId}/estates/${estate.id}/vouchers/${sha256}`}
      rel="noreferrer"
      target="_blank"
    >
      {text.journal.viewVoucher}
      {text.notices.newTab}
    </a>
  );
}

/** The name of the nearest account above that has one; its code otherwise. */
export function accountTitle(account: string, { journal }: Texts): string {
  const titles: Readonly<Record<string, string>> = journal.accounts;
  const parts = account.split(":");
  for (let length = parts.length; length > 0; length -= 1) {
    const title = titles[parts.slice(0, length).join(":")];
    if (title !== undefined) return title;
  }
  return account;
}

function fundTitle(fund: string, { journal }: Texts): string {
  const titles: Readonly<Record<string, string>> = journal.funds;
  return titles[fund] ?? fund;
}
