import type { LocalDate } from "@xinyi/calendar";
import type { ColumnType, TreeNode } from "@xinyi/decision-table";
import type { ComplaintClass } from "./case-deadline.ts";
import type { TimeLimit } from "./deadline.ts";

export type UnitId = string;

/** A body that can be named in a rule: an office of a district, or a role that every estate fills. */
export interface Unit {
  readonly id: UnitId;
  readonly title: { readonly zh: string; readonly en: string };
  readonly kind:
    | "courtyard-committee"
    | "property-company"
    | "community"
    | "street"
    | "department"
    | "mediation"
    | "supervision"
    | "emergency";
  /** Where a matter goes that this unit may not see. */
  readonly superior?: UnitId;
  /** Number and hours of the unit's own channel, for a page to show. */
  readonly channel?: string;
}

/**
 * What a rule asks of one fact: any of these texts, a truth, or FEEL unary
 * tests such as `not(null)` and `>= 0.7`.
 */
export type Cell = string | boolean | readonly string[];

/** A fact that rules may ask about. */
export interface FactInput {
  readonly name: string;
  readonly type: ColumnType;
  /** The values that occur, as unary tests. */
  readonly values?: string;
  readonly tree?: readonly TreeNode[];
}

/** Where a matter goes. */
export type Destination =
  | {
      readonly disposition: "dispatch";
      readonly lead: UnitId;
      readonly co?: readonly UnitId[];
      readonly supervisor?: UnitId;
      /** A time limit of its own, by its name in `limits`. */
      readonly limit?: string;
      /** Never shown in public, not even without names. */
      readonly sensitive?: true;
    }
  /** Led by the grid that covers the place. */
  | { readonly disposition: "dispatch-to-grid"; readonly limit?: string }
  | { readonly disposition: "redirect"; readonly to: UnitId; readonly limit?: string }
  | { readonly disposition: "sealed"; readonly to: UnitId; readonly limit?: string };

export interface RoutingRule {
  readonly id: string;
  readonly when: Readonly<Record<string, Cell>>;
  readonly then: Destination;
  /** The text that the rule rests on; kept with a redirect, since the person is told it. */
  readonly basis: string;
}

/**
 * One layer of rules. Tiers are asked in the pack's order and the first that
 * has an answer gives it; inside a tier no fact may match two rules.
 */
export interface Tier {
  readonly id: string;
  /** A department's duty by statute: its rules and later assignments never name the grassroots. */
  readonly departmentsOnly?: true;
  readonly rules: readonly RoutingRule[];
}

/** Units that may not lead, help, be told of or read a matter. The first row that matches speaks. */
export interface Exclusion {
  readonly id: string;
  readonly when: Readonly<Record<string, Cell>>;
  readonly never: readonly UnitId[];
  /** Names a fact whose value is one more such unit. */
  readonly neverFact?: string;
}

/** Which queue takes what no rule routes. */
export type TriageQueue = "ordinary" | "front" | "sealed";

/** One rung: who is told when so much of the time is used, or so many working days after the due day. */
export interface LadderStep {
  readonly level: number;
  /** A unit, or the grid of this kind that covers the place; where none does the rung is passed over. */
  readonly to: UnitId | { readonly gridOfKind: string };
  readonly after:
    | { readonly kind: "share-used"; readonly share: readonly [number, number] }
    | { readonly kind: "overdue"; readonly workingDays: number };
}

/** How a case lives in this district. */
export interface LifecycleRules {
  readonly defaultClass: ComplaintClass;
  /** From so many objections on triage may mark an assignment final; from `limit` on each is. */
  readonly objections: {
    readonly finalFrom: number;
    readonly limit: number;
    readonly withinHours?: number;
  };
  /** Working days that one question to the person may hold the clock. */
  readonly waitingCap?: number;
  /** Hours in which a called unit must report in. */
  readonly joinWithinHours: number;
  readonly mediation: TimeLimit;
  /** Whether the case's own clock stands still while both parties mediate. */
  readonly mediationPauses: boolean;
  /** The fresh share of time after a rework. */
  readonly rework: TimeLimit;
  /** Calendar days in which a closed case may be reopened by the person. */
  readonly reopenWithinDays?: number;
  readonly remindBeforeDays: number;
  readonly ladder: readonly LadderStep[];
}

/** A district's routing, as data. */
export interface RoutingPack {
  readonly id: string;
  readonly version: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** The place whose time limits and calendar hold here. */
  readonly place?: string;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo?: LocalDate;
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
  readonly inputs: readonly FactInput[];
  /** The input that holds the category; its part before the first dot is the fact `family`. */
  readonly category: string;
  readonly units: readonly Unit[];
  readonly tiers: readonly Tier[];
  readonly exclusions: readonly Exclusion[];
  /** Families of categories that triage takes first, or takes without reading. */
  readonly triage: { readonly front: readonly string[]; readonly sealed: readonly string[] };
  /** Kinds of grid, the one that goes before the others first; the leading one's is the fact `gridKind`. */
  readonly grids: readonly string[];
  readonly limits: Readonly<Record<string, TimeLimit>>;
  /** A classifier's proposal below this confidence is for triage. */
  readonly leastConfidence: string;
  readonly duplicates: DuplicateRules;
  readonly hotIssue: { readonly reporters: number; readonly days: number };
  /** Public counts below this many are not shown. */
  readonly leastPublicCount: number;
  readonly lifecycle: LifecycleRules;
  /** What is assumed, not read: the pack says so itself. */
  readonly unverified: readonly string[];
}

export interface DuplicateRules {
  readonly days: number;
  readonly suggestions: number;
}

/** Units of these kinds are the grassroots (基层), to which a department's duty is never dispatched. */
const GRASSROOTS: readonly Unit["kind"][] = [
  "courtyard-committee",
  "property-company",
  "community",
  "street",
];

/** Whether a unit is of the grassroots; one that no pack names, such as a grid, is. */
export function isGrassroots(unit: UnitId, pack: Pick<RoutingPack, "units">): boolean {
  const found = pack.units.find(({ id }) => id === unit);
  return found === undefined || GRASSROOTS.includes(found.kind);
}
