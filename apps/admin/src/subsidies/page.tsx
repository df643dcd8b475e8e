import { monthOf } from "@xinyi/calendar";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useStoreVoucher } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import {
  type Batch,
  type Eligible,
  type Subsidies as Standing,
  useCredit,
  useEligible,
  useGrant,
  useSubsidies,
} from "./queries.ts";

export function Subsidies() {
  const words = useLanguage().text.books.subsidies;
  const { may } = useEstate();
  const subsidies = useSubsidies();
  return (
    <Page intro={words.intro} title={words.title}>
      {may("books:write") ? <GrantForm /> : null}
      <Loaded query={subsidies}>
        {(shown) => (
          <>
            <Batches batches={shown.batches} />
            <Due standing={shown} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Given {
  readonly period: string;
  readonly rate: string;
  readonly authority: string;
  readonly evidence: File;
}

/** Who has paid is shown before anything is granted. */
function GrantForm() {
  const { text } = useLanguage();
  const words = text.books.subsidies;
  const { estate } = useEstate();
  const rules = useRules();
  const store = useStoreVoucher();
  const grant = useGrant();
  const [form] = Form.useForm<Given>();
  const period = Form.useWatch("period", form) ?? monthOf(todayIn(estate.zone));
  const eligible = useEligible(period);
  const submit = ({ evidence, ...given }: Given) =>
    store.mutate(evidence, {
      onSuccess: ({ sha256 }) =>
        grant.mutate(
          { ...given, evidenceSha256: sha256 },
          { onSuccess: () => form.resetFields(["evidence"]) },
        ),
    });
  return (
    <Panel title={words.form}>
      {grant.data === undefined ? null : (
        <Announcement key={grant.submittedAt} title={words.made(grant.data.granted)} tone="good" />
      )}
      <SubmitForm<Given>
        error={store.error ?? grant.error}
        form={form}
        initialValues={{ period: monthOf(todayIn(estate.zone)) }}
        name="subsidy"
        onSubmit={submit}
        sending={{ isPending: store.isPending || grant.isPending }}
        submitLabel={words.submit}
      >
        <Form.Item label={words.period} name="period" rules={rules.month(words.period)}>
          <Input className="date" type="month" />
        </Form.Item>
        <Counts units={eligible.data ?? []} />
        <Form.Item
          extra={words.rateHint}
          label={words.rate}
          name="rate"
          rules={rules.pattern(words.rate, /^(0\.\d{1,6}|1)$/, words.rateFault)}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={8} />
        </Form.Item>
        <Form.Item label={words.authority} name="authority" rules={rules.required(words.authority)}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item
          label={words.evidence}
          name="evidence"
          rules={[{ required: true, message: text.books.missingVoucher }]}
        >
          <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

function Counts({ units }: { readonly units: readonly Eligible[] }) {
  const words = useLanguage().text.books.subsidies;
  const count = (standing: Eligible["standing"]) =>
    units.filter((one) => one.standing === standing).length;
  return (
    <ul role="status">
      <li>{words.eligible(count("eligible"))}</li>
      <li>{words.notPaid(count("not-paid"))}</li>
      <li>{words.already(count("granted"))}</li>
    </ul>
  );
}

function Batches({ batches }: { readonly batches: readonly Batch[] }) {
  const { text, language } = useLanguage();
  const words = text.books.subsidies;
  return (
    <Panel title={words.batches}>
      <Records<Batch>
        caption={words.batches}
        columns={[
          {
            key: "period",
            title: words.period,
            render: (row) => monthText(row.period, language),
          },
          { key: "rate", title: words.rate, numeric: true, render: (row) => row.rate },
          { key: "by", title: words.authority, render: (row) => row.authority },
          { key: "granted", title: words.granted, numeric: true, render: (row) => row.granted },
          { key: "ended", title: words.ended, numeric: true, render: (row) => row.ended },
          {
            key: "total",
            title: words.total,
            numeric: true,
            render: (row) => <Amount money={row.total} />,
          },
        ]}
        empty={words.empty}
        rowKey={(row) => row.id}
        rows={batches}
      />
    </Panel>
  );
}

function Due({ standing }: { readonly standing: Standing }) {
  const { text } = useLanguage();
  const words = text.books.subsidies;
  const { estate, may } = useEstate();
  const credit = useCredit();
  const [asked, setAsked] = useState(false);
  return (
    <Panel title={words.units}>
      {credit.data === undefined || asked ? null : (
        <Announcement
          key={credit.submittedAt}
          title={words.credited(credit.data.credited)}
          tone="good"
        />
      )}
      <Facts
        facts={[
          [words.receivable, <Amount key="receivable" money={standing.receivable} />],
          [words.due, <Amount key="due" money={standing.due} />],
        ]}
      />
      <Records<Standing["units"][number]>
        caption={words.units}
        columns={[
          { key: "unit", title: text.books.unit, render: (row) => row.unitNumber },
          {
            key: "amount",
            title: words.total,
            numeric: true,
            render: (row) => <Amount money={row.amount} />,
          },
        ]}
        empty={words.none}
        rowKey={(row) => row.unitId}
        rows={standing.units}
      />
      {standing.units.length > 0 && may("books:write") ? (
        <Button onClick={() => setAsked(true)}>{words.credit}</Button>
      ) : null}
      <Confirm
        confirmLabel={words.credit}
        error={credit.error}
        onCancel={() => setAsked(false)}
        onConfirm={() =>
          credit.mutate(
            {
              occurredOn: todayIn(estate.zone),
              unitIds: standing.units.map(({ unitId }) => unitId),
            },
            { onSuccess: () => setAsked(false) },
          )
        }
        open={asked}
        sending={credit.isPending}
        title={words.creditTitle}
      >
        <p>
          <Amount money={standing.due} />
        </p>
        <p>{words.creditText}</p>
      </Confirm>
    </Panel>
  );
}
