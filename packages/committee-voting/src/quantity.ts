import { accept, type Result, reject } from "@xinyi/result";

/** What is counted: heads, area, shares, value, votes … as the pack names it. */
export type Axis = string;

/**
 * How an axis is written: the unit it is printed in, how many decimals a
 * figure may carry, and the step in which a bar is reported (area to
 * 0.01 m², heads in ones).
 */
export interface AxisDefinition {
  readonly unit: string;
  readonly decimals: number;
  readonly step: string;
}

/** The smallest units that make one printed unit, and one reported step. */
export interface Scale {
  readonly perOne: bigint;
  readonly step: bigint;
}

export type QuantityRejection =
  | { readonly kind: "not-a-quantity"; readonly text: string }
  | { readonly kind: "too-many-decimals"; readonly text: string; readonly decimals: number };

const QUANTITY = /^(\d{1,15})(?:\.(\d{1,9}))?$/;

/** The scale of an axis, the reported step never smaller than what is counted. */
export function scaleOf(axis: AxisDefinition): Scale {
  const perOne = 10n ** BigInt(axis.decimals);
  const step = parseQuantity(axis.step, { perOne, step: 1n });
  if (!step.ok || step.value === 0n)
    throw new Error(`axis step ${axis.step} is finer than counted`);
  return { perOne, step: step.value };
}

/** A plain decimal, never negative, as a whole number of the axis' smallest units. */
export function parseQuantity(text: string, scale: Scale): Result<bigint, QuantityRejection> {
  const match = QUANTITY.exec(text);
  if (match === null) return reject({ kind: "not-a-quantity", text });
  const fraction = match[2] ?? "";
  const numerator = BigInt((match[1] ?? "") + fraction) * scale.perOne;
  const denominator = 10n ** BigInt(fraction.length);
  if (numerator % denominator !== 0n) {
    return reject({ kind: "too-many-decimals", text, decimals: String(scale.perOne).length - 1 });
  }
  return accept(numerator / denominator);
}

/**
 * A quantity as a decimal: as many places as the step has, more where the
 * figure needs them. A weight cut by a statute to a third of itself has no
 * finite decimal; it is printed rounded down, and never read back.
 */
export function formatQuantity(units: bigint, scale: Scale): string {
  if (units < 0n) return `-${formatQuantity(-units, scale)}`;
  const whole = units / scale.perOne;
  let rest = units % scale.perOne;
  let digits = "";
  let place = scale.perOne;
  while (digits.length < 9 && (rest > 0n || place > scale.step)) {
    place = place / 10n;
    rest *= 10n;
    digits += String(rest / scale.perOne);
    rest %= scale.perOne;
    if (rest === 0n && place <= scale.step) break;
  }
  return digits === "" ? String(whole) : `${whole}.${digits}`;
}

/** The step for a bar on `whole`: the axis' own, or the finest where the whole is finer still. */
export function stepFor(whole: bigint, scale: Scale): bigint {
  return whole % scale.step === 0n ? scale.step : 1n;
}
