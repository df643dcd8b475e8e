import { randomBytes } from "node:crypto";
import { v7 } from "uuid";
import type { Ids } from "./ports.ts";

/** The only place that mints ids and random bytes. */
export const systemIds: Ids = { next: () => v7() };

export const systemRandom = (bytes: number): Uint8Array => randomBytes(bytes);
