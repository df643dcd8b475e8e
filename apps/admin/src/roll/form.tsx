import { Button, Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { saveText } from "../ui/download.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type RollFile, type RollImport, useImportRoll } from "./queries.ts";

export function RollForm() {
  const text = useText();
  const { estate } = useEstate();
  const importing = useImportRoll();
  return (
    <Panel note={text.roll.importIntro} title={text.roll.importTitle}>
      <p className="quiet">{text.roll.columns}</p>
      <SubmitForm<RollFile>
        error={importing.error}
        initialValues={{ from: todayIn(estate.zone) }}
        name="roll"
        onSubmit={importing.mutate}
        sending={importing}
        submitLabel={text.roll.submit}
      >
        <Form.Item
          label={text.roll.file}
          name="file"
          rules={[{ required: true, message: text.upload.missing }]}
        >
          <FileChoice accept=".csv,text/csv" />
        </Form.Item>
        <Form.Item
          extra={text.roll.fromHint}
          label={text.roll.from}
          name="from"
          rules={[{ required: true, message: text.session.required(text.roll.from) }]}
        >
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
      {importing.data === undefined || importing.isPending ? null : (
        <RollResult key={importing.submittedAt} result={importing.data} />
      )}
    </Panel>
  );
}

function RollResult({ result }: { readonly result: RollImport }) {
  const text = useText();
  const words = text.roll;
  const { faults, markedCsv } = result;
  const reasons: Readonly<Record<string, string>> = words.faultKinds;
  const columns: Readonly<Record<string, string>> = words.columnNames;
  return (
    <>
      <Announcement
        title={text.labelled(words.resultTitle, words.accepted(result.accepted))}
        tone={faults.length === 0 ? "good" : "waiting"}
      >
        <p>{words.split(result.created, result.changed, result.unchanged)}</p>
        {faults.length === 0 ? null : <p>{words.faultsTitle(faults.length)}</p>}
      </Announcement>
      {faults.length === 0 ? null : (
        <>
          <p>{words.faultsIntro}</p>
          <Records
            caption={words.faultsTitle(faults.length)}
            columns={[
              { key: "line", title: words.line, numeric: true, render: (row) => row.line },
              {
                key: "column",
                title: words.column,
                render: (row) => (row.column === null ? "—" : (columns[row.column] ?? row.column)),
              },
              { key: "kind", title: words.fault, render: (row) => reasons[row.kind] ?? row.kind },
              { key: "value", title: words.value, render: (row) => <code>{row.value ?? ""}</code> },
            ]}
            empty=""
            rowKey={(row) => `${row.line} ${row.column} ${row.kind}`}
            rows={faults}
          />
          {markedCsv === null ? null : (
            <Button onClick={() => saveText(markedCsv, words.downloadName, "text/csv")}>
              {words.download}
            </Button>
          )}
        </>
      )}
    </>
  );
}
