import { useText } from "../../text/language.tsx";
import { Records } from "../../ui/records.tsx";
import { Status } from "../../ui/status.tsx";
import { wordFor } from "./words.ts";

interface Finding {
  readonly severity: "error" | "notice";
  readonly kind: string;
  readonly where: readonly string[];
  readonly detail?: string | null;
  /** Facts that show it; the example is what people read. */
  readonly region?: unknown;
}

/** An analysis as the package gives it, or as the server sends it. */
interface Analysis {
  readonly status: "clean" | "findings" | "incomplete";
  readonly isUsable: boolean;
  readonly findings: readonly Finding[];
}

/** What was found in a pack: errors stop its use, notices are for whoever edits it. */
export function Findings({ analysis }: { readonly analysis: Analysis }) {
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
      <Records<Finding>
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
          { key: "kind", title: words.what, render: (row) => wordFor(words.kinds, row.kind) },
          {
            key: "where",
            title: words.where,
            render: (row) => <code>{row.where.join(" › ") || "—"}</code>,
          },
          { key: "shown", title: words.example, render: (row) => <Shown finding={row} /> },
        ]}
        empty={words.clean}
        rowKey={(row) => JSON.stringify([row.kind, row.where, row.region, row.detail])}
        rows={sorted}
      />
    </>
  );
}

function Shown({ finding: { region, detail } }: { readonly finding: Finding }) {
  const example =
    typeof region === "object" && region !== null && "example" in region
      ? JSON.stringify(region.example)
      : undefined;
  const parts = [detail, example].filter((part) => typeof part === "string");
  return parts.length === 0 ? "—" : <code className="hash">{parts.join(" · ")}</code>;
}
