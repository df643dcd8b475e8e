import type { Condition } from "@xinyi/committee-voting";
import { useText } from "../text/language.tsx";
import { Status } from "../ui/status.tsx";
import type { MatterRule, VotingRules } from "./queries.ts";
import { type Said, saidOf, useNamed } from "./words.ts";

/** The rule of a matter in sentences, each with the text of law it stands in. */
export function RuleWords({ rule }: { readonly rule: MatterRule }) {
  const text = useText();
  const words = text.votes.rule;
  const name = useNamed();
  const part = (kind: MatterRule["parts"][number]["part"]) =>
    rule.parts.find((one) => one.part === kind);
  const body = part("body")?.value as { decides: string; binds: string } | undefined;
  const quorum = part("quorum")?.value as { condition: Condition } | undefined;
  const adopt = part("adopt")?.value as Condition | undefined;
  const consents = part("consents")?.value as Condition | undefined;
  const conditions = [
    ["quorum", quorum?.condition],
    ["adopt", adopt],
    ["consents", consents],
  ] as const;
  return (
    <div className="rule-words">
      {body === undefined ? null : (
        <p>{words.body(name.body(body.decides), name.bound(body.binds))}</p>
      )}
      <dl className="facts">
        {conditions.map(([kind, condition]) =>
          condition === undefined ? null : (
            <div key={kind}>
              <dt>{words[kind]}</dt>
              <dd>
                <Spoken said={saidOf(condition, text)} />
                <Source part={part(kind)} />
              </dd>
            </div>
          ),
        )}
        {rule.noticeDays === null ? null : (
          <div>
            <dt>{text.votes.times.notice}</dt>
            <dd>
              {words.notice(rule.noticeDays)}
              <Source part={part("notice")} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function Spoken({ said }: { readonly said: Said }) {
  if ("sentence" in said) return <>{said.sentence}</>;
  return (
    <>
      {said.connective}
      <ul>
        {said.parts.map((part, index) => (
          <li key={index}>
            <Spoken said={part} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Source({ part }: { readonly part: MatterRule["parts"][number] | undefined }) {
  const words = useText().votes.rule;
  if (part === undefined) return null;
  return (
    <p className="quiet">
      {words.source}: {part.source}{" "}
      {part.verified ? null : <Status tone="waiting">{words.unverified}</Status>}
    </p>
  );
}

/** Which packs govern, exactly, and what in them nobody has read in the original. */
export function PackFacts({ rules }: { readonly rules: VotingRules }) {
  const words = useText().votes.rule;
  return (
    <>
      <p className="quiet">
        {words.packs}:{" "}
        {rules.packs
          .map(({ id, version, hash }) => `${id} ${version} (${hash.slice(0, 12)}…)`)
          .join(" → ")}
      </p>
      {rules.unverified.length === 0 ? null : (
        <details>
          <summary>
            {words.unverifiedTitle} ({rules.unverified.length})
          </summary>
          <ul>
            {rules.unverified.map(({ path, source, pack }) => (
              <li key={`${pack} ${path}`}>
                {source} <code>{path}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
