/** Rows pasted from a sheet: a unit's number, a gap, a figure. The first bad line is named. */
export type RowsRead =
  | { readonly rows: readonly { readonly unitNumber: string; readonly figure: string }[] }
  | { readonly faultAt: number };

export function readRows(typed: string): RowsRead {
  const rows: { unitNumber: string; figure: string }[] = [];
  for (const [index, line] of typed.normalize("NFKC").split("\n").entries()) {
    if (line.trim() === "") continue;
    const [, unitNumber, figure] = /^\s*(\S+)[\s,;]+([\d,]+(?:\.\d+)?)\s*$/.exec(line) ?? [];
    if (unitNumber === undefined || figure === undefined) return { faultAt: index + 1 };
    rows.push({ unitNumber, figure: figure.replaceAll(",", "") });
  }
  return { rows };
}

/** Numbers of ballots as people list them: by lines, spaces or commas. */
export function readNumbers(typed: string): readonly string[] {
  return typed
    .normalize("NFKC")
    .split(/[\s,;、]+/)
    .filter((one) => one !== "");
}
