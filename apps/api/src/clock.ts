import type { Clock } from "./ports.ts";

/** The only place that asks the machine for the time. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that stands where it is set: for tests and the seeded demo. */
export function fixedClock(instant: string): Clock & { set(instant: string): void } {
  let present = instant;
  return {
    now: () => present,
    set: (next) => {
      present = next;
    },
  };
}
