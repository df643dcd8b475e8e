import { firstDayOf, isLocalDate, monthOf } from "@xinyi/calendar";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { useTitles } from "./names.tsx";
import { type Rates, useRates } from "./queries.ts";
import { intervalText, percentText } from "./rate-text.ts";

type Row = Omit<Rates["units"][number], "unit"> & { readonly key: string; readonly name: string };

/** The three rates by unit: never a share without its counts, nor a count without what it may hide. */
export function ComplaintRates() {
  const words = useText().complaints.rates;
  const { estate } = useEstate();
  const today = todayIn(estate.zone);
  const [period, setPeriod] = useState({
    from: firstDayOf(monthOf(today)) as string,
    to: today as string,
  });
  const rates = useRates(period.from, period.to);
  return (
    <Page intro={words.intro} title={words.title}>
      <Panel title={words.period}>
        <Period onChange={setPeriod} period={period} />
      </Panel>
      <Loaded query={rates}>
        {(found) => (
          <Panel aside={<Files period={period} />} note={words.note} title={words.table}>
            <RateTable rates={found} />
            <p className="quiet">
              {words.asOf} <Moment at={found.asOf} zone={estate.zone} />{" "}
              {found.unclocked > 0 ? words.unclocked(found.unclocked) : ""}
            </p>
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}

/** The same figures to hang up, to put on a page, or to open in a spreadsheet. */
function Files({ period }: { readonly period: Days }) {
  const words = useText().complaints.rates;
  const { districtId } = useEstate();
  const address = `/api/districts/${districtId}/complaint-rates/file?from=${period.from}&to=${period.to}`;
  return (
    <span className="row-actions">
      {(["pdf", "html", "csv"] as const).map((format) => (
        <a className="way" download href={`${address}&format=${format}`} key={format}>
          {words.files[format]}
        </a>
      ))}
    </span>
  );
}

interface Days {
  readonly from: string;
  readonly to: string;
}

function Period({
  period,
  onChange,
}: {
  readonly period: Days;
  readonly onChange: (period: Days) => void;
}) {
  const words = useText().complaints.rates;
  const [given, setGiven] = useState(period);
  const id = useId();
  const isPeriod = isLocalDate(given.from) && isLocalDate(given.to) && given.from <= given.to;
  return (
    <form
      className="case-filters"
      onSubmit={(event) => {
        event.preventDefault();
        if (isPeriod) onChange(given);
      }}
    >
      <label htmlFor={`${id}-from`}>{words.from}</label>
      <Input
        id={`${id}-from`}
        onChange={({ target }) => setGiven({ ...given, from: target.value })}
        type="date"
        value={given.from}
      />
      <label htmlFor={`${id}-to`}>{words.to}</label>
      <Input
        id={`${id}-to`}
        onChange={({ target }) => setGiven({ ...given, to: target.value })}
        type="date"
        value={given.to}
      />
      <Button disabled={!isPeriod} htmlType="submit">
        {words.show}
      </Button>
    </form>
  );
}

function RateTable({ rates }: { readonly rates: Rates }) {
  const words = useText().complaints.rates;
  const titles = useTitles();
  const rows: readonly Row[] = [
    { key: "", name: words.whole, ...rates.whole },
    ...rates.units.map(({ unit, ...row }) => ({ key: unit.id, name: titles.unit(unit), ...row })),
  ];
  const columns = (["response", "resolution", "satisfaction"] as const).map((rate) => ({
    key: rate,
    title: words.names[rate],
    render: (row: Row) => <Rate rate={row[rate]} />,
  }));
  return (
    <Records<Row>
      caption={words.table}
      columns={[
        { key: "unit", title: words.unit, render: (row) => row.name },
        { key: "cases", title: words.cases, numeric: true, render: (row) => row.cases },
        ...columns,
      ]}
      empty={words.none}
      rowKey={({ key }) => key}
      rows={rows}
    />
  );
}

function Rate({ rate }: { readonly rate: Rates["whole"]["response"] }) {
  const words = useText().complaints.rates;
  if (rate.rate === null) return <span className="quiet">{words.nothing}</span>;
  return (
    <span>
      <strong>{percentText(rate.rate)}</strong> {words.counts(rate.part, rate.whole)}
      <br />
      <span className="quiet">
        {rate.low === null || rate.high === null
          ? ""
          : words.interval(intervalText(rate.low, rate.high))}
      </span>
    </span>
  );
}
