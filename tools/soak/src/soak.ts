import { setTimeout as sleep } from "node:timers/promises";
import { Api, Refused } from "./api.ts";
import { type Application, databasePid, type Place, start } from "./application.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { checkHead, checkWhole, type Fault } from "./check.ts";
import { type Estate, loadedEstate, makeEstate } from "./estate.ts";

export type Kill = "tree" | "node";

export interface Plan {
  readonly kills: readonly Kill[];
  readonly seed: number;
  readonly writers: number;
  readonly minutes: number;
  readonly place: Place;
  readonly say: (line: string) => void;
}

export interface Outcome {
  readonly faults: readonly Fault[];
  /** What was counted, by its name in the table. */
  readonly counts: Readonly<Record<string, number>>;
}

const estateCount = 2;
const unitCount = 40;

/** Runs the plan to its end, or to the first fault that makes going on meaningless. */
export async function soak(plan: Plan): Promise<Outcome> {
  const chance = chanceFrom(plan.seed);
  const faults: Fault[] = [];
  const began = performance.now();
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), plan.minutes * 60_000);
  let application = await start(plan.place);
  const api = new Api(application.url, giveUp.signal);
  let estates: readonly Estate[];
  try {
    estates = await prepare(api, chance, application);
  } catch (error) {
    await application.stop();
    throw error;
  }
  plan.say(`ready on ${application.url}, ${plan.kills.length} kills to go`);

  let over = false;
  const writer = async (): Promise<void> => {
    while (!over && faults.length === 0) {
      const estate = chance.pick(estates);
      await estate.work().catch((error: unknown) => {
        faults.push(String(error instanceof Refused ? error.message : error));
      });
    }
  };
  const writers = Array.from({ length: plan.writers }, writer);

  const counts = { tree: 0, node: 0, killedInFlight: 0, adopted: 0, longestStartMs: 0 };
  for (const kind of chance.shuffled(plan.kills)) {
    await untilBusy(api, chance, () => faults.length > 0);
    if (faults.length > 0) break;
    const interrupted = [...api.inFlight.values()];
    if (kind === "node") await application.killNode();
    else await application.killTree((pids) => chance.shuffled(pids));
    counts[kind] += 1;
    if (interrupted.length > 0) counts.killedInFlight += 1;
    try {
      application = await start(plan.place);
    } catch (error) {
      faults.push(`after a kill of ${kind}: ${String(error)}`);
      giveUp.abort();
      break;
    }
    if (application.printed.some((line) => line.includes("took over"))) counts.adopted += 1;
    counts.longestStartMs = Math.max(counts.longestStartMs, application.startedInMs);
    api.moveTo(application.url);
    for (const estate of estates) {
      faults.push(...(await checkHead(api, estate).catch((error: unknown) => [String(error)])));
    }
    plan.say(
      `${String(counts.tree + counts.node).padStart(3)}/${plan.kills.length} ${kind}` +
        ` in the middle of ${interrupted.join(", ") || "nothing"}; back in ${application.startedInMs} ms,` +
        ` ${api.traffic.acknowledged} writes acknowledged`,
    );
  }
  over = true;
  await Promise.all(writers);
  for (const estate of estates) {
    faults.push(...(await checkWhole(api, estate).catch((error: unknown) => [String(error)])));
  }
  clearTimeout(timer);
  faults.push(...(await checkStop(application, plan.place)));
  return {
    faults,
    counts: {
      ...tableOf(counts, api, estates),
      seconds: Math.round((performance.now() - began) / 1000),
    },
  };
}

/** Signs in with the password that a first start shows once, and makes the estates. */
async function prepare(
  api: Api,
  chance: Chance,
  application: Application,
): Promise<readonly Estate[]> {
  const printed = application.printed.join("\n");
  const password = /password[^\n]*:\s+(\S+)\s*$/m.exec(printed)?.[1];
  if (!password) throw new Error(`no first password was shown:\n${printed}`);
  await api.signIn("admin", password);
  await api.changePassword(password, `${password}-soak`);
  const session = await api.read<{ districts: { districtId: string }[] }>("/api/session");
  const district = `/api/districts/${session.districts[0]?.districtId}`;
  const paths: string[] = [];
  for (let number = 1; number <= estateCount; number++) {
    paths.push(await makeEstate(api, district, number));
  }
  await becomeCashier(api, paths);
  const estates: Estate[] = [];
  for (const [at, path] of paths.entries()) {
    estates.push(await loadedEstate(api, chance, path, at + 1, unitCount));
  }
  return estates;
}

/** The administrator may not write books: a cashier of all the estates is made, and signs in. */
async function becomeCashier(api: Api, paths: readonly string[]): Promise<void> {
  const username = "soak-cashier";
  let password: string | undefined;
  for (const [at, path] of paths.entries()) {
    const made = await api.write<{ oneTimePassword: string | null }>({
      key: `soak-cashier-${at + 1}`,
      path: `${path}/members`,
      contentType: "application/json",
      body: JSON.stringify({ username, personName: "出纳", roleId: "company-cashier" }),
    });
    password ??= made.oneTimePassword ?? undefined;
  }
  if (password === undefined) throw new Error("the cashier was given no password");
  await api.signIn(username, password);
  await api.changePassword(password, `${password}-soak`);
}

/** Waits for a moment in which at least one write is under way, some writes after the last kill. */
async function untilBusy(api: Api, chance: Chance, stop: () => boolean): Promise<void> {
  const wanted = api.traffic.acknowledged + chance.between(1, 6);
  while (api.traffic.acknowledged < wanted && !stop()) await sleep(1);
  await sleep(chance.between(0, 120));
  while (api.inFlight.size === 0 && !stop()) await sleep(1);
}

/** The last one is asked to stop, as Ctrl-C does: it must end well and leave no database behind. */
async function checkStop(application: Application, place: Place): Promise<readonly Fault[]> {
  const code = await application.stop();
  const faults: Fault[] = [];
  if (code !== 0) faults.push(`the application ended with ${code} when asked to stop`);
  if (databasePid(place.dataFolder) !== undefined) faults.push("a database was left running");
  return faults;
}

function tableOf(
  counts: {
    tree: number;
    node: number;
    killedInFlight: number;
    adopted: number;
    longestStartMs: number;
  },
  api: Api,
  estates: readonly Estate[],
): Readonly<Record<string, number>> {
  const total = (of: (estate: Estate) => number): number =>
    estates.reduce((sum, estate) => sum + of(estate), 0);
  return {
    "kills of the whole tree": counts.tree,
    "kills of Node alone": counts.node,
    "kills with a write under way": counts.killedInFlight,
    "databases taken over": counts.adopted,
    "writes acknowledged": api.traffic.acknowledged,
    "writes sent again": api.traffic.retried,
    "acknowledged by replay": api.traffic.replayed,
    openings: total(({ acknowledged }) => acknowledged.openings.length),
    "bill runs": total(({ acknowledged }) => acknowledged.bills.size),
    "bank receipts": total(({ acknowledged }) => acknowledged.receipts.size),
    units: total(({ acknowledged }) => acknowledged.units.size),
    "longest start, ms": counts.longestStartMs,
  };
}
