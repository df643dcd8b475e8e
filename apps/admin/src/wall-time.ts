/**
 * What a clock on the estate's wall shows, such as `2026-03-01T08:00`, as an instant with that
 * zone's offset. Where the clock is put forward the hour that does not exist is read as the next.
 */
export function instantAt(wallTime: string, zone: string): string {
  const asUtc = Date.parse(`${wallTime}:00Z`);
  let offset = offsetAt(asUtc, zone);
  // The offset that holds at the instant itself, not at the same figures in UTC.
  offset = offsetAt(asUtc - offset * 60_000, zone);
  const sign = offset < 0 ? "-" : "+";
  const two = (count: number): string => String(count).padStart(2, "0");
  const size = Math.abs(offset);
  return `${wallTime}:00${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What that clock shows at an instant, for a field of date and time. */
export function wallTimeAt(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, zone) * 60_000).toISOString().slice(0, 16);
}

/** Minutes that the zone is ahead of UTC at a moment. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    timeZoneName: "longOffset",
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? -size : size;
}
