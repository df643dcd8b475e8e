import { Button } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { type MonthSeal, useCountersign, useSeals } from "./queries.ts";

/** The sealed months: who sealed them, who of the other party stands for them, where the chain was. */
export function Seals() {
  const { text, language } = useLanguage();
  const words = text.books.closing;
  const { estate, may } = useEstate();
  const seals = useSeals();
  const sign = useCountersign();
  const [asked, setAsked] = useState<MonthSeal | null>(null);
  const kinds: Readonly<Record<string, string>> = words.kinds;
  return (
    <Panel title={words.seals}>
      {sign.isSuccess && asked === null ? (
        <Announcement key={sign.submittedAt} title={text.books.done} tone="good" />
      ) : null}
      <Loaded query={seals}>
        {(list) => (
          <Records<MonthSeal>
            caption={words.seals}
            columns={[
              {
                key: "month",
                title: words.month,
                render: (row) => monthText(row.month, language),
              },
              {
                key: "by",
                title: words.by,
                render: (row) => (
                  <>
                    {row.sealedBy} <Moment at={row.sealedAt} zone={estate.zone} />
                  </>
                ),
              },
              {
                key: "counter",
                title: words.countersigned,
                render: (row) =>
                  row.countersignedBy ?? (
                    <span className="row-actions">
                      <Status tone="waiting">{words.waiting}</Status>
                      {row.mayCountersign && may("period:close") ? (
                        <Button
                          aria-label={`${words.countersign} ${monthText(row.month, language)}`}
                          onClick={() => setAsked(row)}
                        >
                          {words.countersign}
                        </Button>
                      ) : null}
                    </span>
                  ),
              },
              {
                key: "noted",
                title: words.noted,
                render: (row) =>
                  row.noted.length === 0
                    ? words.none
                    : text.listed(row.noted.map((kind) => kinds[kind] ?? kind)),
              },
              {
                key: "head",
                title: words.head,
                render: (row) => (
                  <>
                    {row.headSequence} <code>{row.headHash.slice(0, 12)}</code>
                  </>
                ),
              },
            ]}
            empty={words.sealsEmpty}
            rowKey={(row) => row.month}
            rows={list}
          />
        )}
      </Loaded>
      <Confirm
        confirmLabel={words.countersign}
        error={sign.error}
        onCancel={() => setAsked(null)}
        onConfirm={() =>
          asked && sign.mutate({ month: asked.month }, { onSuccess: () => setAsked(null) })
        }
        open={asked !== null}
        sending={sign.isPending}
        title={words.countersignTitle(monthText(asked?.month ?? "", language))}
      >
        <p>{words.countersignText}</p>
      </Confirm>
    </Panel>
  );
}
