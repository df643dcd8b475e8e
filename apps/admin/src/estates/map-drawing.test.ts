import { expect, test } from "vitest";
import { drawn } from "./map-drawing.ts";

const square = (west: number, south: number) => [
  [west, south],
  [west + 0.1, south],
  [west + 0.1, south + 0.1],
  [west, south + 0.1],
  [west, south],
];

test("north is up, east is right, and everything lies on the sheet", () => {
  const { width, height, shapes } = drawn([
    { name: "南", rings: [square(104.5, 30.3)], point: null },
    { name: "北", rings: [square(104.5, 30.5)], point: null },
    { name: "东", rings: [], point: [104.8, 30.4] },
  ]);
  const at = Object.fromEntries(shapes.map((one) => [one.name, one.at]));
  expect(at.北?.[1]).toBeLessThan(at.南?.[1] ?? 0);
  expect(at.东?.[0]).toBeGreaterThan(at.南?.[0] ?? 0);
  for (const [x, y] of Object.values(at)) {
    expect(x).toBeGreaterThanOrEqual(24);
    expect(x).toBeLessThanOrEqual(width - 24);
    expect(y).toBeLessThanOrEqual(height - 24);
  }
  // 0.1° east–west is shorter than 0.1° north–south by the cosine of the latitude.
  const [first] = shapes;
  const numbers = (first?.path ?? "").match(/[\d.]+/g)?.map(Number) ?? [];
  const across = (numbers[2] ?? 0) - (numbers[0] ?? 0);
  const down = (numbers[3] ?? 0) - (numbers[5] ?? 0);
  expect(across / down).toBeCloseTo(Math.cos((30.45 * Math.PI) / 180), 2);
});

test("an empty map is an empty sheet", () => {
  expect(drawn([]).shapes).toEqual([]);
});
