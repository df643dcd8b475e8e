import { type ZenDecision, ZenEngine } from "@gorules/zen-engine";
import { compile, decide, explain, interpret, ruleFor } from "@xinyi/decision-table";
import jsonLogic from "json-logic-js";
import { Engine } from "json-rules-engine";
import { type Condition, type PlainRule, type RoutingFacts, tableOf } from "./routing.ts";

/** An engine made ready for one set of rules, and how it is asked who leads. */
export interface Contestant {
  readonly name: string;
  /** Whether the answer comes with its reasons. */
  readonly traces: boolean;
  readonly make: (rules: readonly PlainRule[]) => Ask;
}

export type Ask =
  | { readonly kind: "now"; readonly ask: (facts: RoutingFacts) => string }
  | { readonly kind: "later"; readonly ask: (facts: RoutingFacts) => Promise<string> };

function compiled(rules: readonly PlainRule[]) {
  const result = compile(tableOf(rules));
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
}

/** What one writes by hand: one closure per condition, first rule that holds. */
function naiveLoop(rules: readonly PlainRule[]): Ask {
  const tests = rules.map(({ conditions }) => conditions.map(closure));
  const leads = rules.map(({ lead }) => lead);
  const ask = (facts: RoutingFacts) => {
    for (let at = 0; at < tests.length; at += 1) {
      if (tests[at]!.every((test) => test(facts))) return leads[at]!;
    }
    return "";
  };
  return { kind: "now", ask };
}

function closure(condition: Condition): (facts: RoutingFacts) => boolean {
  const { fact } = condition;
  switch (condition.kind) {
    case "is":
      return (facts) => facts[fact] === condition.value;
    case "among":
      return (facts) => condition.values.includes(facts[fact] as string);
    case "between": {
      const { from, below } = condition;
      return (facts) => (facts[fact] as number) >= from && (facts[fact] as number) < below;
    }
    case "atLeast":
      return (facts) => (facts[fact] as number) >= condition.value;
  }
}

function jsonLogicRules(rules: readonly PlainRule[]): Ask {
  const chain = rules.flatMap(({ conditions, lead }) => [
    conditions.length === 0 ? true : { and: conditions.map(logic) },
    lead,
  ]);
  const whole = { if: chain };
  return { kind: "now", ask: (facts) => jsonLogic.apply(whole, facts) as string };
}

function logic(condition: Condition): unknown {
  const fact = { var: condition.fact };
  switch (condition.kind) {
    case "is":
      return { "===": [fact, condition.value] };
    case "among":
      return { in: [fact, condition.values] };
    case "between":
      return { and: [{ ">=": [fact, condition.from] }, { "<": [fact, condition.below] }] };
    case "atLeast":
      return { ">=": [fact, condition.value] };
  }
}

/**
 * It fires every rule that holds. Given one priority for each rule and told to
 * stop at the first, it is three times faster, so that is how it is asked.
 */
function jsonRules(rules: readonly PlainRule[]): Ask {
  const engine = new Engine();
  for (const [at, { conditions, lead }] of rules.entries()) {
    engine.addRule({
      conditions: { all: conditions.flatMap(ruleConditions) },
      priority: rules.length - at,
      event: { type: "lead", params: { lead } },
    });
  }
  engine.on("success", () => {
    engine.stop();
  });
  const ask = async (facts: RoutingFacts) =>
    (await engine.run(facts)).events[0]?.params?.lead as string;
  return { kind: "later", ask };
}

function ruleConditions(
  condition: Condition,
): readonly { fact: string; operator: string; value: unknown }[] {
  const { fact } = condition;
  switch (condition.kind) {
    case "is":
      return [{ fact, operator: "equal", value: condition.value }];
    case "among":
      return [{ fact, operator: "in", value: condition.values }];
    case "between":
      return [
        { fact, operator: "greaterThanInclusive", value: condition.from },
        { fact, operator: "lessThan", value: condition.below },
      ];
    case "atLeast":
      return [{ fact, operator: "greaterThanInclusive", value: condition.value }];
  }
}

function zenDecision(rules: readonly PlainRule[]): ZenDecision {
  const table = tableOf(rules);
  const columns = table.inputs.map(({ name }) => ({ id: name, name, field: name }));
  const content = {
    nodes: [
      { id: "in", name: "in", type: "inputNode" },
      {
        id: "table",
        name: "table",
        type: "decisionTableNode",
        content: {
          hitPolicy: "first",
          inputs: columns,
          outputs: [{ id: "lead", name: "lead", field: "lead" }],
          rules: table.rules.map(({ when, then }, at) => ({
            _id: `${at}`,
            ...Object.fromEntries(columns.map(({ id }, column) => [id, zenCell(when[column]!)])),
            lead: then[0],
          })),
        },
      },
      { id: "out", name: "out", type: "outputNode" },
    ],
    edges: [
      { id: "1", sourceId: "in", targetId: "table", type: "edge" },
      { id: "2", sourceId: "table", targetId: "out", type: "edge" },
    ],
  };
  return new ZenEngine().createDecision(content);
}

/** Its unary tests are ours but for the dash, which is a blank there. */
function zenCell(cell: string): string {
  return cell === "-" ? "" : cell;
}

function zen(trace: boolean): (rules: readonly PlainRule[]) => Ask {
  return (rules) => {
    const decision = zenDecision(rules);
    const options = { trace };
    const ask = async (facts: RoutingFacts) =>
      (await decision.evaluate(facts, options)).result.lead as string;
    return { kind: "later", ask };
  };
}

export const contestants: readonly Contestant[] = [
  {
    name: "decision-table, `ruleFor`",
    traces: false,
    make: (rules) => {
      const table = compiled(rules);
      const leads = ["", ...rules.map(({ lead }) => lead)];
      return { kind: "now", ask: (facts) => leads[ruleFor(facts, table)]! };
    },
  },
  {
    name: "decision-table, `decide`",
    traces: false,
    make: (rules) => {
      const table = compiled(rules);
      return { kind: "now", ask: (facts) => decide(facts, table).value as string };
    },
  },
  {
    name: "decision-table, `explain`",
    traces: true,
    make: (rules) => {
      const table = compiled(rules);
      return { kind: "now", ask: (facts) => explain(facts, table).value as string };
    },
  },
  {
    name: "decision-table, `interpret` (the law)",
    traces: false,
    make: (rules) => {
      const { read } = compiled(rules);
      return { kind: "now", ask: (facts) => interpret(facts, read).value as string };
    },
  },
  { name: "naive loop of closures", traces: false, make: naiveLoop },
  { name: "json-logic-js", traces: false, make: jsonLogicRules },
  { name: "@gorules/zen-engine", traces: false, make: zen(false) },
  { name: "@gorules/zen-engine, trace", traces: true, make: zen(true) },
  { name: "json-rules-engine", traces: true, make: jsonRules },
];
