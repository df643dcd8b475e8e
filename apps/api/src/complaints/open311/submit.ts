import { transaction } from "../../database/transaction.ts";
import type { Ports } from "../../ports.ts";
import { once, type UnitOfWork } from "../../unit-of-work.ts";
import { keyHash } from "../desks/commands.ts";
import { fileMatter, type IntakeFact, routeOf, trackingCodeOf } from "../intake/file.ts";
import { refuseSealed } from "../intake/sealed.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { nobody } from "../routes/entrance.ts";
import type { PackVersion } from "../rules/store.ts";
import { unitNames } from "../rules/units.ts";
import { Open311Fault } from "./fault.ts";
import { noticeOf } from "./requests.ts";
import { type Service, servicesOf } from "./services.ts";
import type { Record_ } from "./wire.ts";

/** What a client sends, by the names of the standard. */
export type Form = (name: string) => string | undefined;

const limit = { points: 600, seconds: 3600 };

/** The key must be one that the district gave out and has not ended; and it has its measure. */
export async function checkKey(work: UnitOfWork, apiKey: string | undefined): Promise<void> {
  if (apiKey === undefined || apiKey === "") {
    throw new Open311Fault(403, "Missing api_key: ask the district for one.");
  }
  const { rows } = await work.client.query(
    "select id from complaints.open311_key where key_hash = $1 and ended_at is null",
    [keyHash(apiKey)],
  );
  if (!rows[0]) throw new Open311Fault(403, "Invalid api_key received.");
  const limited = await work.ports.attempts.take(`open311 ${rows[0].id}`, limit);
  if (limited) throw new Open311Fault(429, "Too many requests with this api_key; wait an hour.");
}

/**
 * Takes a request in. An accusation's words are refused before anything is written, with the same
 * answer as by any other door; all else is filed like a report from the residents' page.
 */
export async function submit(
  ports: Ports,
  districtId: string,
  version: PackVersion,
  form: Form,
  call: { readonly requestId: string; readonly key: string },
): Promise<Record_> {
  const code = form("service_code");
  if (code === undefined || code === "") {
    throw new Open311Fault(400, "service_code was not provided.");
  }
  const within = <Answer>(run: (work: UnitOfWork) => Promise<Answer>): Promise<Answer> =>
    transaction(ports.pool, { district: districtId, readOnly: true }, (client) =>
      run({ client, districtId, personId: nobody, now: ports.clock.now(), ports }),
    );
  const place = await within((work) => placeOf(work, form));
  const text = form("description") ?? "";
  const routed = await within((work) => routeOf(work, { category: code, ...place }));
  if (routed.ok && !routed.value.decision.textStored) {
    throw sealedFault(await refuseSealed(ports, districtId, text));
  }
  const service = servicesOf(version).find((one) => one.code === code);
  if (service === undefined) throw new Open311Fault(404, `service_code ${code} was not found.`);
  const fact = factOf(service, form, place, text);
  const order = {
    operation: "open311Request",
    key: call.key,
    fingerprint: call.key,
    status: 201,
    requestId: call.requestId,
  };
  const asker = { districtId, personId: nobody, estateId: undefined };
  const done = await once(ports, asker, order, async (work) => {
    const filed = await fileMatter(work, fact);
    if (!filed.ok) return filed;
    const { id, number, decision } = filed.value.answer;
    const names = await unitNames(work, version.routing.pack);
    const notice = decision.disposition === "redirect" ? noticeOf(decision.to, names) : null;
    const answer = { id, number, notice };
    return { ok: true as const, value: { answer, facts: filed.value.facts } };
  });
  if (!done.ok) throw new Open311Fault(400, sentenceOf(done.rejection as ComplaintRefusal));
  const { id, number, notice } = done.value.answer;
  const told = { service_notice: notice ?? serviceNotice(service), account_id: null };
  if (service.type === "blackbox") return told;
  if (service.type === "batch") return { token: trackingCodeOf(ports, id), ...told };
  return { service_request_id: number, ...told };
}

const serviceNotice = ({ type, description }: Service): string =>
  type === "blackbox"
    ? "内容保密，不公开编号 · confidential: no number is made public"
    : description;

function sentenceOf(refusal: ComplaintRefusal): string {
  return refusal.kind === "no-such-class"
    ? "this kind of request has no time limit here"
    : `the request could not be taken: ${refusal.kind}`;
}

function sealedFault(refusal: Awaited<ReturnType<typeof refuseSealed>>): Open311Fault {
  const { number, address, hours, sha256, salt, at, receiptId } = refusal;
  return new Open311Fault(
    400,
    `反映干部问题请直接交纪检监察机关：电话 ${number}，地址 ${address}，时间 ${hours}。您写的内容没有保存。` +
      ` Take this to the discipline office itself: ${number}, ${address}, ${hours}. What you wrote was not kept.` +
      ` receipt ${receiptId} at ${at}: SHA-256 ${sha256} of the salt ${salt} and your words`,
  );
}

type Place = Pick<IntakeFact, "estateId" | "place" | "lat" | "long">;

/** A full location: a point, an address in words, or the id of an estate. */
async function placeOf(work: UnitOfWork, form: Form): Promise<Place> {
  const [lat, long] = [numberIn(form, "lat", 90), numberIn(form, "long", 180)];
  const address = form("address_string")?.trim() ?? "";
  const addressId = form("address_id")?.trim() ?? "";
  const hasPoint = lat !== undefined && long !== undefined;
  if (!hasPoint && address === "" && addressId === "") {
    throw new Open311Fault(
      400,
      "A location is needed: lat and long, address_string or address_id.",
    );
  }
  const { rows } = await work.client.query(
    `select id from registry.estate where id::text = $1 or ($2 <> '' and position(name in $2) > 0)
      order by (id::text = $1) desc, length(name) desc limit 2`,
    [addressId, address],
  );
  // Two estates that an address names both are none: a person looks at it.
  const estateId = addressId === rows[0]?.id || rows.length === 1 ? rows[0]?.id : undefined;
  return {
    estateId,
    place: [address, estateId === undefined ? addressId : ""]
      .filter(Boolean)
      .join(" ")
      .slice(0, 200),
    ...(hasPoint ? { lat, long } : {}),
  };
}

function numberIn(form: Form, name: string, most: number): number | undefined {
  const text = form(name)?.trim() ?? "";
  if (text === "") return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) > most) {
    throw new Open311Fault(
      400,
      `${name} is not a coordinate: it lies between -${most} and ${most}.`,
    );
  }
  return value;
}

function factOf(service: Service, form: Form, place: Place, description: string): IntakeFact {
  const text = description.trim();
  if ([...text].length > 4000) {
    throw new Open311Fault(400, "description is limited to 4,000 characters.");
  }
  const name = [form("first_name"), form("last_name")]
    .filter(Boolean)
    .join(" ")
    .trim()
    .slice(0, 60);
  const phone = (form("phone") || form("email") || "").trim().slice(0, 100);
  return {
    category: service.code,
    ...place,
    text: text === "" ? service.name : text,
    facts: attributesIn(service, form),
    isAnonymous: false,
    isPublic: true,
    channel: "open311",
    reporter: { ...(name === "" ? {} : { name }), ...(phone === "" ? {} : { phone }) },
  };
}

/** What the client answered to the definition's questions; an answer that is none of the options is refused. */
function attributesIn({ attributes }: Service, form: Form): Readonly<Record<string, unknown>> {
  const given = attributes.flatMap(({ code, values }): [string, unknown][] => {
    const value = form(`attribute[${code}]`) ?? form(`attribute[${code}][]`) ?? "";
    if (value === "") return [];
    if (values.length > 0 && !values.some(({ key }) => key === value)) {
      throw new Open311Fault(
        400,
        `attribute[${code}] must be one of the values of its definition.`,
      );
    }
    return [[code, value === "true" ? true : value === "false" ? false : value]];
  });
  return Object.fromEntries(given);
}
