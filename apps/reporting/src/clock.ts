import type { Instant } from "@xinyi/calendar";

/** The only place that asks the machine for the time. */
export function now(): Instant {
  return new Date().toISOString();
}
