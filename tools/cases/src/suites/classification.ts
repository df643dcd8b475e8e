import { isLocalDate } from "@xinyi/calendar";
import { parseCreditCode, parseResidentIdentity } from "@xinyi/identifiers";
import { answerEstate, answerOrganizationType } from "@xinyi/organization-classification/cases";
import type { Case } from "../case.ts";
import type { Packs } from "../packs.ts";
import type { Answer, Suite } from "../suites.ts";

/** Types of organizations, classes and modes of estates, and codes. */
export const classification: Suite = {
  "organization-type": {
    fields: {
      primary: "as-it-stands",
      alternatives: "unasserted",
      needsReview: "unasserted",
      mapped: "as-it-stands",
    },
    answer: organizationType,
  },
  estate: {
    fields: {
      origin: "as-it-stands",
      flags: "set",
      reportingClass: "as-it-stands",
      recommendedMode: "as-it-stands",
    },
    answer: estate,
  },
  identifier: { fields: { valid: "as-it-stands" }, answer: identifier },
};

/**
 * Where a case expects review, an answer that asks for it may name one of the
 * alternatives instead; its codes in other schemes then follow from that one.
 */
function organizationType({ pack, given, expect }: Case, packs: Packs): Answer {
  const scheme = packs.scheme(pack);
  if (scheme === undefined) return unknown(`pack ${pack}`);
  const answered = answerOrganizationType(given, scheme);
  if (!answered.ok) return unknown(JSON.stringify(answered.rejection));
  const { primary, needsReview } = answered.value;
  const others: readonly unknown[] = Array.isArray(expect.alternatives) ? expect.alternatives : [];
  const stands = expect.needsReview === true && needsReview === true && others.includes(primary);
  if (!stands || primary === expect.primary) return { kind: "answered", fields: answered.value };
  const { primary: agreed, mapped } = expect;
  return { kind: "answered", fields: { ...answered.value, primary: agreed, mapped } };
}

function estate({ pack, on, given }: Case, packs: Packs): Answer {
  const rules = packs.estates(pack);
  if (rules === undefined) return unknown(`pack ${pack}`);
  if (!isLocalDate(on)) return unknown(`the day ${on}`);
  const answered = answerEstate(given, on, rules);
  if (!answered.ok) return unknown(JSON.stringify(answered.rejection));
  return { kind: "answered", fields: answered.value };
}

const codes: Readonly<Record<string, (text: string) => { readonly ok: boolean }>> = {
  "unified-social-credit-code": parseCreditCode,
  "resident-identity-number": parseResidentIdentity,
};

/** The standards are the country's, whatever the place below it. */
function identifier({ pack, given }: Case, packs: Packs): Answer {
  if (!packs.library.has(pack)) return unknown(`pack ${pack}`);
  const { type, value } = given as Readonly<Record<string, unknown>>;
  if (typeof type !== "string" || !Object.hasOwn(codes, type)) return unknown(`type ${type}`);
  if (typeof value !== "string") return unknown("a value that is no text");
  return { kind: "answered", fields: { valid: codes[type]?.(value).ok } };
}

function unknown(what: string): Answer {
  return { kind: "unknown", what };
}
