import type { UnitOfWork } from "../../unit-of-work.ts";

/**
 * Opens the second wall for the rest of this transaction: for one case, for all, or for none. It
 * is said only after it was decided who asks; a query that runs before sees no confidential row.
 */
export async function seeConfidential(
  work: Pick<UnitOfWork, "client">,
  which: "all" | "none" | { readonly cases: readonly string[] },
): Promise<void> {
  const value = which === "all" ? "all" : which === "none" ? "" : which.cases.join(",");
  await work.client.query("select set_config('xinyi.confidential', $1, true)", [value]);
}
