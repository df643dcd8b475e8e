import { Form } from "antd";
import { useText } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { isZeroAmount } from "../ui/amount-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type StatementImport, useImportStatement } from "./queries.ts";

export function StatementForm() {
  const text = useText();
  const importing = useImportStatement();
  return (
    <Panel title={text.bank.importTitle}>
      <SubmitForm<{ file: File }>
        error={importing.error}
        name="statement"
        onSubmit={importing.mutate}
        sending={importing}
        submitLabel={text.bank.submit}
      >
        <Form.Item
          label={text.bank.file}
          name="file"
          rules={[{ required: true, message: text.upload.missing }]}
        >
          <FileChoice accept=".xml,application/xml,text/xml" />
        </Form.Item>
      </SubmitForm>
      {importing.data === undefined || importing.isPending ? null : (
        <ImportResult key={importing.submittedAt} result={importing.data} />
      )}
    </Panel>
  );
}

function ImportResult({ result }: { readonly result: StatementImport }) {
  const text = useText();
  const words = text.bank;
  const gaps = useGapWords(result);
  const counts = [
    [result.matched, words.matched],
    [result.suspense, words.suspense],
    [result.unexplained, words.unexplained],
    [result.bounced, words.bounced],
    [result.alreadyBooked, words.alreadyBooked],
  ] as const;
  const title = result.booked === 0 ? words.nothingNew : words.booked(result.booked);
  return (
    <Announcement
      title={text.labelled(words.resultTitle, title)}
      tone={gaps.length === 0 ? "good" : "waiting"}
    >
      <ul>
        {counts.map(([count, say]) =>
          count === 0 ? null : <li key={say(count)}>{say(count)}</li>,
        )}
      </ul>
      {gaps.length === 0 ? (
        <p>{words.whole}</p>
      ) : (
        <>
          <p className="announcement-title">{words.gapTitle}</p>
          <ul>
            {gaps.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </Announcement>
  );
}

/** What does not carry over, in words, statement by statement. */
function useGapWords(result: StatementImport): readonly string[] {
  const text = useText();
  const money = useMoneyText();
  return result.statements.flatMap(({ statementRef, gap, gapToPrevious }) => [
    ...(isZeroAmount(gap.amount) ? [] : [text.bank.gapInside(statementRef, money(gap))]),
    ...(gapToPrevious === null || isZeroAmount(gapToPrevious.amount)
      ? []
      : [text.bank.gapBefore(statementRef, money(gapToPrevious))]),
  ]);
}
