import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { browserBundle } from "./browser-bundle.ts";
import { published } from "./published.ts";
import { install, packAll } from "./scratch.ts";

// Writes a page for every published package into the folder named: its title becomes
// "loaded" when every door of the installed tarball opened there. For a real browser to visit.
const pages = resolve(process.argv[2] ?? "browser-pages");
mkdirSync(pages, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "xinyi-pages-"));
try {
  const user = join(scratch, "user");
  mkdirSync(user);
  await install(await packAll(join(scratch, "tarballs")), user);
  for (const { name, doors } of published()) {
    const plain = name.replace(/\W+/g, "-").replace(/^-/, "");
    const script = await browserBundle(user, `page-${plain}`, opening(name, doors));
    const safe = script.replaceAll("</script", "<\\/script");
    const head = '<!doctype html><meta charset="utf-8"><title>loading</title>';
    writeFileSync(join(pages, `${plain}.html`), `${head}<script>${safe}</script>\n`);
    console.log(join(pages, `${plain}.html`));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function opening(name: string, doors: readonly string[]): string {
  const imports = doors.map(
    (door, at) => `import * as door${at} from ${JSON.stringify(join(name, door))};`,
  );
  const open = doors.map((_, at) => `Object.keys(door${at}).length > 0`).join(" && ");
  return `${imports.join("\n")}\nif (${open}) document.title = "loaded";\n`;
}
