import { monthOf } from "@xinyi/calendar";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useStoreVoucher } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { voucherAddress } from "../mandates/subject.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Marks, useConfirmMarks, useRecordMarks } from "./queries.ts";

interface Given {
  readonly month: string;
  readonly score: string;
  readonly outOf: string;
  readonly scan: File;
}

export function MarksForm() {
  const { text } = useLanguage();
  const words = text.books.remuneration;
  const { estate } = useEstate();
  const rules = useRules();
  const store = useStoreVoucher();
  const record = useRecordMarks();
  const [form] = Form.useForm<Given>();
  const submit = ({ scan, ...given }: Given) =>
    store.mutate(scan, {
      onSuccess: ({ sha256 }) =>
        record.mutate(
          { ...given, scanSha256: sha256 },
          { onSuccess: () => form.resetFields(["score", "scan"]) },
        ),
    });
  return (
    <Panel note={words.marksIntro} title={words.marks}>
      {record.isSuccess ? (
        <Announcement key={record.submittedAt} title={words.recorded} tone="good" />
      ) : null}
      <SubmitForm<Given>
        error={store.error ?? record.error}
        form={form}
        initialValues={{ month: monthOf(todayIn(estate.zone)), outOf: "100" }}
        name="marks"
        onSubmit={submit}
        sending={{ isPending: store.isPending || record.isPending }}
        submitLabel={words.submit}
      >
        <Form.Item label={words.month} name="month" rules={rules.month(words.month)}>
          <Input className="date" type="month" />
        </Form.Item>
        <Form.Item
          label={words.score}
          name="score"
          rules={rules.pattern(words.score, /^\d{1,6}(\.\d{1,3})?$/, words.numberFault)}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={10} />
        </Form.Item>
        <Form.Item
          label={words.outOf}
          name="outOf"
          rules={rules.pattern(words.outOf, /^\d{1,6}(\.\d{1,3})?$/, words.numberFault)}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={10} />
        </Form.Item>
        <Form.Item
          label={words.scan}
          name="scan"
          rules={[{ required: true, message: words.missingScan }]}
        >
          <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

export function MarksList({ marks }: { readonly marks: readonly Marks[] }) {
  const { text, language } = useLanguage();
  const words = text.books.remuneration;
  const path = useEstatePath();
  const { may } = useEstate();
  const confirm = useConfirmMarks();
  const [asked, setAsked] = useState<Marks | null>(null);
  return (
    <Panel title={words.list}>
      {confirm.isSuccess && asked === null ? (
        <Announcement key={confirm.submittedAt} title={words.confirmed} tone="good" />
      ) : null}
      <Records<Marks>
        caption={words.list}
        columns={[
          { key: "month", title: words.month, render: (row) => monthText(row.month, language) },
          {
            key: "score",
            title: words.score,
            numeric: true,
            render: (row) => `${row.score} / ${row.outOf}`,
          },
          { key: "by", title: words.by, render: (row) => row.recordedBy },
          {
            key: "confirmed",
            title: words.confirmedBy,
            render: (row) => row.confirmedBy ?? <Status tone="waiting">{words.waiting}</Status>,
          },
          {
            key: "earned",
            title: words.earned,
            numeric: true,
            render: (row) => (row.earned === null ? "—" : <Amount money={row.earned} />),
          },
          {
            key: "action",
            title: text.twoKeys.mandates.action,
            render: (row) => (
              <span className="row-actions">
                <a
                  className="way"
                  href={voucherAddress(path, row.scanSha256)}
                  rel="noreferrer"
                  target="_blank"
                >
                  {text.twoKeys.mandates.viewScan}
                </a>
                {row.mayConfirm && may("mandate:record") ? (
                  <Button
                    aria-label={`${words.confirm} ${monthText(row.month, language)}`}
                    onClick={() => setAsked(row)}
                  >
                    {words.confirm}
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]}
        empty={words.listEmpty}
        rowKey={(row) => row.id}
        rows={marks}
      />
      <Confirm
        confirmLabel={words.confirm}
        error={confirm.error}
        onCancel={() => setAsked(null)}
        onConfirm={() =>
          asked && confirm.mutate({ marksId: asked.id }, { onSuccess: () => setAsked(null) })
        }
        open={asked !== null}
        sending={confirm.isPending}
        title={words.confirmTitle}
      >
        <p>{asked === null ? "" : `${asked.score} / ${asked.outOf}`}</p>
        <p>{words.confirmText}</p>
      </Confirm>
    </Panel>
  );
}
