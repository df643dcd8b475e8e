import type { z } from "@hono/zod-openapi";
import { isLocalDate, type LocalDate } from "@xinyi/calendar";
import {
  type Matter,
  type Rule,
  ruleFor,
  rulesAfter,
  type Sourced,
  type VotingRules,
} from "@xinyi/committee-voting";
import { decodeVotingLayer, resolveVoting, type VotingLayer } from "@xinyi/committee-voting/schema";
import {
  bundledPacks,
  chainOf,
  checkPack,
  libraryWith,
  type PackFolder,
  type PackLibrary,
  rulesFor,
} from "@xinyi/jurisdictions";
import { hashOf } from "@xinyi/merkle-log";
import { accept, type Result, reject } from "@xinyi/result";
import { insertRows } from "../database/insert.ts";
import type { Done, UnitOfWork } from "../unit-of-work.ts";
import type { PackReport as PackReportSchema } from "./contract.ts";
import type { MeetingRefusal } from "./refusals.ts";

/** The law as a meeting was convened under it: the resolved rules, and the hash they are kept by. */
export interface Law {
  readonly hash: string;
  readonly place: string;
  readonly rules: VotingRules;
}

/** A layer as it is kept and published: whoever has it can resolve the law again. */
export interface LayerWire {
  readonly id: string;
  readonly version: string;
  readonly level: VotingLayer["level"];
  readonly hash: string;
  readonly voting: unknown;
}

/** The bundled packs and the latest version of each of the district's own. */
async function libraryOf(work: UnitOfWork): Promise<PackLibrary> {
  const { rows } = await work.client.query(
    "select distinct on (id) files from voting.pack order by id, uploaded_at desc, version desc",
  );
  const folders = rows.map(({ files }) => files as PackFolder);
  const library = libraryWith(folders, bundledPacks);
  if (!library.ok) {
    throw new Error(`a pack that was kept is faulty: ${JSON.stringify(library.rejection)}`);
  }
  return library.value;
}

export async function placesOf(work: UnitOfWork) {
  const library = await libraryOf(work);
  return [...library.values()]
    .filter(({ head }) =>
      chainOf(head.id, library).some(({ voting }) => voting?.voting.matters !== undefined),
    )
    .map(({ head }) => ({
      id: head.id,
      version: head.version,
      level: head.level,
      titleZh: head.title.zh,
      titleEn: head.title.en,
      parent: head.parent ?? null,
      isOwn: !bundledPacks.has(head.id),
    }));
}

export type PackReportWire = z.infer<typeof PackReportSchema>;

/** Checks a district's pack with the packages' linter and keeps it only if it is usable. */
export async function uploadPack(
  work: UnitOfWork,
  files: PackFolder,
): Promise<Result<Done<PackReportWire>, MeetingRefusal>> {
  const head = files["pack.json"] as { id?: unknown; version?: unknown } | undefined;
  // A bundled pack is the law as this version ships it: nobody uploads over it.
  const others = new Map([...(await libraryOf(work))].filter(([id]) => id !== head?.id));
  const report =
    typeof head?.id === "string" && bundledPacks.has(head.id)
      ? {
          id: head.id,
          issues: [
            { pack: head.id, file: "pack.json", path: "id", message: "an id already taken" },
          ],
          findings: [],
          isUsable: false,
        }
      : checkPack(files, others);
  const facts = { packId: report.id, isUsable: report.isUsable };
  const answer = {
    ...report,
    issues: [...report.issues],
    findings: report.findings.map((finding) => ({
      severity: finding.severity,
      kind: finding.kind,
      pack: finding.pack,
      path: finding.path,
      detail: "detail" in finding ? finding.detail : null,
      on: "on" in finding ? finding.on : null,
    })),
    isKept: report.isUsable,
  };
  if (!report.isUsable) return accept({ answer, facts });
  const version = String(head?.version);
  const before = await work.client.query(
    "select files from voting.pack where id = $1 and version = $2",
    [report.id, version],
  );
  const isSame = before.rows[0] && hashOf(before.rows[0].files) === hashOf(files);
  if (before.rows[0] && !isSame) {
    return reject({ kind: "pack-version-kept", id: report.id, version });
  }
  if (!before.rows[0]) {
    await insertRows(work.client, "voting.pack", [
      {
        district_id: work.districtId,
        id: report.id,
        version,
        files,
        uploaded_by: work.personId,
        uploaded_at: work.now,
      },
    ]);
  }
  return accept({ answer, facts });
}

/** An estate's bylaws as they come in: a layer in the form of a pack's `voting.json`. */
export interface BylawsWire {
  readonly id: string;
  readonly version: string;
  readonly voting?: unknown;
}

/** The law of a place on a day, with the layers it resolves from; nothing is kept. */
export async function lawFor(
  work: UnitOfWork,
  place: string,
  on: LocalDate,
  bylaws?: BylawsWire,
): Promise<Result<Law & { readonly layers: readonly LayerWire[] }, MeetingRefusal>> {
  const library = await libraryOf(work);
  let own: VotingLayer | undefined;
  if (bylaws !== undefined) {
    const read = decodeVotingLayer({ ...bylaws, level: "bylaws" }, bylaws.voting ?? {});
    if (!read.ok) {
      const [issue] = read.rejection;
      const { path, message } = issue ?? { path: "", message: "" };
      return reject({ kind: "bylaws-unreadable", path, message });
    }
    own = read.value;
  }
  const resolved = rulesFor(place, on, { library, ...(own === undefined ? {} : { bylaws: own }) });
  if (!resolved.ok) return resolved;
  const layers = [
    ...chainOf(place, library).flatMap(({ voting }) => (voting === undefined ? [] : [voting])),
    ...(own === undefined ? [] : [own]),
  ];
  const rules = resolved.value.voting;
  const hash = hashOf({ place, on, packs: rules.packs });
  return accept({ hash, place, rules, layers });
}

/** Keeps the law word for word under its hash: a pack that changes later changes no meeting. */
export async function pinLaw(
  work: UnitOfWork,
  law: Law & { readonly layers: readonly LayerWire[] },
): Promise<void> {
  await work.client.query(
    `insert into voting.law (district_id, hash, place, on_date, layers)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    // As one text within: a jsonb object would forget in which order the law lists its matters.
    [
      work.districtId,
      law.hash,
      law.place,
      law.rules.on,
      JSON.stringify(JSON.stringify(law.layers)),
    ],
  );
}

/** The layers a meeting rests on, as they were kept. */
export async function layersOf(
  work: Pick<UnitOfWork, "client">,
  hash: string,
): Promise<{ place: string; on: LocalDate; layers: readonly LayerWire[] }> {
  const { rows } = await work.client.query(
    `select place, on_date as "on", layers from voting.law where hash = $1`,
    [hash],
  );
  const [row] = rows;
  if (!row || !isLocalDate(row.on)) throw new Error(`no law is kept under ${hash}`);
  return { place: row.place, on: row.on, layers: JSON.parse(row.layers) };
}

/** The law again from its layers; that it still has its hash is checked each time. */
export async function loadLaw(work: Pick<UnitOfWork, "client">, hash: string): Promise<Law> {
  const { place, on, layers } = await layersOf(work, hash);
  const decoded = layers.map((layer) => {
    const read = decodeVotingLayer(layer, layer.voting);
    if (!read.ok) throw new Error(`a layer of ${hash} cannot be read: ${layer.id}`);
    return read.value;
  });
  const rules = resolveVoting(decoded, on);
  if (!rules.ok) throw new Error(`the law ${hash} does not resolve: ${rules.rejection.kind}`);
  if (hashOf({ place, on, packs: rules.value.packs }) !== hash) {
    throw new Error(`the law kept under ${hash} is another`);
  }
  return { hash, place, rules: rules.value };
}

/** The rules a motion is under: its meeting's, or those that the law opens after a first vote. */
export function rulesOfMotion(
  law: Law,
  motion: { readonly matter: Matter; readonly toRule: string | null },
): Result<VotingRules, MeetingRefusal> {
  return motion.toRule === null
    ? accept(law.rules)
    : rulesAfter(motion.matter, motion.toRule, law.rules);
}

const slots = [
  "body",
  "quorum",
  "adopt",
  "consents",
  "notice",
  "after",
  "fallback",
  "tie",
] as const;

const sourced = (value: Sourced<unknown>) => ({
  value: value.value,
  source: value.source,
  verified: value.verified,
  pack: value.pack,
  ...(value.note === undefined ? {} : { note: value.note }),
});

/** A matter's rule, part by part with the source of each; `undefined` where the law has none. */
export function matterRuleWire(matter: Matter, rules: VotingRules) {
  const named = Object.hasOwn(rules.matters, matter) ? rules.matters[matter] : undefined;
  const rule = ruleFor(matter, rules);
  if (named === undefined || !rule.ok) return undefined;
  return {
    matter,
    rule: rule.value.id,
    source: named.source,
    verified: named.verified,
    noticeDays: rule.value.notice?.value.days ?? null,
    parts: partsOf(rule.value),
  };
}

function partsOf(rule: Rule) {
  return slots.flatMap((part) => {
    const value: Sourced<unknown> | undefined = rule[part];
    return value === undefined ? [] : [{ part, ...sourced(value) }];
  });
}

/** The rules as a reader sees them, every value that nobody has read listed once more. */
export function rulesWire({ hash, place, rules }: Law) {
  const policies = {
    ballot: rules.ballot,
    coOwners: rules.coOwners,
    proxies: rules.proxies,
    deemed: rules.deemed,
    roll: rules.roll,
    eligibility: rules.eligibility,
    weights: rules.weights,
  };
  const matters = Object.keys(rules.matters).flatMap((matter) => {
    const wire = matterRuleWire(matter, rules);
    return wire === undefined ? [] : [wire];
  });
  const unread = [
    ...Object.entries(rules.matters).map(([id, value]) => [`matters/${id}`, value] as const),
    ...Object.values(rules.rules).flatMap((rule) =>
      partsOf(rule).map(({ part, ...value }) => [`rules/${rule.id}/${part}`, value] as const),
    ),
    ...Object.entries(policies).flatMap(([path, value]) =>
      value === undefined ? [] : [[path, value] as const],
    ),
  ].filter(([, { verified }]) => !verified);
  const policy = (value: Sourced<unknown> | undefined) =>
    value === undefined ? null : sourced(value);
  return {
    place,
    on: rules.on,
    hash,
    packs: [...rules.packs],
    axes: Object.entries(rules.axes).map(([axis, { unit }]) => ({ axis, unit })),
    matters,
    ballot: policy(policies.ballot),
    coOwners: policy(policies.coOwners),
    proxies: policy(policies.proxies),
    deemed: policy(policies.deemed),
    roll: policy(policies.roll),
    eligibility: policy(policies.eligibility),
    weights: policy(policies.weights),
    unverified: unread.map(([path, { source, pack, note }]) => ({
      path,
      source,
      pack,
      ...(note === undefined ? {} : { note }),
    })),
  };
}
