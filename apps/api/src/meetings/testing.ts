import {
  type Caller,
  changeFirstPassword,
  type TestApp,
  testApp,
  testPassword,
} from "../testing.ts";

/** For tests only: an estate with flats, people who keep a vote, and owners who can sign in. */
export interface Hall {
  readonly world: TestApp;
  /** The estate's path, and that of what everyone may read. */
  readonly path: string;
  readonly open: string;
  readonly estateId: string;
  /** Three who may record ballots, and a cashier who may not. */
  readonly chair: Caller;
  readonly clerk: Caller;
  readonly third: Caller;
  readonly cashier: Caller;
  readonly auditor: Caller;
  /** Owners by the number of their flat. */
  readonly owners: ReadonlyMap<string, Caller>;
  /** Another person with a role here, signed in. */
  person(username: string, roleId: string): Promise<Caller>;
  at(instant: string): void;
  close(): Promise<void>;
}

export interface Flat {
  readonly number: string;
  readonly area?: string;
  readonly building?: string;
  /** Owners' sign-in names; one account may own several flats, a flat have several owners. */
  readonly owners: readonly string[];
}

export const kindOf = (answer: { readonly body: { readonly type?: string } }) =>
  answer.body.type?.split(":").at(-1);

/** Where the tests' meetings stand in time: the clock of the test begins before the notice is over. */
export const days = {
  notice: "2026-04-12",
  opens: "2026-05-01T00:00:00.000Z",
  during: "2026-05-02T00:00:00.000Z",
  closes: "2026-05-15T00:00:00.000Z",
  after: "2026-05-15T01:00:00.000Z",
} as const;

export async function hallOf(flats: readonly Flat[]): Promise<Hall> {
  const world = await testApp();
  const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
    name: "胜天小区",
    communityName: "三星社区",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  const estateId = made.body.id as string;
  const path = `/api/districts/${world.districtId}/estates/${estateId}`;
  const person = async (username: string, roleId: string) => {
    const added = await world.admin.send("POST", `${path}/members`, {
      username,
      personName: username,
      roleId,
    });
    if (added.status !== 201) throw new Error(JSON.stringify(added.body));
    const password = added.body.oneTimePassword;
    const first = await world.signIn(username, password);
    await changeFirstPassword(world.app, first, { currentPassword: password });
    return world.signIn(username, testPassword);
  };
  const cashier = await person("cashier", "company-cashier");
  const hall = {
    chair: await person("chair", "committee-member"),
    clerk: await person("clerk", "committee-member"),
    third: await person("third", "street-officer"),
    auditor: await person("auditor", "auditor"),
  };
  const rows = flats.map(
    ({ number, area = "100.00", building = "1栋", owners }) =>
      `${building},${number},${area},${owners.join("、")},2.00`,
  );
  const csv = ["楼栋,房号,建筑面积,业主,收费标准", ...rows].join("\n");
  const imported = await cashier.send("POST", `${path}/roll-imports?from=2026-01-01`, csv, {
    type: "text/csv",
  });
  if (imported.body.created !== flats.length) throw new Error(JSON.stringify(imported.body));
  const callers = new Map<string, Caller>();
  for (const name of new Set(flats.flatMap(({ owners }) => owners))) {
    // Owners come in by a printed slip, which is another module's affair: here the role is set.
    callers.set(name, await person(name, "auditor"));
    await world.database.owner.query(
      `update registry.role_assignment set role_id = 'resident'
        where person_id = (select id from registry.person where name = $1 and account_id is not null)`,
      [name],
    );
    // One person, however many flats: the roll's own persons step back for the account's.
    await world.database.owner.query(
      `update registry.ownership o set person_id = a.id
         from registry.person p, registry.person a
        where p.id = o.person_id and p.name = $1 and p.account_id is null
          and a.name = $1 and a.account_id is not null`,
      [name],
    );
  }
  const owners = new Map<string, Caller>();
  for (const { number, owners: names } of flats) {
    const caller = callers.get(names[0] ?? "");
    if (caller) owners.set(number, caller);
  }
  return {
    world,
    path,
    open: `/api/public/districts/${world.districtId}/estates/${estateId}`,
    estateId,
    ...hall,
    cashier,
    owners,
    person,
    at: (instant) => world.clock.set(instant),
    close: () => world.close(),
  };
}

/** A meeting convened, its roll drawn and frozen, its papers delivered; its id. */
export async function readyMeeting(
  hall: Hall,
  change: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const convened = await hall.chair.send("POST", `${hall.path}/meetings`, {
    title: "2026 年第一次业主大会会议",
    place: "cn",
    noticeServedOn: days.notice,
    opensAt: days.opens,
    closesAt: days.closes,
    motions: [{ matter: "hire-manager", title: "续聘物业服务企业" }],
    ...change,
  });
  if (convened.status !== 201) throw new Error(JSON.stringify(convened.body));
  const meeting = `${hall.path}/meetings/${convened.body.id}`;
  await did(hall.chair.send("POST", `${meeting}/roll`, { on: "2026-04-10" }));
  await did(hall.chair.send("POST", `${meeting}/roll/freeze`));
  const voters = await votersIn(hall, convened.body.id);
  await did(
    hall.clerk.send("POST", `${meeting}/deliveries`, {
      voterIds: [...voters.values()],
      how: "in-person",
      deliveredAt: "2026-04-13T00:00:00Z",
    }),
  );
  return convened.body.id;
}

/** The answer of what must not fail. */
export async function did<Answer extends { readonly status: number; readonly body: unknown }>(
  asked: Promise<Answer>,
): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer;
}

/** Voters of a frozen roll by the number of their first unit. */
export async function votersIn(
  hall: Hall,
  meetingId: string,
): Promise<ReadonlyMap<string, string>> {
  const roll = await did(hall.chair.get(`${hall.path}/meetings/${meetingId}/roll?limit=500`));
  return new Map(
    roll.body.voters.map((voter: { voterId: string; units: { unitNumber: string }[] }) => [
      voter.units[0]?.unitNumber,
      voter.voterId,
    ]),
  );
}

/** Opens the vote on the day. */
export async function opened(hall: Hall, meetingId: string): Promise<string> {
  hall.at(days.opens);
  await did(hall.chair.send("POST", `${hall.path}/meetings/${meetingId}/opening`));
  hall.at(days.during);
  return `${hall.path}/meetings/${meetingId}`;
}
