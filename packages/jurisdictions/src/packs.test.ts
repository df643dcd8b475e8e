import type { LocalDate } from "@xinyi/calendar";
import { answerCase, recountCase } from "@xinyi/committee-voting/cases";
import { describe, expect, test } from "vitest";
import auNsw from "../packs/au-nsw/cases/voting.json" with { type: "json" };
import cn from "../packs/cn/cases/voting.json" with { type: "json" };
import cnResidents from "../packs/cn-residents/cases/voting.json" with { type: "json" };
import cnSc from "../packs/cn-sc/cases/voting.json" with { type: "json" };
import cnScChengdu from "../packs/cn-sc-chengdu/cases/voting.json" with { type: "json" };
import de from "../packs/de/cases/voting.json" with { type: "json" };
import fr from "../packs/fr/cases/voting.json" with { type: "json" };
import hk from "../packs/hk/cases/voting.json" with { type: "json" };
import jp from "../packs/jp/cases/voting.json" with { type: "json" };
import sg from "../packs/sg/cases/voting.json" with { type: "json" };
import tw from "../packs/tw/cases/voting.json" with { type: "json" };
import usUcioa from "../packs/us-ucioa/cases/voting.json" with { type: "json" };
import { bundledPacks } from "./bundled.ts";
import { rulesFor } from "./rules-for.ts";

interface WorkedCase {
  readonly id: string;
  readonly kind: string;
  readonly pack: string;
  readonly on: string;
  readonly given: unknown;
  readonly expect: Readonly<Record<string, unknown>>;
}

const files: Readonly<Record<string, { readonly cases: readonly WorkedCase[] }>> = {
  "au-nsw": auNsw,
  cn: cn,
  "cn-residents": cnResidents,
  "cn-sc": cnSc,
  "cn-sc-chengdu": cnScChengdu,
  de: de,
  fr: fr,
  hk: hk,
  jp: jp,
  sg: sg,
  tw: tw,
  "us-ucioa": usUcioa,
};
const worked = Object.values(files).flatMap(({ cases }) => cases);
const rulesOf = ({ pack, on }: WorkedCase) => {
  const rules = rulesFor(pack, on as LocalDate);
  if (!rules.ok) throw new Error(JSON.stringify(rules.rejection));
  return rules.value.voting;
};

/** Figures compare as numbers written the one way the package writes them. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) =>
    typeof inner === "string" && /^\d+\.\d+$/.test(inner) ? inner.replace(/\.?0+$/, "") : inner,
  );

describe("the packs' own cases", () => {
  test("every bundled pack has cases, all of them its own", () => {
    expect(Object.keys(files).sort()).toEqual([...bundledPacks.keys()].sort());
    for (const [id, { cases }] of Object.entries(files)) {
      expect(cases.length, id).toBeGreaterThan(0);
      expect(new Set(cases.map(({ pack }) => pack))).toEqual(new Set([id]));
    }
  });

  test.each(worked.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const answer = answerCase(one.kind, one.given, rulesOf(one));
    if (!answer.ok) throw new Error(JSON.stringify(answer.rejection));
    expect(plain(answer.value)).toMatchObject(plain(one.expect) as object);
  });

  const verdicts = worked.filter(({ kind }) => kind === "verdict");
  test.each(verdicts.map((one) => [one.id, one] as const))(
    "%s, from a roll and ballots",
    (_, one) => {
      const rules = rulesOf(one);
      const direct = answerCase("verdict", one.given, rules);
      if (!direct.ok) throw new Error(JSON.stringify(direct.rejection));
      const { status, strictStatus } = direct.value;
      const again = recountCase(one.given, rules);
      if (status === "hold" || status === "input-error") expect(again).toBeUndefined();
      else expect(again).toMatchObject({ status, strictStatus });
    },
  );
});
