/** The parts of a meeting in the order they come up; the one looked at stands in the address. */
export const meetingParts = [
  "overview",
  "roll",
  "deliveries",
  "papers",
  "proxies",
  "count",
  "result",
] as const;
export type MeetingPartName = (typeof meetingParts)[number];
