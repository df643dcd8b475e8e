import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate, Moment } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import type { MeetingPartName } from "./parts.ts";
import { type Meeting, type Motion, useMeetingStep } from "./queries.ts";
import { PackFacts, RuleWords } from "./rule-words.tsx";
import { toneOf } from "./verdict.tsx";
import { useNamed } from "./words.ts";

/** Where the meeting stands, what is missing before the next step, and what is voted on. */
export function OverviewPart({ meeting }: { readonly meeting: Meeting }) {
  return (
    <>
      <Course meeting={meeting} />
      <Panel title={useText().votes.motions}>
        {meeting.motions.map((motion) => (
          <MotionWords key={motion.id} motion={motion} />
        ))}
        <PackFacts rules={meeting.rules} />
      </Panel>
    </>
  );
}

const settledAt: Readonly<Record<Meeting["readiness"][number]["kind"], MeetingPartName>> = {
  "roll-frozen": "roll",
  "objections-settled": "roll",
  "ballots-delivered": "deliveries",
  "ballot-rules-declared": "overview",
  "every-matter-has-a-rule": "overview",
};

const nextStep = { convened: "open", open: "close", closed: "publish" } as const;

function Course({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes;
  const { estate, may } = useEstate();
  const path = useEstatePath();
  const step = useMeetingStep(meeting.id);
  const [asked, setAsked] = useState(false);
  const next = meeting.status === "published" ? undefined : nextStep[meeting.status];
  const isReady = meeting.readiness.every(({ isMet }) => isMet);
  const done = step.isSuccess && step.variables !== undefined && !asked;
  const doneWords = { open: "opened", close: "closed", publish: "published" } as const;
  const carried = step.variables?.step;
  return (
    <Panel
      note={meeting.status === "convened" ? words.readiness.intro : undefined}
      title={words.readiness.title}
    >
      {done && (carried === "open" || carried === "close" || carried === "publish") ? (
        <Announcement
          key={step.submittedAt}
          title={words.readiness[doneWords[carried]]}
          tone="good"
        />
      ) : null}
      <Facts
        facts={[
          [words.times.notice, <CivilDate date={meeting.noticeServedOn} key="notice" />],
          [words.times.opens, <Moment at={meeting.opensAt} key="opens" zone={estate.zone} />],
          [words.times.closes, <Moment at={meeting.closesAt} key="closes" zone={estate.zone} />],
          ...(meeting.closingRule === null
            ? []
            : ([[words.times.closingRule, meeting.closingRule]] as const)),
          [words.times.convenedBy, meeting.convenedBy],
        ]}
      />
      {meeting.status === "convened" ? (
        <ul className="attention">
          {meeting.readiness.map(({ kind, isMet, count }) => (
            <li key={kind}>
              <Link
                className="way"
                params={{ ...path, meetingId: meeting.id }}
                search={settledAt[kind] === "overview" ? {} : { part: settledAt[kind] }}
                to="/estates/$districtId/$estateId/meetings/$meetingId"
              >
                {words.readiness.items[kind]}
              </Link>
              <Status tone={isMet ? "good" : "waiting"}>
                {isMet
                  ? words.readiness.met
                  : count === null || count === 0
                    ? words.readiness.unmet
                    : words.readiness.left(count)}
              </Status>
            </li>
          ))}
        </ul>
      ) : null}
      {meeting.status === "convened" && isReady ? <p>{words.readiness.ready}</p> : null}
      {next === undefined || !may("meeting:convene") ? null : (
        <p>
          <Button
            disabled={next === "open" && !isReady}
            onClick={() => {
              step.reset();
              setAsked(true);
            }}
            type="primary"
          >
            {words.readiness[next]}
          </Button>
        </p>
      )}
      {next === undefined ? null : (
        <Confirm
          confirmLabel={words.readiness[next]}
          error={step.error}
          onCancel={() => setAsked(false)}
          onConfirm={() => step.mutate({ step: next }, { onSuccess: () => setAsked(false) })}
          open={asked}
          sending={step.isPending}
          title={words.readiness[`${next}Title`]}
        >
          <p>{words.readiness[`${next}Text`]}</p>
        </Confirm>
      )}
    </Panel>
  );
}

function MotionWords({ motion }: { readonly motion: Motion }) {
  const words = useText().votes;
  const name = useNamed();
  return (
    <section aria-label={motion.title} className="motion">
      <h3>
        {motion.ordinal}. {motion.title}{" "}
        {motion.ballot === "second" ? (
          <span className="quiet">（{words.result.secondOf}）</span>
        ) : null}
      </h3>
      {motion.words === null ? null : <p>{motion.words}</p>}
      <p className="quiet">
        {name.matter(motion.matter)} · {motion.rule.source}
      </p>
      {motion.verdictStatus === null ? null : (
        <p>
          <Status tone={toneOf(motion.verdictStatus)}>{name.status(motion.verdictStatus)}</Status>
        </p>
      )}
      <details>
        <summary>{words.rule.title}</summary>
        <RuleWords rule={motion.rule} />
      </details>
    </section>
  );
}
