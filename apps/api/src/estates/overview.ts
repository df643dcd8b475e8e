import { accept, type Result } from "@xinyi/result";
import type { z } from "zod";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { GovernanceOverview } from "./contract.ts";
import { medianOf } from "./conversion.ts";
import { lightOf } from "./light.ts";
import type { GovernanceRefusal } from "./refusals.ts";
import { answerFor, conversionsOf, estateRules, estatesNow, todayAt } from "./store.ts";

type Overview = z.infer<typeof GovernanceOverview>;

/** The five classes of the article and the open one; an estate without facts is undetermined. */
const classes = [
  "new",
  "resettlement",
  "old",
  "rural-concentrated",
  "dispute",
  "other",
  "undetermined",
];

/** Every estate with its light, and for each class how many there are, run by trust, and planned. */
export async function overviewOf(work: UnitOfWork): Promise<Overview> {
  const zone = await work.client.query("select zone from registry.district where id = $1", [
    work.districtId,
  ]);
  const today = todayAt(work, zone.rows[0].zone);
  const estates = (await estatesNow(work)).map((estate) => {
    const answer = answerFor(estate, today);
    const { origin, reportingClass, flags, recommendedMode, mandatory } = answer;
    return {
      estateId: estate.estateId,
      name: estate.name,
      communityName: estate.communityName,
      households: estate.facts.households ?? null,
      origin,
      reportingClass,
      flags: [...flags],
      currentMode: estate.currentMode,
      since: estate.since,
      recommendedMode,
      mandatory,
      isPilot: estate.isPilot,
      isConverting: estate.isConverting,
      light: lightOf(answer, estate.currentMode),
    };
  });
  const targets = await work.client.query(
    `select distinct on (reporting_class) reporting_class, by_on, estate_count
       from estates.target order by reporting_class, recorded_at desc, id desc`,
  );
  const named = [...classes, ...estates.map((one) => one.reportingClass)];
  const coverage = [...new Set(named)].map((reportingClass) => {
    const here = estates.filter((one) => one.reportingClass === reportingClass);
    const lit = (tone: string) => here.filter((one) => one.light.tone === tone).length;
    const target = targets.rows.find((row) => row.reporting_class === reportingClass);
    return {
      reportingClass,
      estates: here.length,
      trust: here.filter((one) => one.currentMode === "trust").length,
      lights: { good: lit("good"), waiting: lit("waiting"), bad: lit("bad"), idle: lit("idle") },
      target: target?.estate_count ?? null,
      targetBy: target?.by_on ?? null,
    };
  });
  const conversions = await conversionsOf(work, null);
  const days = (name: "voteToAccount" | "bank") =>
    medianOf(conversions.flatMap((one) => one.days[name] ?? []));
  const { rules } = estateRules();
  return {
    asOf: today,
    rules: `${rules.id}@${rules.version}`,
    verified: rules.verified,
    estates,
    coverage,
    pilots: estates.filter((one) => one.isPilot && one.currentMode === "trust").length,
    conversions: {
      open: conversions.filter(({ isOpen }) => isOpen).length,
      finished: conversions.filter(({ isOpen }) => !isOpen).length,
      medianVoteToAccount: days("voteToAccount"),
      medianBank: days("bank"),
    },
  };
}

/** How many estates of a class are to be run by trust, and by when; the latest word counts. */
export async function setTarget(
  work: UnitOfWork,
  fact: { reportingClass: string; byOn: string; estateCount: number },
): Promise<Result<Done<Overview>, GovernanceRefusal>> {
  await insertRows(work.client, "estates.target", [
    {
      district_id: work.districtId,
      id: work.ports.ids.next(),
      reporting_class: fact.reportingClass,
      by_on: fact.byOn,
      estate_count: fact.estateCount,
      recorded_by: work.personId,
      recorded_at: work.now,
    },
  ]);
  return accept({ answer: await overviewOf(work), facts: { ...fact } });
}
