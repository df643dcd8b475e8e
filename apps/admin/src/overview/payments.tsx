import { useState } from "react";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Choice } from "../ui/choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { type UnitPayment, useUnitPayments } from "./queries.ts";

type PaymentStatus = UnitPayment["status"];

const tones: Readonly<Record<PaymentStatus, Tone>> = {
  paid: "good",
  "part-paid": "waiting",
  unpaid: "bad",
  "not-billed": "idle",
};

export function Payments({ month }: { readonly month: string }) {
  const text = useText();
  const words = text.overview;
  const payments = useUnitPayments(month);
  const [status, setStatus] = useState<PaymentStatus | "all">("all");
  return (
    <Panel note={words.paymentsNote} title={words.payments}>
      <Choice
        label={words.status}
        onChange={setStatus}
        options={[
          ["all", words.allStatuses],
          ["paid", words.statuses.paid],
          ["part-paid", words.statuses["part-paid"]],
          ["unpaid", words.statuses.unpaid],
          ["not-billed", words.statuses["not-billed"]],
        ]}
        value={status}
      />
      <Loaded query={payments}>
        {(list) => (
          <Records<UnitPayment>
            caption={words.payments}
            columns={[
              { key: "unit", title: words.unit, render: (row) => row.unitNumber },
              { key: "owners", title: words.owners, render: (row) => row.ownersMasked.join("、") },
              {
                key: "billed",
                title: words.charge,
                numeric: true,
                render: (row) => <Amount money={row.billed} />,
              },
              {
                key: "open",
                title: words.open,
                numeric: true,
                render: (row) => <Amount money={row.open} />,
              },
              {
                key: "advance",
                title: words.advance,
                numeric: true,
                render: (row) => <Amount money={row.advance} />,
              },
              {
                key: "status",
                title: words.status,
                render: (row) => (
                  <Status tone={tones[row.status]}>{words.statuses[row.status]}</Status>
                ),
              },
            ]}
            empty={text.state.empty}
            rowKey={(row) => row.unitId}
            rows={list.filter((row) => status === "all" || row.status === status)}
          />
        )}
      </Loaded>
    </Panel>
  );
}
