import type { ReactNode } from "react";
import { wordOf } from "../organizations/names.tsx";
import type { OrganizationCounts } from "../organizations/queries.ts";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";

/** A figure that was counted here. */
export function Figure({
  label,
  value,
  children,
}: {
  readonly label: string;
  readonly value: number | string;
  readonly children?: ReactNode;
}) {
  return (
    <li className="figure">
      <span className="figure-value">{value}</span>
      <span>{label}</span>
      {children}
    </li>
  );
}

type Reported = OrganizationCounts["reported"][number];

/** What others reported: with its bound in words, its day and its source, apart from what is counted. */
export function ReportedFigures({ figures }: { readonly figures: readonly Reported[] }) {
  const words = useText().organizations;
  if (figures.length === 0) return null;
  return (
    <Panel note={words.city.reportedNote} title={words.city.reported}>
      <Records<Reported>
        caption={words.city.reported}
        columns={[
          {
            key: "what",
            title: words.city.figure,
            render: (row) => wordOf(words.city.figures, row.key),
          },
          {
            key: "value",
            title: words.city.value,
            numeric: true,
            render: (row) => <Bounded figure={row} />,
          },
          {
            key: "as-of",
            title: words.estate.asOf,
            render: (row) => <CivilDate date={row.asOf} />,
          },
          { key: "source", title: words.city.source, render: (row) => row.source },
        ]}
        empty=""
        rowKey={(row) => row.key}
        rows={figures}
      />
    </Panel>
  );
}

/** A lower bound looks like one, and what gives no number shows none. */
function Bounded({ figure }: { readonly figure: Reported }) {
  const words = useText().organizations;
  const { value, bound } = figure;
  if (value === null || bound === "unquantified") return <>{words.unquantified}</>;
  if (bound === "at-least") {
    return <span className="lower-bound">≥ {words.atLeast(value)}</span>;
  }
  return <>{bound === "approx" ? words.about(value) : value}</>;
}
