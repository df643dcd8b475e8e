import { useText } from "../text/language.tsx";
import { groupDigits } from "../ui/amount-text.ts";
import { Records } from "../ui/records.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import type { Verdict, VerdictCondition } from "./queries.ts";
import { conditionText, useNamed } from "./words.ts";

export function toneOf(status: string): Tone {
  if (status === "passed") return "good";
  if (status === "failed" || status === "no-quorum" || status === "lapsed") return "bad";
  return "waiting";
}

/** A verdict's own word, with the word it would have without the silent. */
export function VerdictStatus({ verdict }: { readonly verdict: Verdict }) {
  const words = useText().votes;
  const name = useNamed();
  const isSame = verdict.strictStatus === verdict.status;
  return (
    <p className="verdict">
      <Status tone={toneOf(verdict.status)}>{name.status(verdict.status)}</Status>
      {verdict.deemed === undefined ? null : (
        <span className="quiet">
          {isSame
            ? words.result.strictSame
            : words.result.strict(name.status(verdict.strictStatus))}
        </span>
      )}
    </p>
  );
}

/** Every condition beside what it asked and what it got. */
export function Conditions({ verdict }: { readonly verdict: Verdict }) {
  const text = useText();
  const words = text.votes.count;
  const name = useNamed();
  const amount = (row: VerdictCondition, figure: string | undefined): string =>
    figure === undefined ? "—" : `${groupDigits(figure)} ${name.unit(row.axis ?? "")}`.trim();
  const standing = (row: VerdictCondition): string => {
    const met = row.met === undefined ? words.unknown : row.met ? words.met : words.unmet;
    return row.onBoundary === true ? text.listed([met, words.boundary]) : met;
  };
  return (
    <Records<VerdictCondition>
      caption={words.conditions}
      columns={[
        { key: "part", title: words.part, render: (row) => words.parts[row.part] },
        {
          key: "rule",
          title: words.rule,
          render: (row) => (
            <>
              {row.group === undefined ? "" : `〔${row.group}〕`}
              {conditionText(row, text.votes.words)}
              <span className="quiet source">
                {row.source}
                {row.verified ? "" : ` · ${text.votes.rule.unverified}`}
              </span>
            </>
          ),
        },
        {
          key: "required",
          title: words.required,
          numeric: true,
          render: (row) => amount(row, row.required),
        },
        {
          key: "reached",
          title: words.reached,
          numeric: true,
          render: (row) => amount(row, row.reached),
        },
        {
          key: "off",
          title: words.off,
          numeric: true,
          render: (row) => (row.met === false ? amount(row, row.shortfall) : "—"),
        },
        {
          key: "standing",
          title: words.standing,
          render: (row) => (
            <Status tone={row.met === undefined ? "waiting" : row.met ? "good" : "bad"}>
              {standing(row)}
            </Status>
          ),
        },
      ]}
      empty={words.unknown}
      rowKey={(row) => [row.part, row.group, row.op, row.tally, row.axis, row.base].join(" ")}
      rows={verdict.conditions}
    />
  );
}

const shown = [
  "total",
  "present",
  "participating",
  "for",
  "against",
  "abstain",
  "blank",
  "invalid",
  "deemed",
];

/** Who voted how, by axis. */
export function TalliesTable({
  tallies,
}: {
  readonly tallies: Readonly<Record<string, Readonly<Record<string, string>>>>;
}) {
  const words = useText().votes.count;
  const name = useNamed();
  const rows = shown.flatMap((tally) => {
    const amounts = tallies[tally];
    return amounts === undefined ? [] : [{ tally, amounts }];
  });
  const axes = [...new Set(rows.flatMap(({ amounts }) => Object.keys(amounts)))];
  return (
    <Records<(typeof rows)[number]>
      caption={words.tallies}
      columns={[
        { key: "tally", title: words.tally, render: (row) => name.tally(row.tally) },
        ...axes.map((axis) => ({
          key: axis,
          title: `${name.axis(axis)} ${name.unit(axis)}`.trim(),
          numeric: true,
          render: (row: (typeof rows)[number]) => groupDigits(row.amounts[axis] ?? "—"),
        })),
      ]}
      empty="—"
      rowKey={(row) => row.tally}
      rows={rows}
    />
  );
}
