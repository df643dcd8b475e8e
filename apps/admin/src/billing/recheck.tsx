import { monthOf } from "@xinyi/calendar";
import { Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Bill, useRecheck } from "./queries.ts";

/** Any past month, reckoned again on request. */
export function Recheck() {
  const text = useText();
  const words = text.books.run;
  const { estate } = useEstate();
  const rules = useRules();
  const recheck = useRecheck();
  const bills = recheck.data;
  const wrong = (bills ?? []).filter(({ agrees }) => !agrees).length;
  return (
    <Panel note={words.recheckIntro} title={words.recheck}>
      <SubmitForm<{ month: string }>
        error={recheck.error}
        initialValues={{ month: monthOf(todayIn(estate.zone)) }}
        name="recheck"
        onSubmit={(given) => recheck.mutate(given)}
        sending={recheck}
        submitLabel={words.recheckDo}
      >
        <Form.Item
          label={text.books.pickMonth}
          name="month"
          rules={rules.month(text.books.pickMonth)}
        >
          <Input className="date" type="month" />
        </Form.Item>
      </SubmitForm>
      {bills === undefined ? null : (
        <>
          {bills.length === 0 ? null : (
            <Announcement
              key={recheck.submittedAt}
              title={
                wrong === 0
                  ? words.recheckAgrees(bills.length)
                  : words.recheckDiffers(wrong, bills.length)
              }
              tone={wrong === 0 ? "good" : "bad"}
            />
          )}
          <Bills bills={bills} />
        </>
      )}
    </Panel>
  );
}

function Bills({ bills }: { readonly bills: readonly Bill[] }) {
  const text = useText();
  const words = text.books.run;
  return (
    <Records<Bill>
      caption={words.recheck}
      columns={[
        { key: "unit", title: text.books.unit, render: (row) => row.unitNumber },
        { key: "item", title: words.item, render: (row) => row.item },
        { key: "basis", title: words.basis, render: (row) => <Basis bill={row} /> },
        {
          key: "posted",
          title: words.posted,
          numeric: true,
          render: (row) => <Amount money={row.amount} />,
        },
        {
          key: "again",
          title: words.recomputed,
          numeric: true,
          render: (row) => (row.recomputed === null ? "—" : <Amount money={row.recomputed} />),
        },
        {
          key: "state",
          title: words.agrees,
          render: (row) => (
            <>
              <Status tone={row.agrees ? "good" : "bad"}>
                {row.agrees ? words.agrees : words.differs}
              </Status>
              {row.isReversed ? <span className="quiet"> {words.reversed}</span> : null}
            </>
          ),
        },
      ]}
      empty={words.recheckNone}
      rowKey={(row) => row.entryId}
      rows={bills}
    />
  );
}

/** What a bill rests on, in one line: the days at each price, the readings, or the share. */
function Basis({ bill: { areaSquareMetres, basis, kind } }: { readonly bill: Bill }) {
  const words = useText().books.run;
  if (basis === null) return <>{areaSquareMetres} m²</>;
  const { segments, used, shareOf, weight, readings } = basis;
  if (shareOf !== null) return <>{words.share(shareOf, weight ?? "")}</>;
  if (used !== null) {
    return (
      <>
        {readings.map(({ value }) => value).join(" → ")} ({used})
      </>
    );
  }
  return (
    <>
      {kind === "area" ? `${areaSquareMetres} m² · ` : ""}
      {segments.map(({ days, rate }) => words.days(days, rate)).join(" + ")}
    </>
  );
}
