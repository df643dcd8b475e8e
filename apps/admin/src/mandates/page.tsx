import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useStoreVoucher } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { useOrders } from "../orders/queries.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { FileChoice } from "../ui/file-choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Mandate, useConfirmMandate, useMandates, useRecordMandate } from "./queries.ts";
import { useSubjectText, voucherAddress } from "./subject.ts";

export function Mandates() {
  const words = useText().twoKeys.mandates;
  const { may } = useEstate();
  return (
    <Page intro={words.intro} title={words.title}>
      {may("mandate:record") ? <RecordForm /> : null}
      <MandateList />
    </Page>
  );
}

interface Given {
  readonly resolutionId: string;
  readonly resolvedOn: string;
  readonly subject: string;
  /** Which item of the fees a tariff is about; other subjects have none. */
  readonly item?: string;
  readonly scan: File;
}

/** The scan is stored first: what is recorded names it by its content. */
function RecordForm() {
  const text = useText();
  const words = text.twoKeys.mandates;
  const { estate } = useEstate();
  const store = useStoreVoucher();
  const record = useRecordMandate();
  const subjects = useSubjects();
  const [form] = Form.useForm<Given>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const chosen = Form.useWatch("subject", form);
  const submit = ({ scan, item, ...given }: Given) =>
    store.mutate(scan, {
      onSuccess: ({ sha256 }) =>
        record.mutate(
          { ...given, subject: `${given.subject}${item ?? ""}`, scanSha256: sha256 },
          { onSuccess: () => form.resetFields() },
        ),
    });
  return (
    <Panel title={words.form}>
      {record.isSuccess ? (
        <Announcement key={record.submittedAt} title={words.recorded} tone="good" />
      ) : null}
      <SubmitForm<Given>
        error={store.error ?? record.error}
        form={form}
        initialValues={{ resolvedOn: todayIn(estate.zone) }}
        name="mandate"
        onSubmit={submit}
        sending={{ isPending: store.isPending || record.isPending }}
        submitLabel={words.submit}
      >
        <Form.Item
          label={words.resolutionId}
          name="resolutionId"
          rules={[required(words.resolutionId)]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item label={words.resolvedOn} name="resolvedOn" rules={[required(words.resolvedOn)]}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item label={words.subject} name="subject" rules={[required(words.subject)]}>
          <Select options={subjects} />
        </Form.Item>
        {chosen === "tariff:" ? (
          <Form.Item
            extra={text.books.newItemHint}
            label={text.books.newItem}
            name="item"
            rules={[
              required(text.books.newItem),
              { pattern: /^[a-z][a-z0-9-]{0,31}$/, message: text.books.newItemFault },
            ]}
          >
            <Input autoComplete="off" maxLength={32} spellCheck={false} />
          </Form.Item>
        ) : null}
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

/** This year's budget and the next, the payment rights, and every emergency not ratified yet. */
function useSubjects() {
  const { estate } = useEstate();
  const subjectText = useSubjectText();
  const { modes } = useText().organizations;
  const orders = useOrders();
  const year = Number(todayIn(estate.zone).slice(0, 4));
  const emergencies = (orders.data ?? []).filter((one) => one.isEmergency && !one.isRatified);
  return [
    `budget:${year}`,
    `budget:${year + 1}`,
    "access-policy",
    "tariff:",
    "late-charge",
    "fee-relief",
    "maintenance-spending",
    "appropriation",
    "hand-over",
    ...Object.keys(modes)
      .filter((mode) => mode !== "none")
      .map((mode) => `governance-mode:${mode}`),
    ...emergencies.map(({ id }) => `ratification:${id}`),
  ].map((subject) => ({ value: subject, label: subjectText(subject) }));
}

function MandateList() {
  const words = useText().twoKeys.mandates;
  const path = useEstatePath();
  const { may } = useEstate();
  const mandates = useMandates();
  const confirm = useConfirmMandate();
  const subjectText = useSubjectText();
  const [asked, setAsked] = useState<Mandate | null>(null);
  return (
    <Panel title={words.list}>
      {confirm.isSuccess && asked === null ? (
        <Announcement key={confirm.submittedAt} title={words.confirmed} tone="good" />
      ) : null}
      <Loaded query={mandates}>
        {(list) => (
          <Records<Mandate>
            caption={words.list}
            columns={[
              { key: "id", title: words.resolutionId, render: (row) => row.resolutionId },
              { key: "subject", title: words.subject, render: (row) => subjectText(row.subject) },
              {
                key: "on",
                title: words.resolvedOn,
                render: (row) => <CivilDate date={row.resolvedOn} />,
              },
              { key: "by", title: words.recordedBy, render: (row) => row.recordedBy },
              {
                key: "confirmed",
                title: words.confirmedBy,
                render: (row) => row.confirmedBy ?? <Status tone="waiting">{words.waiting}</Status>,
              },
              {
                key: "state",
                title: words.state,
                render: (row) => (row.isUsed ? words.used : words.unused),
              },
              {
                key: "action",
                title: words.action,
                render: (row) => (
                  <span className="row-actions">
                    <a
                      className="way"
                      href={voucherAddress(path, row.scanSha256)}
                      rel="noreferrer"
                      target="_blank"
                    >
                      {words.viewScan}
                    </a>
                    {row.mayConfirm && may("mandate:record") ? (
                      <Button
                        aria-label={`${words.confirm} ${row.resolutionId}`}
                        onClick={() => setAsked(row)}
                      >
                        {words.confirm}
                      </Button>
                    ) : null}
                  </span>
                ),
              },
            ]}
            empty={words.empty}
            rowKey={(row) => row.id}
            rows={list}
          />
        )}
      </Loaded>
      <Confirm
        confirmLabel={words.confirm}
        error={confirm.error}
        onCancel={() => setAsked(null)}
        onConfirm={() =>
          asked && confirm.mutate({ mandateId: asked.id }, { onSuccess: () => setAsked(null) })
        }
        open={asked !== null}
        sending={confirm.isPending}
        title={words.confirmTitle}
      >
        <p>
          {asked?.resolutionId} {asked === null ? "" : subjectText(asked.subject)}
        </p>
        <p>{words.confirmText}</p>
      </Confirm>
    </Panel>
  );
}
