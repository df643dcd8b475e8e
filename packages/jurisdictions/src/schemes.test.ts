import { classifyEstate, type EstateFacts } from "@xinyi/organization-classification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import caotang from "../packs/caotang-5/scheme.json" with { type: "json" };
import jianyang from "../packs/jianyang/estates.json" with { type: "json" };
import {
  bundledEstateRules,
  bundledSchemes,
  estateRulesFor,
  readEstateRules,
  readScheme,
  schemeFor,
  schemesWith,
} from "./schemes.ts";

const made = estateRulesFor("jianyang");
if (!made.ok) throw new Error(JSON.stringify(made.rejection));
const ask = (facts: EstateFacts) => classifyEstate(facts, "2025-11-20", made.value);

test("every scheme and all estate rules that ship can be asked", () => {
  const unread = bundledSchemes.filter((id) => !schemeFor(id).ok);
  expect(unread).toEqual([]);
  expect(bundledSchemes).toContain("sichuan-4");
  expect(bundledEstateRules.map((id) => estateRulesFor(id).ok)).toEqual([true]);
});

const schemes = bundledSchemes.map((id) => {
  const read = schemeFor(id);
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  return read.value.scheme;
});

test("every word of a rule stands in the text of its source, unless that is common usage", () => {
  const strangers = schemes.flatMap(({ rules, sources }) =>
    rules
      .filter(({ source }) => source !== "usage")
      .flatMap(({ words, source }) => {
        const text = sources.find(({ id }) => id === source)?.text ?? "";
        return words.filter((word) => !text.includes(word));
      }),
  );
  expect(strangers).toEqual([]);
});

test("a crosswalk between schemes that ship leads to codes that are there", () => {
  const codes = new Map(schemes.map(({ id, terms }) => [id, terms.map(({ code }) => code)]));
  const lost = schemes.flatMap(({ id, crosswalks }) =>
    crosswalks.flatMap(({ scheme, relations }) =>
      relations
        .filter(({ to }) => codes.get(scheme)?.includes(to) === false)
        .map(({ to }) => `${id} -> ${scheme}:${to}`),
    ),
  );
  expect(lost).toEqual([]);
});

test("a pack is refused with its problem", () => {
  const kindOf = (read: {
    readonly ok: boolean;
    readonly rejection?: { readonly kind: string };
  }) => (read.ok ? "accepted" : read.rejection?.kind);
  expect(kindOf(schemeFor("nowhere"))).toBe("unknown-scheme");
  expect(kindOf(estateRulesFor("toString"))).toBe("unknown-scheme");
  expect(kindOf(readScheme("other", caotang))).toBe("faulty-scheme");
  expect(kindOf(readScheme("caotang-5", { ...caotang, openTerm: "none" }))).toBe("faulty-scheme");
  const open = { ...jianyang, mode: jianyang.mode.slice(0, -1) };
  expect(kindOf(readEstateRules("jianyang", open))).toBe("faulty-scheme");
  const strange = {
    ...jianyang,
    flags: [{ id: "f", when: { unheardOf: "> 1" }, flag: "problem" }],
  };
  expect(kindOf(readEstateRules("jianyang", strange))).toBe("faulty-scheme");
});

test("a district's own folder stands beside those that ship, and takes no one's name", () => {
  const own = { "scheme.json": { ...caotang, id: "own" } };
  const both = schemesWith({ own, place: { "pack.json": {} } });
  expect(both.ok && [...both.value.keys()]).toEqual([...bundledSchemes, "own"]);
  const taken = schemesWith({ "caotang-5": { "scheme.json": caotang }, other: own });
  expect(taken.ok ? [] : taken.rejection).toMatchObject([
    { id: "caotang-5", problems: ["id: an id already taken"] },
    { id: "other", problems: ["id: own is not other"] },
  ]);
});

describe("an estate", () => {
  test("five years after delivery is no longer new", () => {
    expect(ask({ housing: "commodity", deliveredYear: 2021 }).origin).toBe("new");
    expect(ask({ housing: "commodity", deliveredYear: 2020 }).origin).toBe("commodity");
  });

  test.each<[EstateFacts, string, string]>([
    [{ builtYear: 2000, disputesPer1000Households: 10 }, "dispute", "trust"],
    [{ builtYear: 2000, disputesPer1000Households: 9.9 }, "old", "remuneration"],
    [{ builtYear: 1999, lawsuits: 1, currentMode: "lump-sum" }, "dispute", "trust"],
    [{ housing: "mixed", resettlementShare: 0.5, deliveredYear: 2022 }, "new", "remuneration"],
    [{ housing: "mixed", resettlementShare: 0.51 }, "resettlement", "trust"],
    [{ builtYear: 1990, currentMode: "former-employer" }, "old", "trust"],
    [{ builtYear: 1990, courtyards: 2, adjacentCourtyards: true }, "old", "joint-courtyards"],
    [
      {
        builtYear: 1990,
        courtyards: 2,
        adjacentCourtyards: true,
        householdsPerCourtyard: [20, 50],
        currentMode: "lump-sum",
      },
      "old",
      "remuneration",
    ],
    [{ builtYear: 1990, households: 50 }, "old", "remuneration"],
    [
      { builtYear: 1990, adjacentCourtyards: true, householdsPerCourtyard: [20, 40] },
      "old",
      "joint-courtyards",
    ],
    [
      { builtYear: 1990, adjacentCourtyards: true, courtyardConsents: [true, false] },
      "old",
      "self-managed",
    ],
    [
      { builtYear: 1990, adjacentCourtyards: true, courtyards: 2, households: 98 },
      "old",
      "joint-courtyards",
    ],
    [
      { builtYear: 1990, adjacentCourtyards: true, courtyards: 2, households: 99 },
      "old",
      "remuneration",
    ],
    [{ housing: "commodity", trustVote: "failed" }, "other", "self-managed"],
    [{ housing: "commodity", trustVote: "failed", currentMode: "lump-sum" }, "other", "lump-sum"],
    [
      { housing: "commodity", commonIncomeDisclosed: false, contractEndsInMonths: 6 },
      "other",
      "trust",
    ],
    [{ housing: "commodity", feeCollectionRate: 0.9 }, "other", "remuneration"],
  ])("%j", (facts, reportingClass, recommendedMode) => {
    expect(ask(facts)).toMatchObject({ reportingClass, recommendedMode });
  });

  test("an order is told apart from advice, and what is in the way is named", () => {
    const ordered = ask({ housing: "resettlement", deliveredAfterRule: true, trustVote: "failed" });
    expect(ordered).toMatchObject({ mandatory: true, blockers: ["who-decides-for-owners"] });
    const failing = ask({ builtYear: 1990, currentMode: "trust", disclosureOnTimeRate: 0.79 });
    expect(failing).toMatchObject({
      flags: ["trust-failing"],
      recommendedMode: "trust",
      mandatory: false,
      nextSteps: ["repair-disclosure-first", "decide-again-afterwards"],
    });
  });

  test("of unknown origin gets no recommendation, whatever else is known", () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    const facts = fc.record(
      { lawsuits: fc.nat(20), households: fc.nat(2000), feeCollectionRate: rate },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(facts, (known) => {
        const answer = ask(known);
        expect(answer).toMatchObject({ reportingClass: "undetermined", recommendedMode: "none" });
        expect(answer.flags).toContain("insufficient");
      }),
    );
  });
});
