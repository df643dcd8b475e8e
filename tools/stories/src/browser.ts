import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium as playwright } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const version = "153.0.0";
const cache = join(here, "..", "node_modules", ".cache", `chromium-${version}`);

/**
 * A real Chromium that ships inside an npm package, with the libraries it needs beside it and a
 * Chinese font from npm: nothing of the machine's own is asked for. `CHROMIUM` names another one.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? (await unpacked());
  return playwright.launch({
    executablePath,
    env: { ...process.env, ...surroundings() } as Record<string, string>,
    // Root in a container has no user namespaces to sandbox in; every page here is our own.
    args: [
      "--lang=en-US",
      "--no-sandbox",
      "--no-zygote",
      "--disable-gpu",
      "--font-render-hinting=none",
    ],
  });
}

/** Unpacks the browser once per checkout; a half-made folder has no mark and is made again. */
async function unpacked(): Promise<string> {
  if (!existsSync(join(cache, "ready"))) {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    // The package unpacks into the temporary folder, whichever that is.
    const before = process.env.TMPDIR;
    process.env.TMPDIR = cache;
    try {
      const { default: packaged, inflate } = await import("@sparticuz/chromium");
      await packaged.executablePath();
      const bin = join(dirname(require.resolve("@sparticuz/chromium")), "..", "bin");
      await inflate(join(bin, "al2023.tar.br"));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    writeFileSync(join(cache, "ready"), version);
  }
  return join(cache, "chromium");
}

/** The browser's own libraries where the system has none, and the fonts it may draw with. */
function surroundings(): Record<string, string> {
  const noto = dirname(require.resolve("@expo-google-fonts/noto-sans-sc/package.json"));
  const fonts = join(cache, "fonts.conf");
  mkdirSync(cache, { recursive: true });
  writeFileSync(fonts, fontConfiguration([noto, join(cache, "fonts")]));
  return {
    // Date fields are typed in the order of the browser's own language: one order everywhere.
    LC_ALL: "en_US.UTF-8",
    LANGUAGE: "en_US",
    FONTCONFIG_FILE: fonts,
    LD_LIBRARY_PATH: [join(cache, "al2023", "lib"), process.env.LD_LIBRARY_PATH ?? ""]
      .filter((path) => path !== "")
      .join(":"),
  };
}

function fontConfiguration(folders: readonly string[]): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join("\n")}
  <cachedir>${join(cache, "fontconfig")}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`;
}
