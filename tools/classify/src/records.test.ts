import { expect, test } from "vitest";
import { recordsOf } from "./records.ts";

const read = (text: string) => [...recordsOf(text)].map(({ line, cells }) => [line, ...cells]);

test("cells are read as the standard says, blank lines are none", () => {
  expect(read('a,b\r\n\r\n"x, ""y""","two\nlines"\n,\n')).toEqual([
    [1, "a", "b"],
    [3, 'x, "y"', "two\nlines"],
    [5, "", ""],
  ]);
});

test("a quote never closed spoils its own line and no other", () => {
  const good = Array.from({ length: 60 }, (_, at) => `good ${at},b`);
  const lines = ['"bad,b', ...good, 'a 5" pipe,b', '"x"y,b', '"quoted","too"', "last,c"];
  const records = [...recordsOf(lines.join("\n"))];
  expect(records.filter(({ problem }) => problem).map(({ line }) => line)).toEqual([1, 63]);
  expect(records).toHaveLength(lines.length);
  expect(records[61]?.cells).toEqual(['a 5" pipe', "b"]);
  expect(records.at(-1)?.cells).toEqual(["last", "c"]);
});
