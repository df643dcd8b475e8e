import type { LocalDate } from "@xinyi/calendar";
import {
  type LayerRejection,
  resolveVoting,
  type VotingLayer,
  type VotingRules,
} from "@xinyi/committee-voting/schema";
import { accept, type Result, reject } from "@xinyi/result";
import { bundledPacks } from "./bundled.ts";
import { chainOf, type PackLibrary } from "./library.ts";

/** What is in force at a place on a day, for every domain the packs speak to. */
export interface PlaceRules {
  readonly place: string;
  readonly on: LocalDate;
  readonly voting: VotingRules;
}

export type PlaceRejection =
  | { readonly kind: "unknown-place"; readonly place: string }
  | { readonly kind: "layer-refused"; readonly rejection: LayerRejection };

/** An estate's own layers, and a library other than the bundled one. */
export interface RulesOptions {
  readonly library?: PackLibrary;
  readonly bylaws?: VotingLayer;
}

/**
 * The rules of a place on a day: national, province and city values in force,
 * then the estate's bylaws. A place without voting rules of its own has its
 * parents'; one without any holds every matter.
 */
export function rulesFor(
  place: string,
  on: LocalDate,
  options: RulesOptions = {},
): Result<PlaceRules, PlaceRejection> {
  const chain = chainOf(place, options.library ?? bundledPacks);
  if (chain.length === 0) return reject({ kind: "unknown-place", place });
  const layers = [
    ...chain.flatMap((pack) => (pack.voting === undefined ? [] : [pack.voting])),
    ...(options.bylaws === undefined ? [] : [options.bylaws]),
  ];
  const voting = resolveVoting(layers, on);
  return voting.ok
    ? accept({ place, on, voting: voting.value })
    : reject({ kind: "layer-refused", rejection: voting.rejection });
}
