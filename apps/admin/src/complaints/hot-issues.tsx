import { Link } from "@tanstack/react-router";
import type { Schema } from "@xinyi/api-client";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { CaseStatus, useTitles } from "./names.tsx";
import { useHotIssues } from "./queries.ts";

type HotIssue = Schema<"HotIssue">;

/** Troubles that many different people have: what one person reports ninety times is not among them. */
export function HotIssues() {
  const words = useText().complaints.hot;
  const issues = useHotIssues();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={issues}>
        {(found) => (
          <Panel note={words.from(found.leastReporters, found.days)} title={words.title}>
            <IssueTable issues={found.issues} />
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}

function IssueTable({ issues }: { readonly issues: readonly HotIssue[] }) {
  const words = useText().complaints.hot;
  const titles = useTitles();
  const { districtId, estate } = useEstate();
  return (
    <Records<HotIssue>
      caption={words.title}
      columns={[
        { key: "category", title: words.category, render: (issue) => titles.category(issue) },
        { key: "place", title: words.place, render: (issue) => issue.place },
        {
          key: "reporters",
          title: words.reporters,
          numeric: true,
          render: (issue) => words.people(issue.reporters),
        },
        {
          key: "cases",
          title: words.cases,
          render: (issue) => (
            <ul className="plain">
              {issue.cases.map((one) => (
                <li key={one.id}>
                  <Link
                    className="way"
                    params={{ districtId, estateId: estate.id, caseId: one.id }}
                    to="/estates/$districtId/$estateId/cases/$caseId"
                  >
                    {one.number}
                  </Link>{" "}
                  <CaseStatus state={one.state} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
      empty={words.none}
      rowKey={(issue) => `${issue.place} ${issue.category}`}
      rows={issues}
    />
  );
}
