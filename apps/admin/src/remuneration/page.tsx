import { monthOf } from "@xinyi/calendar";
import { Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { monthText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { MarksForm, MarksList } from "./marks.tsx";
import { type FeeMonth, useAccrue, useRemuneration } from "./queries.ts";

/** The trustee's fee: how each month was reckoned, what waits for marks, what may be paid now. */
export function Remuneration() {
  const words = useLanguage().text.books.remuneration;
  const { may } = useEstate();
  const standing = useRemuneration();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={standing}>
        {({ payable, months, marks }) => (
          <>
            <Panel title={words.months}>
              <Facts facts={[[words.payable, <Amount key="payable" large money={payable} />]]} />
              <Months months={months} />
              {may("books:write") ? <AccrueForm /> : null}
            </Panel>
            {may("mandate:record") ? <MarksForm /> : null}
            <MarksList marks={marks} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Months({ months }: { readonly months: readonly FeeMonth[] }) {
  const { text, language } = useLanguage();
  const words = text.books.remuneration;
  return (
    <Records<FeeMonth>
      caption={words.months}
      columns={[
        { key: "month", title: words.month, render: (row) => monthText(row.month, language) },
        {
          key: "amount",
          title: words.amount,
          numeric: true,
          render: (row) => <Amount money={row.amount} />,
        },
        {
          key: "how",
          title: words.how,
          render: (row) => (
            <>
              {words.howText(row.linesTotal.amount, row.rate)}
              {row.appraisalShare === null ? null : (
                <>
                  <br />
                  {words.shareOf(row.appraisalShare)}
                </>
              )}
              <br />
              <span className="quiet">{row.resolutionId}</span>
            </>
          ),
        },
        {
          key: "held",
          title: words.held,
          numeric: true,
          render: (row) => <Amount money={row.held} />,
        },
        {
          key: "earned",
          title: words.earned,
          numeric: true,
          render: (row) =>
            row.earned === null ? (
              row.appraisalShare === null ? (
                words.noShare
              ) : (
                words.noMarks
              )
            ) : (
              <Amount money={row.earned} />
            ),
        },
      ]}
      empty={words.empty}
      rowKey={(row) => row.month}
      rows={months}
    />
  );
}

function AccrueForm() {
  const { text, language } = useLanguage();
  const words = text.books.remuneration;
  const { estate } = useEstate();
  const rules = useRules();
  const accrue = useAccrue();
  return (
    <>
      {accrue.data === undefined ? null : (
        <Announcement
          key={accrue.submittedAt}
          title={words.accrued(monthText(accrue.data.month, language))}
          tone="good"
        />
      )}
      <SubmitForm<{ month: string }>
        error={accrue.error}
        initialValues={{ month: monthOf(todayIn(estate.zone)) }}
        name="accrue"
        onSubmit={(given) => accrue.mutate(given)}
        sending={accrue}
        submitLabel={words.accrue}
      >
        <Form.Item label={words.month} name="month" rules={rules.month(words.month)}>
          <Input className="date" type="month" />
        </Form.Item>
      </SubmitForm>
    </>
  );
}
