import {
  outcomeOf,
  type RouteChange,
  type RouteDecision,
  type RouteExplanation,
  type RoutingPack,
} from "@xinyi/complaint-routing";
import type { ReactNode } from "react";
import { useLanguage } from "../../text/language.tsx";
import { Facts } from "../../ui/page.tsx";
import { Records } from "../../ui/records.tsx";
import { Status } from "../../ui/status.tsx";
import { type RoutingWords, useRoutingWords } from "./words.ts";

/** Where a matter goes and why, in the order a person asks: where, by which rule, what speaks against. */
export function RouteExplained({
  explanation,
  pack,
  unverified,
}: {
  readonly explanation: RouteExplanation;
  readonly pack: Pick<RoutingPack, "units" | "category" | "limits">;
  /** What the pack says nobody has read in its source. */
  readonly unverified?: readonly string[];
}) {
  const { text } = useLanguage();
  const words = useRoutingWords(pack);
  const { decision } = explanation;
  return (
    <>
      <p className="route-outcome">{words.outcome(outcomeOf(decision))}</p>
      <Facts facts={reasonsOf(explanation, words, text.complaints.why)} />
      {unverified === undefined ? null : <Unverified sentences={unverified} />}
      {decision.textStored ? (
        <Near category={pack.category} changes={explanation.changes} words={words} />
      ) : (
        <p className="quiet">{text.complaints.why.nearWithheld}</p>
      )}
      <details className="route-lost">
        <summary>{text.complaints.why.lost}</summary>
        <Lost explanation={explanation} words={words} />
      </details>
    </>
  );
}

function reasonsOf(
  { decision, looked, exclusion }: RouteExplanation,
  words: RoutingWords,
  say: ReturnType<typeof useLanguage>["text"]["complaints"]["why"],
): readonly (readonly [string, ReactNode])[] {
  const listed = (ids: readonly string[]) => ids.map(words.unit).join("、");
  const limit = decision.disposition === "triage" ? undefined : words.limit(decision.limit);
  return [
    ...ruleOf(decision, words, say),
    ...(limit === undefined ? [] : [[say.limit, limit] as const]),
    ...(decision.disposition === "dispatch" && decision.co.length > 0
      ? [[say.co, listed(decision.co)] as const]
      : []),
    ...(decision.disposition === "dispatch" && decision.supervisor !== undefined
      ? [[say.supervisor, words.unit(decision.supervisor)] as const]
      : []),
    ...(decision.disposition === "dispatch" && decision.grid !== undefined
      ? [[say.grid, say.gridChosen(decision.grid.grid, decision.grid.among.join("、"))] as const]
      : []),
    ...(decision.excludes.length === 0
      ? []
      : [[say.excluded, say.excludedBy(listed(decision.excludes), exclusion ?? "")] as const]),
    [
      say.looked,
      looked.length === 0
        ? say.nothingLooked
        : looked
            .map(({ fact, value }) =>
              value === undefined
                ? words.fact(fact)
                : `${words.fact(fact)}: ${words.value(fact, value)}`,
            )
            .join(" · "),
    ],
    [
      say.pack,
      <span key="pack">
        {decision.pack.id} {decision.pack.version}
        {decision.pack.hash === undefined ? null : (
          <>
            {" "}
            <code className="hash">{decision.pack.hash.slice(0, 16)}</code>
          </>
        )}
      </span>,
    ],
  ];
}

function ruleOf(
  decision: RouteDecision,
  words: RoutingWords,
  say: ReturnType<typeof useLanguage>["text"]["complaints"]["why"],
): readonly (readonly [string, ReactNode])[] {
  if (decision.disposition === "triage") {
    return [
      [say.rule, say.noRule],
      [say.queue, say.queues[decision.queue]],
    ];
  }
  return [
    [
      say.rule,
      <span key="rule">
        {words.tier(decision.tier)} · <code>{decision.rule}</code>
      </span>,
    ],
    [say.basis, decision.basis],
  ];
}

/** What the pack itself says nobody has read in its source. */
export function Unverified({ sentences }: { readonly sentences: readonly string[] }) {
  const { text } = useLanguage();
  const words = text.complaints.pack;
  if (sentences.length === 0) return <Status tone="good">{words.allVerified}</Status>;
  return (
    <details className="unverified">
      <summary>
        <Status tone="waiting">{words.unverified(sentences.length)}</Status>
      </summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

/** The one fact that would have led elsewhere; each was tried on the whole route. */
function Near({
  changes,
  category,
  words,
}: {
  readonly changes: readonly RouteChange[];
  readonly category: string;
  readonly words: RoutingWords;
}) {
  const { text } = useLanguage();
  const say = text.complaints.why;
  const others = changes.filter(({ fact }) => fact !== category);
  const categories = changes.filter(({ fact }) => fact === category);
  return (
    <>
      <h3>{say.near}</h3>
      {others.length === 0 ? <p className="quiet">{say.noNear}</p> : null}
      <Changes changes={others} words={words} />
      {categories.length === 0 ? null : (
        <details className="route-lost">
          <summary>{say.otherCategories}</summary>
          <Changes changes={categories} words={words} />
        </details>
      )}
    </>
  );
}

function Changes({
  changes,
  words,
}: {
  readonly changes: readonly RouteChange[];
  readonly words: RoutingWords;
}) {
  const { text } = useLanguage();
  return (
    <ul className="near">
      {changes.map(({ fact, values, then }) => (
        <li key={`${fact} ${JSON.stringify(then)}`}>
          {text.complaints.why.change(
            words.fact(fact),
            text.listed(values.map((value) => words.value(fact, value))),
            words.outcome(then),
          )}
        </li>
      ))}
    </ul>
  );
}

interface LostRow {
  readonly tier: string;
  readonly rule: string;
  readonly because: string;
}

function Lost({
  explanation,
  words,
}: {
  readonly explanation: RouteExplanation;
  readonly words: RoutingWords;
}) {
  const { text } = useLanguage();
  const say = text.complaints.why;
  const rows = explanation.tiers.flatMap(({ tier, lost }) =>
    lost.map((loss): LostRow => {
      const because =
        loss.because === "beaten"
          ? say.beaten(loss.by)
          : say.failed(
              words.fact(loss.input),
              words.tests(loss.input, loss.expected),
              "actual" in loss ? words.value(loss.input, loss.actual) : say.withheld,
            );
      return { tier, rule: loss.rule, because };
    }),
  );
  return (
    <Records<LostRow>
      caption={say.lost}
      columns={[
        { key: "tier", title: say.tier, render: (row) => words.tier(row.tier) },
        { key: "rule", title: say.rule, render: (row) => <code>{row.rule}</code> },
        { key: "because", title: say.because, render: (row) => row.because },
      ]}
      empty={say.noneLost}
      rowKey={(row) => `${row.tier} ${row.rule}`}
      rows={rows}
    />
  );
}
