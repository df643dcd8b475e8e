import type { LocalDate } from "@xinyi/calendar";

/** A label in the languages of the project. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/** What an entry rests on. The text is quoted, so that a word can be looked for in it. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly verified: boolean;
}

export interface Term {
  readonly code: string;
  readonly label: Title;
  readonly definition: string;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly aliases: readonly string[];
  /** The code this term is a part of, in a scheme of several levels. */
  readonly parent?: string;
}

export type FieldName = "name" | "description";

/** What evidence may rest on: a text, a recorded attribute, or what was logged as done. */
export type EvidenceField = FieldName | "attributes" | "activities";

/**
 * Words that speak for a term. A `who` rule names the people of a body and says
 * nothing of what it does; it has no term.
 */
export interface LexiconRule {
  readonly id: string;
  readonly term?: string;
  readonly subject?: string;
  readonly words: readonly string[];
  readonly weight: number;
  /** Where this rule speaks for the answer, a person must look, however clear the words are. */
  readonly review?: true;
  /**
   * A term whose points count for this rule's term as well where the rule speaks: a
   * service that neighbours do for each other is mutual aid.
   */
  readonly absorbs?: string;
  /** A negation before these words turns nothing: to forbid what is thrown from windows is the work itself. */
  readonly evenNegated?: true;
  readonly source: string;
}

interface OtherRule {
  readonly id: string;
  readonly term?: string;
  readonly subject?: string;
  readonly weight: number;
  readonly review?: true;
  readonly source: string;
}

/**
 * A pattern that speaks for a term where it is found in name and description joined by a
 * blank; silent where `except` is found in them. Patterns are matched in linear time; one that
 * could not be is refused with its place.
 */
export interface PatternRule extends OtherRule {
  readonly pattern: string;
  readonly except?: string;
}

/** What is recorded of a body speaks for a term: each named attribute meets its DMN unary test. */
export interface AttributeRule extends OtherRule {
  readonly when: Readonly<Record<string, string>>;
}

/** What was done speaks for a term: logged occasions of these topics make up this share or more. */
export interface ActivityRule extends OtherRule {
  readonly topics: readonly string[];
  readonly atLeast: readonly [numerator: number, denominator: number];
}

export type AttributeType = "string" | "number" | "boolean";

/** One condition of an exclusion: one of the words in a field, anywhere or at its end. */
export interface Mention {
  readonly field: FieldName | "any";
  readonly words: readonly string[];
  readonly at?: "end";
}

/**
 * What a rule keeps out of the scheme. `certain` decides; `likely` decides and asks a
 * person; `possible` leaves the answer to the evidence and asks a person.
 */
export interface Exclusion {
  readonly id: string;
  readonly clause: string;
  readonly source: string;
  readonly strength: "certain" | "likely" | "possible";
  /** Every one of these must be met. */
  readonly all: readonly Mention[];
  /** None of these may be met: a charity shop (爱心超市) ends like a shop and is none. */
  readonly none?: readonly Mention[];
}

/** Codes of another scheme: by subject where evidence names one, else by term. */
export interface Crosswalk {
  readonly scheme: string;
  readonly relations: readonly {
    readonly from: string;
    readonly subject?: string;
    readonly to: string;
    readonly relation: "exact" | "close" | "broad" | "narrow" | "related";
  }[];
}

/** A classification as data. Nothing in it runs; words are literals. */
export interface Scheme {
  readonly id: string;
  readonly version: string;
  readonly title: Title;
  readonly issuer: string;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate;
  readonly sources: readonly Source[];
  readonly terms: readonly Term[];
  /** The class of what no term fits; always looked at by a person. */
  readonly openTerm: string;
  readonly rules: readonly LexiconRule[];
  readonly exclusions: readonly Exclusion[];
  /** How much a rule counts in each field: what a body does weighs more than its name. */
  readonly fieldWeights: Readonly<Record<FieldName, number>> &
    Readonly<Partial<Record<"attributes" | "activities", number>>>;
  /** `accept`: the least score; `margin`: the least lead over the next, both in points. */
  readonly thresholds: { readonly accept: number; readonly margin: number };
  /** Of terms that score alike the one named first is shown first. */
  readonly precedence: readonly string[];
  /** Words that turn what follows within a window of characters; phrases in which they do not. */
  readonly negation: {
    readonly words: readonly string[];
    readonly except: readonly string[];
    readonly window: number;
  };
  readonly crosswalks: readonly Crosswalk[];
  /**
   * Words that make a place of the word before them in a name: 平安社区, 文化路. Such a word
   * says little of what a body does and counts for one point.
   */
  readonly placeMarks?: readonly string[];
  /** `multi`: a body bears every term that reaches `accept`; `single` (the default) one. */
  readonly mode?: "single" | "multi";
  readonly patterns?: readonly PatternRule[];
  /** The attributes its rules may ask about. */
  readonly attributes?: Readonly<Record<string, AttributeType>>;
  readonly attributeRules?: readonly AttributeRule[];
  readonly activityRules?: readonly ActivityRule[];
}
