import { Button, Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useText } from "../text/language.tsx";
import { saveText } from "../ui/download.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { wordOf } from "./names.tsx";
import { type ListFile, type OrganizationImport, useImportOrganizations } from "./queries.ts";

export function ListImport() {
  const text = useText();
  const words = text.organizations.register;
  const importing = useImportOrganizations();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      <p className="quiet">{words.fileColumns}</p>
      <SubmitForm<ListFile>
        error={importing.error}
        initialValues={{ on: todayIn("Asia/Shanghai") }}
        name="organizations"
        onSubmit={importing.mutate}
        sending={importing}
        submitLabel={words.submitImport}
      >
        <Form.Item
          label={words.file}
          name="file"
          rules={[{ required: true, message: text.upload.missing }]}
        >
          <FileChoice accept=".csv,text/csv" />
        </Form.Item>
        <Form.Item label={words.source} name="source" rules={[required(words.source)]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item label={words.on} name="on" rules={[required(words.on)]}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
      {importing.data === undefined || importing.isPending ? null : (
        <Imported key={importing.submittedAt} result={importing.data} />
      )}
    </>
  );
}

function Imported({ result }: { readonly result: OrganizationImport }) {
  const words = useText().organizations.register;
  const { faults, markedCsv } = result;
  return (
    <>
      <Announcement
        title={words.imported(result.created, result.unchanged)}
        tone={faults.length === 0 ? "good" : "waiting"}
      >
        {faults.length === 0 ? null : <p>{words.faults(faults.length)}</p>}
      </Announcement>
      {faults.length === 0 ? null : (
        <Records
          caption={words.faults(faults.length)}
          columns={[
            { key: "line", title: words.line, numeric: true, render: (row) => row.line },
            { key: "column", title: words.column, render: (row) => row.column ?? "—" },
            {
              key: "kind",
              title: words.fault,
              render: (row) => wordOf(words.faultKinds, row.kind),
            },
          ]}
          empty=""
          rowKey={(row) => `${row.line} ${row.column} ${row.kind}`}
          rows={faults}
        />
      )}
      {markedCsv === null ? null : (
        <Button onClick={() => saveText(markedCsv, words.downloadName, "text/csv")}>
          {words.download}
        </Button>
      )}
    </>
  );
}
