import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { accept, type Result, reject } from "@xinyi/result";
import type pg from "pg";
import { insertRows } from "../database/insert.ts";
import { transaction } from "../database/transaction.ts";
import type { Ports } from "../ports.ts";
import { maskName } from "../registry/mask.ts";
import type { RegistrationGiven } from "../session/passkey-contract.ts";
import type { BrowserOptions } from "../session/passkeys.ts";
import { isSameDigest } from "../session/slip-secrets.ts";
import { recordAudit } from "../unit-of-work.ts";
import { ownersOf } from "./owners.ts";
import type { DoorRefusal } from "./refusals.ts";

/** What a phone keeps in its cookie: which device it is, and the secret that its PIN needs. */
export interface DeviceCookie {
  readonly id: string;
  readonly secret: string;
}

const limits = {
  /** Twelve digits against some thousands of slips: this many guesses find nothing in a lifetime. */
  codes: { points: 100, seconds: 15 * 60 },
  pins: { points: 5, seconds: 15 * 60 },
  /** In all, however slowly: then the phone is out and a new slip is needed. */
  pinsInAll: { points: 20, seconds: 400 * 24 * 3600 },
};

interface FoundSlip {
  readonly slipId: string;
  readonly accountId: string;
  readonly districtId: string;
  readonly estateId: string;
  readonly estateName: string;
  readonly zone: string;
  readonly personId: string;
  readonly lastDay: LocalDate;
}

export interface SlipLook {
  readonly estateName: string;
  readonly ownerMasked: string;
  readonly unitNumbers: readonly string[];
  readonly lastDay: LocalDate;
}

/** Whose slip this is, shown before anything is set: so that nobody uses another's by mistake. */
export async function lookAtSlip(
  ports: Ports,
  code: string,
  address: string,
): Promise<Result<SlipLook, DoorRefusal>> {
  const found = await findSlip(ports, code, address);
  if (!found.ok) return found;
  const slip = found.value;
  return transaction(ports.pool, { district: slip.districtId, readOnly: true }, async (client) => {
    const on = localDateAt(ports.clock.now(), slip.zone);
    const work = workOf(client, ports, slip);
    const [owner] = await ownersOf(work, slip.estateId, on, [slip.personId]);
    if (!owner) return reject({ kind: "slip-voided" });
    return accept({
      estateName: slip.estateName,
      ownerMasked: maskName(owner.name),
      unitNumbers: owner.unitNumbers,
      lastDay: slip.lastDay,
    });
  });
}

/** What `use` leaves behind in the slip's own transaction: a phone's PIN, say, or a passkey. */
export interface Entrance<Left> {
  readonly manner: "pin" | "passkey";
  keep(
    client: pg.ClientBase,
    slip: { readonly slipId: string; readonly accountId: string },
  ): Promise<Result<Left, DoorRefusal | { readonly kind: string }>>;
}

export interface Entered<Left> {
  readonly accountId: string;
  readonly left: Left;
}

/**
 * Uses a slip, once: the owner's role begins, what earlier slips had opened is shut, and what the
 * owner comes in by from now on is kept. Two who use it at the same instant: one is refused.
 */
export async function useSlip<Left>(
  ports: Ports,
  asked: { code: string; address: string; requestId: string },
  entrance: Entrance<Left>,
): Promise<Result<Entered<Left>, { readonly kind: string }>> {
  const found = await findSlip(ports, asked.code, asked.address);
  if (!found.ok) return found;
  const slip = found.value;
  const now = ports.clock.now();
  class Back extends Error {
    readonly refusal: { readonly kind: string };
    constructor(refusal: { readonly kind: string }) {
      super(refusal.kind);
      this.refusal = refusal;
    }
  }
  try {
    const left = await transaction(ports.pool, { district: slip.districtId }, async (client) => {
      const work = workOf(client, ports, slip);
      const taken = await client.query(
        `update identity.slip set redeemed_at = $2
          where id = $1 and redeemed_at is null and voided_at is null and expires_at > $2`,
        [slip.slipId, now],
      );
      if (taken.rowCount === 0) throw new Back({ kind: "slip-used" });
      const on = localDateAt(now, slip.zone);
      const [owner] = await ownersOf(work, slip.estateId, on, [slip.personId]);
      if (!owner) throw new Back({ kind: "slip-voided" });
      const kept = await entrance.keep(client, slip);
      if (!kept.ok) throw new Back(kept.rejection);
      await beginRole(work, slip);
      await insertRows(client, "registry.slip_redemption", [
        {
          district_id: slip.districtId,
          slip_id: slip.slipId,
          manner: entrance.manner,
          redeemed_at: now,
        },
      ]);
      const facts = { slipId: slip.slipId, manner: entrance.manner };
      await recordAudit(work, slip.estateId, "useSlip", asked.requestId, facts);
      return kept.value;
    });
    return accept({ accountId: slip.accountId, left });
  } catch (error) {
    if (error instanceof Back) return reject(error.refusal);
    throw error;
  }
}

async function beginRole(work: ReturnType<typeof workOf>, slip: FoundSlip): Promise<void> {
  const held = await work.client.query(
    `select 1 from registry.role_assignment
      where person_id = $1 and role_id = 'resident' and estate_id = $2 and to_at is null`,
    [slip.personId, slip.estateId],
  );
  if (held.rowCount) return;
  await insertRows(work.client, "registry.role_assignment", [
    {
      district_id: slip.districtId,
      id: work.ports.ids.next(),
      person_id: slip.personId,
      role_id: "resident",
      estate_id: slip.estateId,
      from_at: work.now,
      to_at: null,
    },
  ]);
}

/** A PIN as an entrance: a new device whose verifier needs the PIN and the phone's secret. */
export function pinEntrance(
  ports: Ports,
  pin: string,
): Result<Entrance<DeviceCookie>, DoorRefusal> {
  if (isTooSimple(pin)) return reject({ kind: "pin-too-simple" });
  return accept({
    manner: "pin",
    async keep(client, slip) {
      const device = { id: ports.ids.next(), secret: ports.slipSecrets.newDeviceSecret() };
      const now = ports.clock.now();
      await insertRows(client, "identity.device", [
        {
          id: device.id,
          account_id: slip.accountId,
          slip_id: slip.slipId,
          verifier: ports.slipSecrets.verifier(device, pin),
          created_at: now,
          last_used_at: now,
          ended_at: null,
        },
      ]);
      return accept(device);
    },
  });
}

/** A passkey as an entrance: for an owner's own rights, whatever else the account may do. */
export function passkeyEntrance(ports: Ports, passkey: RegistrationGiven): Entrance<undefined> {
  return {
    manner: "passkey",
    async keep(client, { accountId }) {
      const owner = { accountId, door: "slip" } as const;
      const now = ports.clock.now();
      const kept = await ports.passkeys.register(client, owner, passkey, "slip", now);
      return kept.ok ? accept(undefined) : kept;
    },
  };
}

/** The challenge a phone's new passkey answers, for the account of a slip that can be used. */
export async function slipPasskeyOptions(
  ports: Ports,
  code: string,
  address: string,
): Promise<Result<BrowserOptions, DoorRefusal>> {
  const found = await findSlip(ports, code, address);
  if (!found.ok) return found;
  const { accountId, estateName } = found.value;
  const client = await ports.pool.connect();
  try {
    const owner = { accountId, label: estateName };
    return accept(
      await ports.passkeys.registrationOptions(client, owner, "slip", ports.clock.now()),
    );
  } finally {
    client.release();
  }
}

/** One digit six times, or a run up or down: what is tried first. */
function isTooSimple(pin: string): boolean {
  const steps = new Set(Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at])));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 9);
}

/** Opens with the PIN, on the phone it was set on and on no other. Answers whose account it is. */
export async function enterWithPin(
  ports: Ports,
  device: DeviceCookie | undefined,
  pin: string,
): Promise<Result<string, DoorRefusal>> {
  if (!device) return reject({ kind: "device-unknown" });
  const { rows } = await ports.pool.query(
    "select account_id, verifier from identity.device where id = $1 and ended_at is null",
    [device.id],
  );
  const known = rows[0] as { account_id: string; verifier: string } | undefined;
  if (!known) return reject({ kind: "device-unknown" });
  const now = ports.clock.now();
  const [few, all] = [`pin:${device.id}`, `pin-all:${device.id}`];
  const tooMany = await ports.attempts.take(few, limits.pins);
  if (tooMany) return reject(tooMany);
  if (await ports.attempts.take(all, limits.pinsInAll)) {
    await ports.pool.query("update identity.device set ended_at = $2 where id = $1", [
      device.id,
      now,
    ]);
    return reject({ kind: "device-unknown" });
  }
  if (!isSameDigest(known.verifier, ports.slipSecrets.verifier(device, pin))) {
    const used = await ports.attempts.count(few);
    return reject({ kind: "wrong-pin", attemptsLeft: Math.max(0, limits.pins.points - used) });
  }
  await ports.attempts.forget(few);
  await ports.attempts.forget(all);
  await ports.pool.query("update identity.device set last_used_at = $2 where id = $1", [
    device.id,
    now,
  ]);
  return accept(known.account_id);
}

/** The slip of a code, while it can be used. Guesses are counted by where they come from. */
async function findSlip(
  ports: Ports,
  code: string,
  address: string,
): Promise<Result<FoundSlip, DoorRefusal>> {
  const bucket = `slip:${address}`;
  const tooMany = await ports.attempts.take(bucket, limits.codes);
  if (tooMany) return reject(tooMany);
  const { rows } = await ports.pool.query(
    `select id, account_id, redeemed_at, voided_at from identity.slip
      where code_hmac = $1`,
    [ports.slipSecrets.codeHmac(code)],
  );
  const slip = rows[0];
  if (!slip) return reject({ kind: "slip-unknown" });
  await ports.attempts.giveBack(bucket);
  if (slip.voided_at !== null) return reject({ kind: "slip-voided" });
  if (slip.redeemed_at !== null) return reject({ kind: "slip-used" });
  const deed = await deedOf(ports, slip.id);
  if (!deed) throw new Error(`slip ${slip.id} was issued in no district`);
  if (localDateAt(ports.clock.now(), deed.zone) > deed.lastDay) {
    return reject({ kind: "slip-expired", lastDay: deed.lastDay });
  }
  return accept({ ...deed, slipId: slip.id, accountId: slip.account_id });
}

/** A credential names no district: the deed is looked for in each, in its own transaction. */
async function deedOf(ports: Ports, slipId: string) {
  const districts = await ports.pool.query("select id from registry.district order by id");
  for (const { id } of districts.rows as { id: string }[]) {
    const { rows } = await transaction(ports.pool, { district: id, readOnly: true }, (client) =>
      client.query(
        `select i.district_id as "districtId", i.estate_id as "estateId", e.name as "estateName",
           e.zone, i.person_id as "personId", i.last_day as "lastDay"
         from registry.slip_issue i join registry.estate e on e.id = i.estate_id where i.id = $1`,
        [slipId],
      ),
    );
    if (rows[0]) return rows[0] as Omit<FoundSlip, "slipId" | "accountId">;
  }
  return undefined;
}

const workOf = (client: pg.ClientBase, ports: Ports, slip: FoundSlip) => ({
  client,
  districtId: slip.districtId,
  personId: slip.personId,
  now: ports.clock.now(),
  ports,
});
