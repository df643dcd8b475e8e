import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDmn, writeDmn } from "./dmn.ts";
import { readTable } from "./read-table.ts";
import type { Table } from "./table.ts";

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: Definitions; warnings: readonly unknown[] }>;
  toXML(root: Definitions): Promise<{ xml: string }>;
}

interface Definitions {
  readonly drgElement: readonly {
    readonly $type: string;
    readonly decisionLogic?: { readonly hitPolicy: string; readonly rule: readonly unknown[] };
  }[];
}

/** The reader and writer that dmn-js, the standard's open editor, is built on. */
async function moddle(): Promise<Moddle> {
  const module = (await import("dmn-moddle")) as unknown as Record<string, new () => Moddle>;
  const Moddle = (module.DmnModdle ?? module.default)!;
  return new Moddle();
}

const routing: Table = {
  name: "诉求分派 Routing",
  hitPolicy: "priority",
  inputs: [
    {
      name: "类别 category",
      type: "tree",
      tree: [{ code: "safety" }, { code: "safety.fire", parent: "safety" }],
    },
    { name: "amount", type: "number", values: "[0..1000)" },
    { name: "flags", type: "set", values: '"minor", "ill"' },
    { name: "received on", type: "date" },
    { name: "anything" },
  ],
  outputs: [
    { name: "lead", type: "string", values: '"119", "street"', default: '"street"' },
    { name: "days", type: "number" },
  ],
  rules: [
    {
      id: "fire",
      when: ['"safety"', "< 5", 'list contains(?, "minor")', '>= date("2026-01-01")', "-"],
      then: ['"119"', "0.50"],
      note: 'at once: "立即" <110>\n& 119',
    },
    { when: ["-", "-", "-", "-", ""], then: ['"street"', "amount * 2"] },
    { id: "no XML id", when: ["-", ">= 5", "-", "-", "-"], then: ['"119"', "1"] },
  ],
};

describe("a table written as DMN", () => {
  test("reads back as itself", () => {
    expect(readDmn(writeDmn(routing))).toEqual({ ok: true, value: [routing] });
  });

  test("is read by the library of the standard's editor without a warning", async () => {
    const { rootElement, warnings } = await (await moddle()).fromXML(writeDmn(routing));
    expect(warnings).toEqual([]);
    const decision = rootElement.drgElement.find((each) => each.$type === "dmn:Decision");
    expect(decision?.decisionLogic?.hitPolicy).toBe("PRIORITY");
    expect(decision?.decisionLogic?.rule).toHaveLength(3);
  });

  test("comes back unchanged from that library's own writing", async () => {
    const editor = await moddle();
    const { rootElement } = await editor.fromXML(writeDmn(routing));
    const { xml } = await editor.toXML(rootElement);
    expect(readDmn(xml)).toEqual({ ok: true, value: [routing] });
  });
});

describe("a file of another tool", () => {
  const xml = `<?xml version="1.0"?>
    <semantic:definitions xmlns:semantic="http://www.omg.org/spec/DMN/20180521/MODEL/" name="x" namespace="y">
      <semantic:itemDefinition name="tRisk">
        <semantic:typeRef>string</semantic:typeRef>
        <semantic:allowedValues><semantic:text>"High", "Low"</semantic:text></semantic:allowedValues>
      </semantic:itemDefinition>
      <semantic:decision name="Approval" id="d">
        <semantic:variable name="Approval" typeRef="string"/>
        <semantic:decisionTable hitPolicy="RULE ORDER">
          <semantic:input><semantic:inputExpression typeRef="tRisk"><semantic:text>Risk</semantic:text></semantic:inputExpression></semantic:input>
          <semantic:output/>
          <semantic:rule id="r">
            <semantic:inputEntry><semantic:text><![CDATA["High"]]></semantic:text></semantic:inputEntry>
            <semantic:outputEntry><semantic:text>"no"</semantic:text></semantic:outputEntry>
          </semantic:rule>
        </semantic:decisionTable>
      </semantic:decision>
    </semantic:definitions>`;

  test("gives its table, types and values followed to where they are defined", () => {
    expect(readDmn(xml)).toEqual({
      ok: true,
      value: [
        {
          name: "Approval",
          hitPolicy: "rule-order",
          inputs: [{ name: "Risk", type: "string", values: '"High", "Low"' }],
          outputs: [{ name: "Approval", type: "string" }],
          rules: [{ id: "r", when: ['"High"'], then: ['"no"'] }],
        },
      ],
    });
  });

  test.each([
    ["not-xml", "<definitions"],
    ["not-xml", "no tags"],
    ["not-dmn", "<html/>"],
    ["unknown-hit-policy", xml.replace("RULE ORDER", "LAST")],
  ])("is refused as %s", (kind, text) => {
    expect(readDmn(text)).toMatchObject({ ok: false, rejection: { kind } });
  });
});

test("law: any text in any place comes back as it was", () => {
  // XML has no way to write most control characters.
  const text = fc
    .string({ unit: "grapheme" })
    .filter((each) => [...each].every((sign) => sign >= " "));
  const name = text.map((each) => `n${each}`.trim());
  fc.assert(
    fc.property(name, text, text, name, (input, cell, note, id) => {
      const table: Table = {
        name: "t",
        hitPolicy: "first",
        inputs: [{ name: input, type: "string", values: cell }],
        outputs: [{ name: "o", default: cell }],
        rules: [{ id, when: [cell], then: [cell], note }],
      };
      expect(readDmn(writeDmn(table))).toEqual({ ok: true, value: [table] });
    }),
    { numRuns: 300 },
  );
});

test("a table from DMN is a table", () => {
  const read = readDmn(writeDmn(routing));
  expect(read.ok && readTable(read.value[0]!).ok).toBe(true);
});
