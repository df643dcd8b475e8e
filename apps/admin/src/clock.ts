import { type LocalDate, localDateAt } from "@xinyi/calendar";
import { wallTimeAt } from "./wall-time.ts";

/** The civil day it is now at the estate: the one place where the console looks at a clock. */
export function todayIn(zone: string): LocalDate {
  return localDateAt(new Date().toISOString(), zone);
}

/** What the clock on the estate's wall shows now, for a field of date and time. */
export function wallTimeIn(zone: string): string {
  return wallTimeAt(new Date().toISOString(), zone);
}
