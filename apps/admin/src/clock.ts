import { type LocalDate, localDateAt } from "@xinyi/calendar";

/** The civil day it is now at the estate: the one place where the console looks at a clock. */
export function todayIn(zone: string): LocalDate {
  return localDateAt(new Date().toISOString(), zone);
}
