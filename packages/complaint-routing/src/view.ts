import type { Instant } from "@xinyi/calendar";
import type { CaseId, PersonId, State } from "./case-log.ts";
import type { UnitId } from "./rules.ts";

/** A matter with all that is kept about it. */
export interface MatterRecord {
  readonly id: CaseId;
  readonly category: string;
  /** Where, no nearer than a grid. */
  readonly grid: string;
  readonly state: State;
  readonly lead: UnitId;
  readonly receivedAt: Instant;
  readonly estate: string;
  readonly place: string;
  readonly text: string;
  readonly contact: string;
  readonly reporters: readonly PersonId[];
  readonly isSensitive: boolean;
  readonly isAccepted: boolean;
  readonly excludes: readonly UnitId[];
}

export type Viewer =
  | { readonly as: "public" }
  | { readonly as: "handler"; readonly unit: UnitId }
  | { readonly as: "supervisor"; readonly unit: UnitId };

const PUBLIC: readonly (keyof MatterRecord)[] = [
  "id",
  "category",
  "grid",
  "state",
  "lead",
  "receivedAt",
];
const HANDLER: readonly (keyof MatterRecord)[] = [
  ...PUBLIC,
  "estate",
  "place",
  "text",
  "isSensitive",
  "isAccepted",
];

/**
 * What one may see of a matter; nothing at all where the public asks for a
 * sensitive one, or an excluded unit for any. The public's part is in the
 * handler's, the handler's in the supervisor's. Whom to call is shown to the
 * handler only once it has accepted.
 */
export function viewOf(
  record: Partial<MatterRecord> & Pick<MatterRecord, "isSensitive" | "isAccepted" | "excludes">,
  viewer: Viewer,
): Partial<MatterRecord> | undefined {
  if (viewer.as === "public") return record.isSensitive ? undefined : only(record, PUBLIC);
  if (record.excludes.includes(viewer.unit)) return undefined;
  if (viewer.as === "supervisor") return record;
  return only(record, record.isAccepted ? [...HANDLER, "contact"] : HANDLER);
}

function only(
  record: Partial<MatterRecord>,
  fields: readonly (keyof MatterRecord)[],
): Partial<MatterRecord> {
  const shown = Object.entries(record).filter(([name]) =>
    (fields as readonly string[]).includes(name),
  );
  return Object.fromEntries(shown);
}

/** A count as the public sees it: one below the pack's least is not shown, so that nobody is found by it. */
export function publicCount(count: number, least: number): number | undefined {
  return count < least ? undefined : count;
}
