import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const main = join(dirname(fileURLToPath(import.meta.url)), "main.ts");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xinyi-derive-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function derive(...args: readonly string[]) {
  const env = { ...process.env, INIT_CWD: folder };
  const ran = spawnSync(process.execPath, [main, ...args], { encoding: "utf8", env });
  return { code: ran.status, text: ran.stdout, wrong: ran.stderr };
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const examples = `\uFEFFComplaint Type,Descriptor,Location Type,Agency
Noise,Loud Music,House,NYPD
Noise,Construction,Street,DEP
Rodent,"Rat, seen",House,DOHMH
Rodent,"Rat, seen",House,DSNY
Rodent,"Rat, seen",House,DOHMH
Lamp,Out,Street,DOT
,,,
`;

test("a table is derived, ambiguities named, the unseen left to triage, the rest routed", () => {
  file("examples.csv", examples);
  const requests = `Complaint Type,Descriptor,Location Type,Agency,Note
Noise,Loud Music,Street,NYPD,"a ""note"", kept"
Rodent,"Rat, seen",House,DSNY,
Flood,Any,Street,DEP,
Noise,Ice Cream Truck,Street,DEP,
Lamp,Flickers,Park,DPR,
`;
  file("requests.csv", requests);
  const made = derive(
    ...["examples.csv", "--id", "nyc", "--out", "pack.json", "--report", "report.json"],
    ...["--route", "requests.csv", "--routed", "routed.csv"],
  );
  expect([made.code, made.wrong]).toEqual([0, ""]);
  expect(made.text).toContain("Rodent / Rat, seen / House: DOHMH 2, DSNY 1");
  expect(made.text).toContain("1 lines without a type or an agency");
  expect(made.text).toMatch(/unseen types\s+1\s+Flood: 1/);
  expect(made.text).toMatch(/agreement\s+1 of 2 routed/);

  const pack = JSON.parse(readFileSync(join(folder, "pack.json"), "utf8"));
  expect(pack.id).toBe("nyc");
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  expect(report.ambiguousTypes).toEqual(["Rodent"]);
  expect(report.gaps.length).toBeGreaterThan(0);
  const routed = readFileSync(join(folder, "routed.csv"), "utf8").trimEnd().split("\n");
  expect(routed.map((line) => line.split(",").slice(-3).join())).toEqual([
    "routed_to,routed_by,triage_reason",
    "NYPD,Noise / Loud Music → NYPD,",
    ",,ambiguous",
    ",,unseen-type",
    ",,unseen-combination",
    "DOT,Lamp → DOT,",
  ]);
  expect(routed[1]).toContain('"a ""note"", kept"');

  const again = derive("--pack", "pack.json", "--route", "requests.csv");
  expect(again.text).toContain("routed        2 (40.0 %)");
});

test.each([
  ["no file", [], 2, "give one file"],
  ["an unknown option", ["--tipe", "x", "a.csv"], 2, "--tipe"],
  ["a file that is not there", ["absent.csv"], 1, "absent.csv"],
  ["a file without the columns", ["other.csv"], 1, "no column for the type; the file has: a, b"],
  ["a heading that is not there", ["other.csv", "--type", "c"], 1, 'no column "c"'],
  ["a torn file", ["torn.csv"], 1, "torn.csv"],
  ["an id that is none", ["good.csv", "--id", "No Id"], 1, "id"],
  ["a day that is none", ["good.csv", "--from", "2026-02-30"], 1, "2026-02-30"],
  ["no example at all", ["empty.csv"], 1, "no line has a type"],
])("%s is said in a sentence", (_, args, code, sentence) => {
  file("other.csv", "a,b\n1,2\n");
  file("torn.csv", 'type,agency\n"x,y\n');
  file("good.csv", "type,agency\nx,y\n");
  file("empty.csv", "type,agency\n");
  const made = derive(...args);
  expect(made.code).toBe(code);
  expect(made.wrong).toContain(sentence);
  expect(made.wrong).not.toContain("    at ");
});

test("help is printed without a file", () => {
  expect(derive("--help")).toMatchObject({ code: 0, wrong: "" });
});
