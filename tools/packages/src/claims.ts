/** A program, and what its writer says it prints. */
export interface Claims {
  readonly source: string;
  /** It prints by itself; else it was made to print one line for each value it shows. */
  readonly prints: boolean;
  readonly claims: readonly string[];
}

/**
 * Reads the two ways in which a program for readers says what comes out: a
 * `console.log(…); // text`, which is run as it stands, or, without any
 * console.log, an expression on its own with its value in the comment beside
 * or below it. A program that prints and says nothing of it is followed by
 * the text that comes out.
 */
export function claimsOf(source: string, following = ""): Claims {
  const prints = source.includes("console.log(");
  const claims: string[] = [];
  const program = statements(source).map(({ code, comment }) => {
    if (prints ? !code.includes("console.log(") : !isExpression(code)) return code;
    if (comment === "") return code;
    claims.push(comment);
    return prints ? code : `show(${code.replace(/;\s*$/, "")});`;
  });
  const text = program.join("\n");
  if (!prints) return { source: `import { show } from "./show.js";\n${text}`, prints, claims };
  const said = claims.length === 0 && following.trim() !== "" ? [following] : claims;
  return { source: text, prints, claims: said };
}

/** Where a program says one thing and prints another; what it prints unsaid counts too. */
export function disagreements({ prints, claims }: Claims, output: string): readonly string[] {
  const printed = output.trimEnd() === "" ? [] : output.trimEnd().split("\n");
  if (claims.length === 0) return ["it shows no value"];
  if (prints) {
    const whole = matches(claims.join(" "), printed.join(" "));
    return whole ? [] : [`says ${claims.join("\n")}\nprints ${output}`];
  }
  if (printed.length !== claims.length) return [`shows ${claims.length}, prints ${output}`];
  return claims.flatMap((claim, at) => {
    const line = printed[at] ?? "";
    return holds(claim, line) ? [] : [`says ${claim}\nprints ${line}`];
  });
}

/** Whether a value is what a comment begins with: after a comma or a bracket words may follow. */
export function holds(claim: string, actual: string): boolean {
  if (matches(claim, actual)) return true;
  const [said, value] = [tidy(claim), tidy(actual)];
  return (
    value !== "" && said.startsWith(value) && /^\s*[,;:(（，。]/.test(said.slice(value.length))
  );
}

/** Equal but for white space; "…" stands for anything, though not for everything. */
function matches(claim: string, actual: string): boolean {
  const said = tidy(claim);
  if (!said.includes("…")) return said === tidy(actual);
  if (said.replace(/[….\s]/g, "").length < 2) return false;
  const parts = said.split("…").map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}`).test(tidy(actual));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The program that gives a value the spelling it has in a README. */
export const showModule = `
function spelled(value: unknown): string {
  if (typeof value === "string") {
    const json = JSON.stringify(value);
    return value.includes('"') && !value.includes("'") ? "'" + value + "'" : json;
  }
  if (typeof value === "bigint") return value + "n";
  if (Array.isArray(value)) return "[" + value.map(spelled).join(", ") + "]";
  if (value instanceof Map) return "Map " + spelled(Object.fromEntries(value));
  if (value instanceof Set) return "Set " + spelled([...value]);
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (members.length === 0) return "{}";
  const key = (text: string) => (/^[A-Za-z_$][\\w$]*$/.test(text) ? text : JSON.stringify(text));
  return "{ " + members.map(([name, inner]) => key(name) + ": " + spelled(inner)).join(", ") + " }";
}

export function show(value: unknown): void {
  console.log(spelled(value).replace(/\\n/g, " "));
}
`;

interface Statement {
  readonly code: string;
  readonly comment: string;
}

/** The top-level statements, each with the comment that ends its last line and those right below. */
function statements(source: string): readonly Statement[] {
  const found: { code: string; comment: string }[] = [];
  let code = "";
  const lines = source.split("\n");
  for (const [at, line] of lines.entries()) {
    const below = /^\/\/ ?(.*)$/.exec(line);
    const last = found.at(-1);
    if (below && code === "" && last) {
      last.comment = `${last.comment} ${below[1]?.trim()}`.trim();
      continue;
    }
    if (line.trim() === "" && code === "") {
      found.push({ code: "", comment: "" });
      continue;
    }
    const { text, comment } = apart(line);
    code += code === "" ? "" : "\n";
    const goesOn = text.endsWith("}") && /^[ |].*\S/.test(lines[at + 1] ?? "");
    if (/[;}]$/.test(text) && !goesOn && isWhole(code + text)) {
      found.push({ code: code + text, comment });
      code = "";
    } else code += line;
  }
  return code === "" ? found : [...found, { code, comment: "" }];
}

/** A line's code and the comment at its end; two slashes inside a string are no comment. */
function apart(line: string): { readonly text: string; readonly comment: string } {
  const [, text = "", comment = ""] =
    /^((?:[^"'`/]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\/(?!\/))*)(?:\/\/ ?(.*))?$/.exec(
      line,
    ) ?? ["", line];
  return { text: text.trimEnd(), comment };
}

/** Whether every bracket that was opened outside a string is closed again. */
function isWhole(code: string): boolean {
  const bare = code
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g, "")
    .replace(/\/\/.*$/gm, "");
  const count = (pattern: RegExp) => bare.match(pattern)?.length ?? 0;
  return count(/[([{]/g) === count(/[)\]}]/g);
}

function isExpression(code: string): boolean {
  return (
    code.trim() !== "" &&
    !/^\s*(import|export|const|let|type|interface|function|async function|for|if|declare|class|while)\b/.test(
      code,
    ) &&
    !/^[\w.]+ = /.test(code)
  );
}
