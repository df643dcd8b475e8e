import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type Caller, caller } from "./caller.ts";
import { openConsole, signIn } from "./console.ts";
import { adminPassword } from "./people.ts";
import { startServer } from "./server.ts";
import { digitsOn } from "./sheets.ts";

/** A server whose clock the story moves, and an estate with those who hold a vote there. */
export interface Hall {
  readonly address: string;
  readonly name: string;
  /** The estate's path at the API. */
  readonly path: string;
  readonly as: (username: string) => Caller;
  /** Moves the server's clock on. */
  readonly later: (minutes: number) => void;
  /** What the server's clock shows, as a wall in Shanghai would: for fields of date and time. */
  readonly wallTime: (minutesFromNow?: number) => string;
  readonly day: (daysFromNow: number) => string;
  /** A screen of the console for one of the people, in a browser of its own. */
  readonly open: (browser: Browser, username: string, width?: number) => Promise<Screen>;
  /** A slip's digits for the owner of a flat. */
  readonly slipFor: (unitNumber: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface Screen {
  readonly page: Page;
  readonly faults: readonly string[];
}

export interface Flat {
  readonly number: string;
  readonly area: string;
  readonly owner: string;
}

const people = [
  ["chair", "主任王", "committee-member"],
  ["clerk", "委员李", "committee-member"],
  ["third", "委员赵", "committee-member"],
  ["cashier", "出纳", "company-cashier"],
] as const;

const password = (username: string) => `${username} 的 long password 2026`;

export async function hallOf(name: string, flats: readonly Flat[]): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), "xinyi-hall-"));
  const clock = join(folder, "clock");
  let ahead = 0;
  writeFileSync(clock, "0");
  const server = await startServer(clock);
  const admin = caller(server.address);
  await admin("POST", "/api/session", { username: "admin", password: server.password });
  const session = await admin("POST", "/api/session/password", {
    currentPassword: server.password,
    newPassword: adminPassword,
  });
  const district = `/api/districts/${session.districts[0].districtId}`;
  const made = await admin("POST", `${district}/estates`, {
    name,
    communityName: "三星社区",
    contactPhone: "028-2700 0000",
    bookOpenedOn: "2026-01-01",
  });
  const path = `${district}/estates/${made.id}`;
  const callers = new Map<string, Caller>();
  for (const [username, personName, roleId] of people) {
    const added = await admin("POST", `${path}/members`, { username, personName, roleId });
    const person = caller(server.address);
    await person("POST", "/api/session", { username, password: added.oneTimePassword });
    await person("POST", "/api/session/password", {
      currentPassword: added.oneTimePassword,
      newPassword: password(username),
    });
    callers.set(username, person);
  }
  const as = (username: string): Caller => {
    const found = callers.get(username);
    if (found === undefined) throw new Error(`nobody is called ${username}`);
    return found;
  };
  const rows = flats.map(({ number, area, owner }) => `1栋,${number},${area},${owner},2.00`);
  const csv = ["楼栋,房号,建筑面积,业主,收费标准", ...rows].join("\n");
  await as("cashier")("POST", `${path}/roll-imports?from=2026-01-01`, csv, "text/csv");
  const shanghai = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);
  return {
    address: server.address,
    name,
    path,
    as,
    later: (minutes) => {
      ahead += minutes * 60_000;
      writeFileSync(clock, String(ahead));
    },
    wallTime: (minutes = 0) => shanghai(Date.now() + ahead + minutes * 60_000),
    day: (days) => shanghai(Date.now() + ahead + days * 86_400_000).slice(0, 10),
    open: async (browser, username, width = 1280) => {
      const size = { width, height: width < 500 ? 740 : 900 };
      const screen = await openConsole(browser, size, server.address);
      await signIn(screen.page, username, password(username));
      await screen.page.getByRole("link", { name: new RegExp(name) }).click();
      await screen.page.getByRole("heading", { level: 1 }).waitFor();
      return screen;
    },
    slipFor: async (unitNumber) => {
      const { owners } = await as("chair")("GET", `${path}/owner-doors`);
      const owner = owners.find(({ unitNumbers }: { unitNumbers: string[] }) =>
        unitNumbers.includes(unitNumber),
      );
      const printed = await as("chair")("POST", `${path}/slips`, { personIds: [owner.personId] });
      return digitsOn(Buffer.from(printed.sheetPdf, "base64"));
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Paper {
  readonly paperNumber: string;
  readonly voterId: string;
  readonly units: readonly string[];
}

/** The papers of a meeting by the number of the flat. */
export async function papersOf(hall: Hall, meetingId: string): Promise<ReadonlyMap<string, Paper>> {
  const { papers } = await hall.as("clerk")("GET", `${hall.path}/meetings/${meetingId}/papers`);
  return new Map(
    (papers as Paper[]).flatMap((paper) => paper.units.map((unit) => [unit, paper] as const)),
  );
}

/** Enters paper ballots by two hands at the API: the story shows one on screen, not all. */
export async function enterPapers(
  hall: Hall,
  meetingId: string,
  receivedAt: string,
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  const papers = await papersOf(hall, meetingId);
  const base = `${hall.path}/meetings/${meetingId}`;
  for (const [unit, said] of Object.entries(choices)) {
    const paper = papers.get(unit);
    if (paper === undefined) throw new Error(`no paper for ${unit}`);
    const scan = await hall.as("clerk")(
      "POST",
      `${base}/scans`,
      `选票 ${unit} ${receivedAt}`,
      "application/octet-stream",
    );
    for (const hand of ["clerk", "third"]) {
      await hall.as(hand)("POST", `${base}/sheets`, {
        sheet: paper.paperNumber,
        voterId: paper.voterId,
        scanSha256: scan.sha256,
        receivedAt: `${receivedAt}:00+08:00`,
        choices: Object.entries(said).map(([motionId, choice]) => ({ motionId, choice })),
      });
    }
  }
}
