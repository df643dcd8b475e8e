import { type Ballot, type BallotReceipt, holdsReceipt } from "@xinyi/committee-voting";
import { to } from "../address.ts";
import { useAsked } from "../asking.ts";
import { usePlace } from "../session/session.tsx";
import { useText } from "../text/language.tsx";
import { Answered } from "../ui/answer.tsx";
import { type OwnReceipt, readReceipts } from "./queries.ts";

/** Each ballot's proof, checked here and not only shown, and kept on the phone if wanted. */
export function Receipts({ meetingId }: { readonly meetingId: string }) {
  const words = useText().ballot;
  const place = usePlace();
  const asked = useAsked(meetingId, () => readReceipts(place, meetingId));
  return (
    <Answered asked={asked}>
      {(receipts) => (
        <>
          <h1>{words.receipts}</h1>
          {receipts.length === 0 ? <p className="note">{words.noReceipts}</p> : null}
          {receipts.map((receipt) => (
            <ReceiptCard key={receipt.ballotId} receipt={receipt} />
          ))}
          <p>
            <a href={to("ballot", meetingId)}>{words.title}</a>
          </p>
        </>
      )}
    </Answered>
  );
}

function ReceiptCard({ receipt }: { readonly receipt: OwnReceipt }) {
  const words = useText().ballot;
  const { published, receipt: proof } = receipt;
  const isTrue = holdsReceipt(published as unknown as Ballot, proof as BallotReceipt, proof.root);
  return (
    <section aria-label={receipt.title} className="card">
      <h2>{receipt.title}</h2>
      <dl className="receipt">
        <dt>{words.receiptChoice}</dt>
        <dd>
          <strong>{words.choices[receipt.choice]}</strong>
        </dd>
        <dt>{words.receiptState}</dt>
        <dd>{words.standings[receipt.standing]}</dd>
        <dt>{words.receiptPlaceTitle}</dt>
        <dd>{words.receiptPlace(proof.index + 1, proof.size)}</dd>
        <dt>{words.receiptNumber}</dt>
        <dd className="hash">{published.id}</dd>
        <dt>{words.root}</dt>
        <dd className="hash">{proof.root}</dd>
      </dl>
      <p className={isTrue ? "good" : "bad"}>{isTrue ? words.holds : words.holdsNot}</p>
      <p>
        <button className="second" onClick={() => save(receipt)} type="button">
          {words.save}
        </button>
      </p>
      <p>
        <a href={`/recount/?motion=${receipt.motionId}`}>{words.recount}</a>
      </p>
    </section>
  );
}

/** The receipt as the recount page reads it, in a file of its own. */
function save({ published, receipt, title }: OwnReceipt): void {
  const text = JSON.stringify({ title, published, receipt }, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `receipt-${String(published.id).slice(0, 8)}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
