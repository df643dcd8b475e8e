import type { LocalDate } from "@xinyi/calendar";
import type { ConsentGiven, TallyName } from "./condition.ts";
import type { DeemedEvidence, NoticeServed } from "./count.ts";
import type { CommitteePolicy, UnitState } from "./pack.ts";
import type { Axis } from "./quantity.ts";

/** A figure in a case: a decimal string, or a number where it is short. */
export type Figured = string | number;
export type FiguresByAxis = Readonly<Record<Axis, Figured>>;
export type TalliesWire = Readonly<Partial<Record<TallyName, FiguresByAxis>>>;

/** What a `verdict` case gives; the facts after `notice` serve the rarer mechanics. */
export interface VerdictCase {
  readonly matter: string;
  readonly tallies: TalliesWire;
  readonly facts?: {
    readonly axes?: readonly Axis[];
    readonly deemed?: DeemedEvidence;
    readonly notice?: NoticeServed;
    readonly groups?: Readonly<Record<string, Readonly<Record<string, TalliesWire>>>>;
    readonly consents?: Readonly<Record<string, ConsentGiven>>;
    readonly ballot?: "first" | "second";
    readonly events?: readonly string[];
    readonly tieBroken?: "for" | "against";
    readonly approvedBy?: readonly string[];
    readonly measured?: TalliesWire;
    readonly minutesServedOn?: LocalDate;
    readonly knownOn?: LocalDate;
    readonly asOf?: LocalDate;
  };
}

export interface ThresholdCase {
  readonly matter: string;
  readonly total: FiguresByAxis;
}

export interface RollCase {
  readonly units: readonly {
    readonly id?: string;
    /** So many units alike; with the owner `each-own`, so many owners. */
    readonly count?: number;
    readonly owner?: string;
    readonly owners?: readonly string[];
    readonly state?: UnitState;
    readonly area?: Figured;
    readonly areas?: Readonly<Record<string, Figured>>;
  }[];
}

export interface ElectionCase {
  readonly seats: number;
  readonly minimumMembers?: number;
  readonly tieBreak?: readonly string[];
  readonly seed?: string;
  readonly participating: FiguresByAxis;
  readonly total: FiguresByAxis;
  readonly candidates: readonly { readonly id: string; readonly for: FiguresByAxis }[];
}

export interface CommitteeCase {
  readonly seats: number;
  readonly inOffice: number;
  readonly present: number;
  readonly for: number;
  readonly against?: number;
  readonly abstain?: number;
  readonly base?: CommitteePolicy["base"];
  readonly bar?: CommitteePolicy["bar"];
}

export interface RequestCase {
  readonly basis: string;
  readonly total: FiguresByAxis;
  readonly requesters: FiguresByAxis;
}
