import type { CellFault } from "./roll-cells.ts";
import type { TableFault } from "./roll-table.ts";

export type RollColumn = "unit" | "building" | "area" | "owner" | "phone" | "rate";

/** What is wrong with a row, and where. `value` is the cell as given, a phone masked. */
export type RollFault = { readonly line: number } & (
  | { readonly column: null; readonly value: null; readonly kind: "unclosed-quote" }
  | {
      readonly column: null;
      readonly value: null;
      readonly kind: "wrong-column-count";
      readonly expected: number;
      readonly given: number;
    }
  | {
      readonly column: "unit";
      readonly value: string;
      readonly kind: "duplicate-unit";
      readonly firstLine: number;
    }
  | ({ readonly column: RollColumn; readonly value: string | null } & CellFault)
);

/** Why a file is refused as a whole, in the order the reasons are looked for. */
export type RollFileFault =
  | TableFault
  | {
      readonly kind: "no-header";
      readonly missing: readonly RollColumn[];
      /** The first line, in which the names of the columns were looked for. */
      readonly found: readonly string[];
    }
  | { readonly kind: "duplicate-column"; readonly column: RollColumn };
