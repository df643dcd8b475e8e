import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useRights } from "../policy/queries.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type NewPayee, type Payee, useAddPayee, useChangeAccount, usePayees } from "./queries.ts";

export function Payees() {
  const words = useText().twoKeys.payees;
  const { may } = useEstate();
  return (
    <Page intro={words.intro} title={words.title}>
      {may("payee:write") ? <PayeeForm /> : null}
      <PayeeList />
    </Page>
  );
}

const currentOf = (payee: Payee) => payee.accounts.find(({ isCurrent }) => isCurrent);

/** Bank and number, as they are asked for at first and at every change. */
function AccountFields() {
  const text = useText();
  const words = text.twoKeys.payees;
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      <Form.Item label={words.bankName} name="bankName" rules={[required(words.bankName)]}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item
        label={words.number}
        name="number"
        rules={[
          required(words.number),
          { pattern: /^[0-9A-Za-z -]{6,40}$/, message: words.numberFault },
        ]}
      >
        <Input autoComplete="off" maxLength={40} spellCheck={false} />
      </Form.Item>
    </>
  );
}

function PayeeForm() {
  const text = useText();
  const words = text.twoKeys.payees;
  const rights = useRights();
  const add = useAddPayee();
  const [form] = Form.useForm<NewPayee>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel title={words.form}>
      {add.data === undefined ? null : (
        <Announcement key={add.submittedAt} title={words.done(add.data.name)} tone="good" />
      )}
      <SubmitForm<NewPayee>
        error={add.error}
        form={form}
        name="payee"
        onSubmit={(values) => add.mutate(values, { onSuccess: () => form.resetFields() })}
        sending={add}
        submitLabel={words.submit}
      >
        <Form.Item label={words.name} name="name" rules={[required(words.name)]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <AccountFields />
        <Form.Item extra={words.personHint} label={words.person} name="personId">
          <Select
            allowClear
            options={(rights.data?.signatories ?? []).map(({ personId, name }) => ({
              value: personId,
              label: name,
            }))}
          />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

function PayeeList() {
  const words = useText().twoKeys.payees;
  const { may } = useEstate();
  const payees = usePayees();
  const change = useChangeAccount();
  const [changing, setChanging] = useState<Payee | null>(null);
  return (
    <Panel title={words.list}>
      {change.isSuccess && changing === null ? (
        <Announcement key={change.submittedAt} title={words.changeDone} tone="good" />
      ) : null}
      <Loaded query={payees}>
        {(list) => (
          <Records<Payee>
            caption={words.list}
            columns={[
              { key: "name", title: words.name, render: (row) => row.name },
              {
                key: "account",
                title: words.account,
                render: (row) => {
                  const account = currentOf(row);
                  return `${account?.bankName ?? ""} ${account?.numberMasked ?? words.erased}`;
                },
              },
              {
                key: "since",
                title: words.since,
                render: (row) => <CivilDate date={currentOf(row)?.since ?? ""} />,
              },
              {
                key: "state",
                title: words.state,
                render: (row) => {
                  const account = currentOf(row);
                  return account?.isCoolingOff ? (
                    <Status tone="waiting">{words.cooling(account.payableFrom)}</Status>
                  ) : (
                    <Status tone="good">{words.ready}</Status>
                  );
                },
              },
              ...(may("payee:write")
                ? [
                    {
                      key: "change",
                      title: words.change,
                      render: (row: Payee) => (
                        <Button
                          aria-label={`${words.change} ${row.name}`}
                          onClick={() => setChanging(row)}
                        >
                          {words.change}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
            empty={words.empty}
            rowKey={(row) => row.id}
            rows={list}
          />
        )}
      </Loaded>
      <Dialog
        footer={null}
        onCancel={() => setChanging(null)}
        open={changing !== null}
        title={words.changeTitle(changing?.name ?? "")}
      >
        <SubmitForm<{ bankName: string; number: string }>
          error={change.error}
          name="payee-account"
          onSubmit={(values) =>
            changing &&
            change.mutate({ payee: changing, ...values }, { onSuccess: () => setChanging(null) })
          }
          sending={change}
          submitLabel={words.change}
        >
          <AccountFields />
        </SubmitForm>
      </Dialog>
    </Panel>
  );
}
