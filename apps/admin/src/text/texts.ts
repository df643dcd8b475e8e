import type { zh } from "./zh.ts";

/** The same tree with every sentence replaced by its type: what each language must supply. */
type Wording<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Key in keyof T]: Wording<T[Key]> };

export type Texts = Wording<typeof zh>;
export type Language = "zh" | "en";
