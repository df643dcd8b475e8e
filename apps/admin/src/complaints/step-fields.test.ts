import { describe, expect, test } from "vitest";
import { stepFrom } from "./step-fields.ts";

describe("a step as it is sent", () => {
  test("leaves out what was left empty", () => {
    expect(stepFrom("dispatch", { lead: "community", co: [], note: "  ", final: false })).toEqual({
      verb: "dispatch",
      lead: "community",
    });
    expect(stepFrom("join", { units: [] })).toEqual({ verb: "join" });
    expect(stepFrom("accept", {})).toEqual({ verb: "accept" });
  });

  test("carries what was given", () => {
    expect(
      stepFrom("dispatch", {
        lead: "street",
        co: ["community"],
        supervisor: "courtyard-committee",
        desk: "7",
        final: true,
        note: "二次异议",
      }),
    ).toEqual({
      verb: "dispatch",
      lead: "street",
      co: ["community"],
      supervisor: "courtyard-committee",
      deskId: "7",
      final: true,
      words: "二次异议",
    });
    expect(stepFrom("extend", { days: "5", words: "等配件" })).toEqual({
      verb: "extend",
      days: 5,
      words: "等配件",
    });
    expect(stepFrom("object", { proposes: "street", words: "不归我们管" })).toEqual({
      verb: "object",
      proposes: "street",
      words: "不归我们管",
    });
  });
});
