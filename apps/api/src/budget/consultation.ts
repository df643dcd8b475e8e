import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { localDateAt } from "@xinyi/calendar";
import type { Context } from "hono";
import { findBook } from "../books/ledger-store.ts";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { refuse } from "../problem.ts";
import { findEstate } from "../registry/store.ts";
import { ownUnits } from "../residents/own.ts";
import { type Env, grantsOf } from "../session/access.ts";
import { once, type UnitOfWork } from "../unit-of-work.ts";
import { commentOnBudget } from "./commands.ts";
import { type Consultation, consultationPage } from "./consultation-page.ts";
import { draftsOf } from "./store.ts";

/** Enough to say what one has to say; the eleventh waits for tomorrow. */
const commentsADay = { points: 10, seconds: 24 * 3600 };

/**
 * The open budget for everybody: a page without scripts that shows a draft, what owners said and
 * what they were answered. An owner who has come in by his slip writes his own word into its form,
 * which is answered by 303, so that reloading sends nothing twice.
 */
export function mountConsultation(app: OpenAPIHono<Env>): void {
  app.get("/budgets/:draftId", async (c) => {
    const found = await consultationFor(c);
    if (!found) return refuse(c, { kind: "not-found", what: "budget" });
    const wasSent = c.req.query("sent") !== undefined;
    const fresh = { ...found, key: c.var.ports.ids.next() };
    c.header("cache-control", "no-store");
    return c.html(consultationPage(fresh, wasSent ? "sent" : undefined));
  });

  app.post("/budgets/:draftId", async (c) => {
    const { ports, requestId } = c.var;
    const origin = c.req.header("origin");
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (origin !== undefined && hostOf(origin) !== host) {
      return refuse(c, { kind: "foreign-origin", origin });
    }
    const found = await consultationFor(c);
    if (!found) return refuse(c, { kind: "not-found", what: "budget" });
    const form = await c.req.parseBody();
    const words = String(form.words ?? "").trim();
    const again = (
      why: "closed" | "empty" | "too-many" | "signed-out",
      status: 403 | 409 | 422 | 429,
    ) => c.html(consultationPage({ ...found, key: String(form.key ?? "") }, why, words), status);
    if (!found.owner) return again("signed-out", 403);
    if (!found.isOpen) return again("closed", 409);
    if (words === "" || words.length > 2000) return again("empty", 422);
    const bucket = `budget-comment:${found.owner.personId}`;
    if (await ports.attempts.take(bucket, commentsADay)) return again("too-many", 429);
    const { districtId, estateId, draftId, owner } = found;
    const said = await once(
      ports,
      { districtId, estateId, personId: owner.personId },
      {
        operation: "commentOnBudget",
        key: `form-${String(form.key ?? "")}`.slice(0, 128),
        fingerprint: createHash("sha256").update(`${draftId}\n${words}`).digest("hex"),
        status: 303,
        requestId,
      },
      (work) => commentOnBudget(work, estateId, draftId, { unitId: owner.unitId, words }),
    );
    if (!said.ok) return refuse(c, said.rejection);
    return c.redirect(`/budgets/${draftId}?sent#said`, 303);
  });
}

/** A page that hides where it is from names "null", which is no address and no friend. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** A published draft, found in whichever district it is, and who asks where it is an owner. */
async function consultationFor(c: Context<Env>): Promise<Consultation | undefined> {
  const { ports } = c.var;
  const draftId = c.req.param("draftId") ?? "";
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(draftId)) return undefined;
  const account = await ports.identity.accountOf(c.req.raw.headers);
  const districts = await ports.pool.query("select id from registry.district order by id");
  for (const { id: districtId } of districts.rows as { id: string }[]) {
    const found = await transaction(
      ports.pool,
      { district: districtId, readOnly: true },
      (client) => consultationIn(workOf(ports, client, districtId), draftId, account),
    );
    if (found) return found;
  }
  return undefined;
}

async function consultationIn(
  work: UnitOfWork,
  draftId: string,
  account: Parameters<typeof grantsOf>[1] | undefined,
): Promise<Consultation | undefined> {
  const { rows } = await work.client.query(
    `select b.estate_id as "estateId" from trust.budget_draft d join trust.book b on b.id = d.book_id
      where d.id = $1`,
    [draftId],
  );
  const estateId = rows[0]?.estateId as string | undefined;
  if (estateId === undefined) return undefined;
  const [estate, book] = [await findEstate(work, estateId), await findBook(work, estateId)];
  const [draft] = book ? await draftsOf(work, book, { id: draftId }) : [];
  // Not laid open yet: nobody's business but the drafters'.
  if (!estate || !book || !draft || draft.closesOn === null) return undefined;
  const on = localDateAt(work.now, estate.zone);
  return {
    districtId: work.districtId,
    estateId,
    draftId,
    estate,
    draft,
    closesOn: draft.closesOn,
    isOpen: draft.adoption === null && on <= draft.closesOn,
    owner: account && (await ownerIn(work, estateId, account)),
    key: "",
  };
}

async function ownerIn(
  work: UnitOfWork,
  estateId: string,
  account: Parameters<typeof grantsOf>[1],
): Promise<Consultation["owner"]> {
  const found = await grantsOf(work.client, account, work.now);
  const isOwner = found?.grants.some(
    (grant) => grant.estateId === estateId && grant.permissions.includes("own:read"),
  );
  const book = await findBook(work, estateId);
  if (!found || !isOwner || !book) return undefined;
  const own = { ...work, personId: found.personId };
  const [unit] = await ownUnits(own, book, localDateAt(work.now, book.zone));
  return unit && { personId: found.personId, unitId: unit.id, unitNumber: unit.number };
}

const workOf = (ports: Ports, client: UnitOfWork["client"], districtId: string): UnitOfWork => ({
  client,
  districtId,
  personId: "",
  now: ports.clock.now(),
  ports,
});
