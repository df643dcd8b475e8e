import { chanceFrom } from "@xinyi/soak/chance";
import { agree, holdLaws } from "./agreement.ts";
import { dayAfter, play } from "./day.ts";
import { administrator, type Estate, makeEstate, newYear } from "./estate.ts";
import { type Counts, Disagreement, World } from "./world.ts";

export interface Plan {
  readonly seed: number;
  readonly days: number;
  readonly estates: number;
  /** A day without this chance, one in so many, has a kill in it; 0 for none. */
  readonly killOneIn: number;
  readonly place: (now: string) => { program: string; dataFolder: string };
  readonly say: (line: string) => void;
}

export interface Outcome {
  readonly counts: Counts;
  /** The first thing on which the application and the model disagree, and when. */
  readonly fault?: { readonly day: string; readonly estate: string; readonly what: string };
}

const firstDay = "2026-01-01";
/** Nine in the morning where the estates lie. */
const morning = (on: string): string => `${on}T01:00:00.000Z`;

/** Plays a district day by day. It ends with the last day or with the first disagreement. */
export async function simulate(plan: Plan): Promise<Outcome> {
  const world = new World(morning(firstDay), plan.place);
  const chance = chanceFrom(plan.seed);
  const where = { day: firstDay, estate: "the set-up" };
  try {
    const admin = await administrator(world.door, await world.open());
    const session = await admin.read("/api/session");
    const district = `/api/districts/${session.body.districts[0].districtId}`;
    const later = () => world.later();
    const estates: Estate[] = [];
    for (let number = 1; number <= plan.estates; number += 1) {
      const facts = { door: world.door, admin, district, number, on: firstDay, chance, later };
      estates.push(await makeEstate(facts));
    }
    for (let day = 0; day < plan.days; day += 1) {
      const on = dayAfter(firstDay, day);
      where.day = on;
      // The set-up took some of the first morning: time never goes back.
      if (day > 0) await world.setTime(morning(on));
      if (plan.killOneIn > 0 && chance.between(1, plan.killOneIn) === 1) world.killSoon(chance);
      for (const estate of estates) {
        where.estate = estate.name;
        if (on.endsWith("-01-01") && day > 0) await newYear(estate, on);
        await play(world, chance, estate, on);
        await agree(world, estate, on);
        if (dayAfter(on, 1).endsWith("-01")) await holdLaws(world, estate, on.slice(0, 7));
      }
      await world.retryLate(chance);
      world.counts.days += 1;
      if (dayAfter(on, 1).endsWith("-01"))
        plan.say(`  ${on.slice(0, 7)}  ${progress(world.counts)}`);
    }
    return { counts: world.counts };
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    return { counts: world.counts, fault: { ...where, what: error.message } };
  } finally {
    await world.close();
  }
}

const progress = ({ writes, refusals, clashes, kills, comparisons }: Counts): string =>
  `${writes} writes, ${refusals} refused, ${clashes} clashes, ${kills} kills, ${comparisons} comparisons`;
