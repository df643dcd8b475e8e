import type { MapPlace } from "./queries.ts";

export interface Shape {
  readonly name: string;
  /** An outline as SVG path data; null where the place is a point. */
  readonly path: string | null;
  /** Where its name stands. */
  readonly at: readonly [number, number];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const size = 800;
const margin = 24;

/**
 * Places on a flat sheet: a district is small enough for degrees of longitude to be shortened by
 * the cosine of its middle latitude and for north to be up.
 */
export function drawn(places: readonly MapPlace[]): Drawing {
  const all = places.flatMap(({ rings, point }) => [
    ...rings.flat(),
    ...(point === null ? [] : [point]),
  ]);
  if (all.length === 0) return { width: size, height: size / 2, shapes: [] };
  const easts = all.map(([east = 0]) => east);
  const norths = all.map(([, north = 0]) => north);
  const [west, east] = [Math.min(...easts), Math.max(...easts)];
  const [south, north] = [Math.min(...norths), Math.max(...norths)];
  const shorten = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * shorten, 1e-9);
  const down = Math.max(north - south, 1e-9);
  const scale = (size - 2 * margin) / Math.max(across, down);
  const put = ([x = 0, y = 0]: readonly number[]): readonly [number, number] => [
    round(margin + (x - west) * shorten * scale),
    round(margin + (north - y) * scale),
  ];
  const shapes = places.map(({ name, rings, point }) => {
    if (point !== null) return { name, path: null, at: put(point) };
    const lines = rings.map((ring) => ring.map(put));
    return { name, path: lines.map(outline).join(" "), at: middle(lines[0] ?? []) };
  });
  return {
    width: round(across * scale + 2 * margin),
    height: round(down * scale + 2 * margin),
    shapes,
  };
}

function outline(ring: readonly (readonly [number, number])[]): string {
  return `${ring.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join(" ")} Z`;
}

/** The middle of the box around an outline. */
function middle(ring: readonly (readonly [number, number])[]): readonly [number, number] {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [
    round((Math.min(...xs) + Math.max(...xs)) / 2),
    round((Math.min(...ys) + Math.max(...ys)) / 2),
  ];
}

const round = (value: number) => Math.round(value * 10) / 10;
