import type { UnitOfWork } from "../unit-of-work.ts";

export type Party = "trustee" | "committee";

/** Which parties each of some persons stands for in an estate now, by the roles they hold. */
export async function partiesOf(
  work: UnitOfWork,
  estateId: string,
): Promise<ReadonlyMap<string, ReadonlySet<Party>>> {
  const { rows } = await work.client.query(
    `select person_id as "personId", role_id as "roleId" from registry.role_assignment
      where (estate_id = $1 or estate_id is null) and from_at <= $2
        and (to_at is null or to_at > $2)`,
    [estateId, work.now],
  );
  const found = new Map<string, Set<Party>>();
  for (const { personId, roleId } of rows as { personId: string; roleId: string }[]) {
    const party = partyOf(roleId);
    if (party) found.set(personId, (found.get(personId) ?? new Set()).add(party));
  }
  return found;
}

function partyOf(roleId: string): Party | undefined {
  if (roleId === "committee-member") return "committee";
  return roleId.startsWith("company-") ? "trustee" : undefined;
}

/**
 * Whether two persons stand for two parties: the company and the committee look at the same scan,
 * so that neither writes down alone what the owners are said to have resolved.
 */
export function areTwoParties(
  one: ReadonlySet<Party> | undefined,
  other: ReadonlySet<Party> | undefined,
): boolean {
  return [...(one ?? [])].some((party) => [...(other ?? [])].some((second) => second !== party));
}
