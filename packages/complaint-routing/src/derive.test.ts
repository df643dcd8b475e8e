import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzePack } from "./analysis.ts";
import { deriveRouting, type RoutingExample } from "./derive.ts";
import { compiled } from "./fixtures/district.ts";
import { route } from "./route.ts";
import { decodeRoutingPack } from "./schema.ts";

const facts = {
  id: "second",
  title: { zh: "第二个区", en: "A second district" },
  effectiveFrom: "2026-01-01",
  source: "past requests",
} as const;
type Row = readonly [type: string, descriptor: string, place: string, agency: string];
const derive = (...list: Row[]) => {
  const rows = list.map(
    ([type, descriptor, place, agency]): RoutingExample => ({ type, descriptor, place, agency }),
  );
  return deriveRouting(rows, facts);
};

describe("a table derived from examples", () => {
  test("has one rule for a type that always went to one agency", () => {
    const { pack } = derive(["Noise", "Loud", "Home", "NYPD"], ["Noise", "Bark", "Park", "NYPD"]);
    expect(pack.tiers[0]?.rules.map(({ when }) => when)).toEqual([{ type: ["Noise"] }]);
  });

  test("tells a type apart by its descriptor, or by its place where that does", () => {
    const byDescriptor = derive(["Tree", "Dead", "A", "DPR"], ["Tree", "Wire", "A", "DOT"]);
    expect(byDescriptor.pack.tiers[0]?.rules.map(({ when }) => when)).toContainEqual({
      type: ["Tree"],
      descriptor: ["Wire"],
    });
    const byPlace = derive(["Lamp", "Out", "Street", "DOT"], ["Lamp", "Out", "Park", "DPR"]);
    expect(byPlace.pack.tiers[0]?.rules.map(({ when }) => when)).toContainEqual({
      type: ["Lamp"],
      place: ["Park"],
    });
  });

  test("names what is ambiguous, sends it to triage, and routes the rest", () => {
    const { pack, ambiguous, ambiguousTypes, exampleCount, routedCount } = derive(
      ["Rat", "Seen", "Home", "DOH"],
      ["Rat", "Seen", "Home", "DSNY"],
      ["Rat", "Seen", "Home", "DOH"],
      ["Rat", "Nest", "Home", "DOH"],
      ["Noise", "Loud", "Home", "NYPD"],
    );
    expect(ambiguousTypes).toEqual(["Rat"]);
    expect(ambiguous).toEqual([
      {
        type: "Rat",
        descriptor: "Seen",
        place: "Home",
        agencies: [
          { agency: "DOH", count: 2 },
          { agency: "DSNY", count: 1 },
        ],
      },
    ]);
    expect([exampleCount, routedCount]).toEqual([5, 2]);
    const routing = compiled(pack);
    const to = (type: string, descriptor: string) =>
      route({ type, descriptor, place: "Home" }, routing);
    expect(to("Rat", "Seen").disposition).toBe("triage");
    expect(to("Rat", "Nest")).toHaveProperty("lead", "DOH");
    expect(to("Flood", "Any").disposition).toBe("triage");
  });

  test("shows its holes as gaps with an example", () => {
    const { pack } = derive(["Tree", "Dead", "A", "DPR"], ["Tree", "Wire", "A", "DOT"]);
    const [gap] = analyzePack(pack).findings.filter(({ kind }) => kind === "falls-to-triage");
    expect(gap?.region?.when).toEqual({ descriptor: 'not("Dead", "Wire")' });
    expect(route(gap?.region?.example ?? {}, compiled(pack)).disposition).toBe("triage");
  });
});

const words = fc.constantFrom("a", "b", "c", "d");
const examples = fc.array(
  fc.record({ type: words, descriptor: words, place: words, agency: fc.constantFrom("x", "y") }),
  {
    maxLength: 60,
  },
);

describe("laws", () => {
  test("every example goes where it went, or is named ambiguous; never to a third", () => {
    fc.assert(
      fc.property(examples, (list) => {
        const { pack, ambiguous, routedCount } = deriveRouting(list, facts);
        const routing = compiled(pack);
        let agreed = 0;
        for (const { agency, ...given } of list) {
          const sent = route(given, routing);
          const isNamed = ambiguous.some(
            (each) =>
              each.type === given.type &&
              each.descriptor === given.descriptor &&
              each.place === given.place,
          );
          if (isNamed) expect(sent.disposition).toBe("triage");
          else expect(sent).toHaveProperty("lead", agency);
          if (!isNamed) agreed += 1;
        }
        expect(routedCount).toBe(agreed);
      }),
    );
  });

  test("the pack has its form and no rules that disagree, and no order of examples changes it", () => {
    fc.assert(
      fc.property(examples, (list) => {
        const made = deriveRouting(list, facts);
        expect(decodeRoutingPack(JSON.parse(JSON.stringify(made.pack))).ok).toBe(true);
        expect(
          analyzePack(made.pack).findings.filter(({ severity }) => severity === "error"),
        ).toEqual([]);
        expect(deriveRouting([...list].reverse(), facts)).toEqual(made);
      }),
    );
  });
});
