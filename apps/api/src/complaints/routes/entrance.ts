import { accept, type Result, reject } from "@xinyi/result";
import type { Context } from "hono";
import { refuse } from "../../problem.ts";
import type { Env } from "../../session/access.ts";
import { addressOf } from "../../session/routes.ts";
import { perform, read } from "../../unit-of-work.ts";
import { type IntakeFact, routeOf, trackingCodeOf } from "../intake/file.ts";
import { type ReceiptWire, takeReport } from "../intake/receipt.ts";
import { refuseSealed } from "../intake/sealed.ts";
import type { ComplaintRefusal } from "../refusals.ts";

/** In the log of acts, whoever came without an account. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** From one address so many reports in an hour: a whole estate may share one. */
const limit = { points: 60, seconds: 3600 };

/** Lets a caller without an account into a district that exists, with no right but the operation's. */
export async function enter(c: Context<Env>, districtId: string): Promise<boolean> {
  const { rowCount } = await c.var.ports.pool.query(
    "select 1 from registry.district where id = $1",
    [districtId],
  );
  if (rowCount !== 1) return false;
  const permissions: ReadonlySet<string> = new Set();
  c.set("access", { districtId, personId: nobody, estateId: undefined, permissions });
  return true;
}

/** Counts a write without an account against its address. */
export function tooMany(c: Context<Env>) {
  return c.var.ports.attempts.take(`complaint ${addressOf(c)}`, limit);
}

/**
 * Where a report would go is asked before anything is written: an accusation's words go no
 * further than this, whichever door they came in by.
 */
export async function sealedFirst(
  c: Context<Env>,
  fact: Pick<IntakeFact, "category" | "estateId" | "facts" | "receivedAt" | "confidence" | "text">,
): Promise<Result<true, ComplaintRefusal>> {
  const routed = await read(c, (work) => routeOf(work, fact));
  if (!routed.ok) return routed;
  if (routed.value.decision.textStored) return accept(true);
  const { ports, access } = c.var;
  return reject(await refuseSealed(ports, access.districtId, fact.text));
}

/** A report taken in, and the code to follow it by told beside what a retry keeps. */
export async function receive(
  c: Context<Env>,
  operation: string,
  body: unknown,
  fact: IntakeFact,
): Promise<Result<ReceiptWire & { readonly trackingCode: string }, ComplaintRefusal>> {
  const open = await sealedFirst(c, fact);
  if (!open.ok) return open;
  const done = await perform(c, operation, 201, JSON.stringify(body), (work) =>
    takeReport(work, fact),
  );
  if (!done.ok) return reject(done.rejection as ComplaintRefusal);
  const { answer } = done.value;
  return accept({ ...answer, trackingCode: trackingCodeOf(c.var.ports, answer.id) });
}

export const noDistrict = (c: Context<Env>) => refuse(c, { kind: "not-found", what: "district" });
