import type { PackAnalysis, PackFinding } from "@xinyi/complaint-routing";
import { useText } from "../../text/language.tsx";
import { Records } from "../../ui/records.tsx";
import { Status } from "../../ui/status.tsx";

/** What was found in a pack: errors stop its use, notices are for whoever edits it. */
export function Findings({ analysis }: { readonly analysis: PackAnalysis }) {
  const words = useText().complaints.findings;
  const { status, isUsable, findings } = analysis;
  const sorted = [...findings].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <>
      <p>
        <Status tone={isUsable ? "good" : "bad"}>
          {isUsable ? words.usable : status === "incomplete" ? words.incomplete : words.notUsable}
        </Status>
      </p>
      <Records<PackFinding>
        caption={words.title}
        columns={[
          {
            key: "severity",
            title: words.severity,
            render: (row) => (
              <Status tone={row.severity === "error" ? "bad" : "idle"}>
                {words.severities[row.severity]}
              </Status>
            ),
          },
          { key: "kind", title: words.what, render: (row) => words.kinds[row.kind] },
          {
            key: "where",
            title: words.where,
            render: (row) => <code>{row.where.join(" › ") || "—"}</code>,
          },
          { key: "shown", title: words.example, render: (row) => <Shown finding={row} /> },
        ]}
        empty={words.clean}
        rowKey={(row) => JSON.stringify([row.kind, row.where, row.region?.when, row.detail])}
        rows={sorted}
      />
    </>
  );
}

function Shown({ finding: { region, detail } }: { readonly finding: PackFinding }) {
  const example = region === undefined ? undefined : JSON.stringify(region.example);
  const parts = [detail, example].filter((part) => part !== undefined);
  return parts.length === 0 ? "—" : <code className="hash">{parts.join(" · ")}</code>;
}
