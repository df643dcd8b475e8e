import { useLanguage } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import type { CaseSummary, RoutingUnit } from "./queries.ts";

/** A unit's, a category's title in the language spoken. */
export function useTitles(): {
  readonly unit: (unit: RoutingUnit) => string;
  readonly category: (of: { categoryZh: string; categoryEn: string }) => string;
  readonly title: (of: { titleZh: string; titleEn: string }) => string;
} {
  const { language } = useLanguage();
  const title = (of: { titleZh: string; titleEn: string }) =>
    language === "zh" ? of.titleZh : of.titleEn;
  return {
    unit: title,
    title,
    category: ({ categoryZh, categoryEn }) => (language === "zh" ? categoryZh : categoryEn),
  };
}

const tones: Readonly<Record<CaseSummary["state"], Tone>> = {
  redirected: "idle",
  received: "waiting",
  dispatched: "waiting",
  objected: "bad",
  accepted: "waiting",
  "waiting-person": "idle",
  answered: "good",
  callback: "good",
  rework: "bad",
  closed: "good",
  withdrawn: "idle",
  merged: "idle",
  reopened: "bad",
};

export function CaseStatus({ state }: { readonly state: CaseSummary["state"] }) {
  const { text } = useLanguage();
  return <Status tone={tones[state]}>{text.complaints.states[state]}</Status>;
}

/** The day it is due, how late it is, and whether its clock stands still. */
export function Due({
  of,
}: {
  readonly of: Pick<CaseSummary, "dueOn" | "overdueDays" | "isPaused">;
}) {
  const words = useLanguage().text.complaints.clock;
  if (of.dueOn === null) return <>—</>;
  return (
    <span>
      <CivilDate date={of.dueOn} />{" "}
      {of.overdueDays > 0 ? <Status tone="bad">{words.overdue(of.overdueDays)}</Status> : null}
      {of.isPaused ? <Status tone="idle">{words.paused}</Status> : null}
    </span>
  );
}
