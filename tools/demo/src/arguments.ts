/** What the command was asked for, or what is wrong with the asking. */
export type Asked =
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly problem: string }
  | {
      readonly kind: "demo";
      readonly seed: number;
      /** Folder to write to; none when only a server is asked for. */
      readonly out: string | undefined;
      readonly url: URL | undefined;
    };

export function readArguments(args: readonly string[]): Asked {
  const values = new Map<string, string>();
  const rest = [...args];
  for (let given = rest.shift(); given !== undefined; given = rest.shift()) {
    const [name = "", joined] = given.split("=", 2);
    if (name === "--help" || name === "-h") return { kind: "help" };
    if (!["--seed", "--out", "--url"].includes(name)) {
      return { kind: "wrong", problem: `${name}: unknown option` };
    }
    if (values.has(name)) return { kind: "wrong", problem: `${name}: given twice` };
    const value = joined ?? rest.shift();
    if (value === undefined || value === "") {
      return { kind: "wrong", problem: `${name}: a value is missing` };
    }
    values.set(name, value);
  }
  const seed = values.get("--seed") ?? "1";
  if (!/^\d{1,9}$/.test(seed)) {
    return { kind: "wrong", problem: `--seed ${seed}: a whole number of up to nine digits` };
  }
  const address = values.get("--url");
  const url = address === undefined ? undefined : URL.parse(address);
  if (url === null || (url !== undefined && !/^https?:$/.test(url.protocol))) {
    return { kind: "wrong", problem: `--url ${address}: not an http address` };
  }
  const out = values.get("--out") ?? (url === undefined ? `demo-${seed}` : undefined);
  return { kind: "demo", seed: Number(seed), out, url };
}
