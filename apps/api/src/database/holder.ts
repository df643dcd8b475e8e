import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "./place.ts";
import { startOf } from "./process-table.ts";

/** The process that has the data open. Only the lock in the database decides; this names it. */
export interface Holder {
  readonly pid: number;
  /** Tells this process from a later one of the same number. */
  readonly start: string;
  /** Where it serves, once it does. */
  readonly url?: string;
}

const fileOf = (place: Place): string => join(place.folder, "holder.json");

/** Says, for whoever comes second, that this process has the data open, and where it serves. */
export async function announceHolder(place: Place, url?: string): Promise<void> {
  const holder: Holder = {
    pid: process.pid,
    start: (await startOf(process.pid)) ?? "",
    ...(url === undefined ? {} : { url }),
  };
  const draft = `${fileOf(place)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  await rename(draft, fileOf(place));
}

export async function forgetHolder(place: Place): Promise<void> {
  await rm(fileOf(place), { force: true });
}

/** The process that last said so, if it still lives. */
export async function livingHolder(place: Place): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(fileOf(place), "utf8")) as Holder;
    return (await startOf(holder.pid)) === holder.start ? holder : undefined;
  } catch {
    // None, or cut short by a power failure: not synced to disk, since no living process outlasts one.
    return undefined;
  }
}

/** Thrown to the second process that opens the same data. */
export class AlreadyOpenError extends Error {
  override readonly name = "AlreadyOpenError";
  readonly holder: Holder | undefined;

  constructor(dataFolder: string, holder: Holder | undefined) {
    const who = holder ? `pid ${holder.pid}${holder.url ? `, ${holder.url}` : ""}` : "?";
    super(
      `信义已在运行(${who}),同一数据 ${dataFolder} 不能同时打开两次;请直接使用它,或先停止它。` +
        ` Xinyi is already running (${who}) on the data in ${dataFolder}:` +
        " use that one, or stop it first.",
    );
    this.holder = holder;
  }
}
