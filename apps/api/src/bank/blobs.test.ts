import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeFirstPassword, type TestApp, testApp } from "../testing.ts";
import { blobStoreIn, limits } from "./blobs.ts";

const folder = mkdtempSync(join(tmpdir(), "xinyi-blobs-"));
let serial = 0;
const store = blobStoreIn(folder, () => String(++serial));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const kindOf = async (given: Uint8Array) => {
  const stored = await store.put(given);
  return stored.ok ? stored.value.mediaType : stored.rejection.kind;
};
async function kept(given: Uint8Array): Promise<string> {
  const stored = await store.put(given);
  if (!stored.ok) throw new Error(stored.rejection.kind);
  return Buffer.from((await store.get(stored.value.sha256)) ?? []).toString("latin1");
}

const chunk = (type: string, data: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return [length, Buffer.from(type), data, Buffer.alloc(4)];
};
function png(width: number, height: number, ...extra: Uint8Array[][]): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      ...chunk("IHDR", head),
      ...extra.flat(),
      ...chunk("IDAT", deflateSync(Buffer.alloc(8))),
      ...chunk("IEND", new Uint8Array()),
    ]),
  );
}
const segment = (marker: number, ...parts: readonly (string | readonly number[])[]) => {
  const body = bytes(...parts);
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...body];
};
const frame = (width: number, height: number) =>
  segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
/** EXIF as a camera writes it, little end first: which way is up, and a place. */
const camera = (orientation: number) =>
  segment(
    0xe1,
    "Exif\0\0II*\0",
    [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
    [0, 0, 0, 0],
    "GPS 30.41N 104.54E",
  );
const jpeg = (...parts: readonly (readonly number[])[]) =>
  bytes([0xff, 0xd8], ...parts, scan, [0xff, 0xd9]);

describe("a file is what it holds, not what it is called", () => {
  test.each([
    ["a page that runs", bytes("<html><script>x</script>"), "unknown-file-type"],
    ["a drawing that runs", bytes("<svg onload=x>"), "unknown-file-type"],
    ["a program", bytes([0x7f, 0x45, 0x4c, 0x46, 0, 0]), "unknown-file-type"],
    ["a PDF", bytes("%PDF-1.7\n"), "application/pdf"],
    ["a text", bytes("决议原文\n"), "text/plain"],
    ["nothing", bytes(""), "empty-file"],
    ["a picture", png(4, 4), "image/png"],
    ["a photo", jpeg(frame(4, 4)), "image/jpeg"],
    ["half a picture", png(4, 4).subarray(0, 40), "broken-image"],
    ["half a photo", jpeg(frame(4, 4)).subarray(0, 12), "broken-image"],
    ["a photo of no size", jpeg(frame(0, 4)), "broken-image"],
  ] as const)("%s", async (_, given, kind) => {
    expect(await kindOf(given)).toBe(kind);
  });

  test("too many bytes, or a small file that unfolds to too many pixels", async () => {
    expect(await kindOf(new Uint8Array(limits.bytes + 1).fill(65))).toBe("file-too-large");
    expect(await kindOf(png(8000, 8000))).toBe("image/png");
    expect(await kindOf(png(8001, 8000))).toBe("image-too-large");
    expect(await kindOf(jpeg(frame(65_000, 65_000)))).toBe("image-too-large");
  });
});

describe("a picture tells nothing beside itself", () => {
  test("where and with what a photo was taken goes, which way is up stays", async () => {
    const photo = await kept(jpeg(camera(6), segment(0xfe, "taken by 张三"), frame(4, 4)));
    expect(photo).not.toContain("GPS");
    expect(photo).not.toContain(Buffer.from("张三").toString("latin1"));
    expect(photo).toContain("Exif");
    expect(photo.charCodeAt(photo.indexOf("Exif") + 25)).toBe(6);
    // The coded data is untouched, stuffed bytes and restarts included.
    expect(photo.endsWith(String.fromCharCode(...scan.slice(-7), 0xff, 0xd9))).toBe(true);
    expect(await kept(jpeg(camera(1), frame(4, 4)))).not.toContain("Exif");
  });

  test("the film behind a photo and the archive behind a picture go", async () => {
    const film = "ftypmp4 a film with voices";
    expect(await kept(bytes([...jpeg(frame(4, 4))], film))).not.toContain("film");
    expect(await kept(bytes([...png(4, 4)], film))).not.toContain("film");
  });

  test("texts and times of a PNG go", async () => {
    const told = [chunk("tEXt", Buffer.from("Author\0Zhang")), chunk("eXIf", Buffer.from("GPS"))];
    const picture = await kept(png(4, 4, ...told));
    expect(picture).not.toContain("Zhang");
    expect(picture).not.toContain("GPS");
    expect(picture).toContain("IDAT");
  });
});

/** Every file kept under a name; what was not finished has another one. */
function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

test("killed in the middle, a name never stands for half a file", async () => {
  const place = mkdtempSync(join(tmpdir(), "xinyi-blobs-killed-"));
  const program = fileURLToPath(new URL("./blobs.child.ts", import.meta.url));
  const named: string[] = [];
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, [program, place, String(round)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let told = "";
    const enough = new Promise<void>((resolve) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        told += text;
        // Some files in, wherever it is with the next.
        if (told.split("\n").length > 3 + round * 2) resolve();
      });
    });
    await enough;
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    named.push(...told.split("\n").filter((line) => line.length === 64));
  }
  const files = filesIn(place);
  for (const file of files) {
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    expect(file.endsWith(hash)).toBe(true);
  }
  // What was answered for is there.
  for (const sha256 of named) expect(files.some((file) => file.endsWith(sha256))).toBe(true);
  rmSync(place, { recursive: true });
});

describe("between the file and the row that names it", () => {
  let world: TestApp;
  let path: string;
  beforeAll(async () => {
    world = await testApp();
    const made = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
      name: "甲小区",
      communityName: "甲社区",
      contactPhone: "028-00000000",
      bookOpenedOn: "2026-01-01",
    });
    path = `/api/districts/${world.districtId}/estates/${made.body.id}`;
  });
  afterAll(() => world.close());

  test("a file without a row is seen by nobody, and giving it again makes it whole", async () => {
    const text = "发票原文";
    const orphan = await world.ports.blobs.put(new TextEncoder().encode(text));
    if (!orphan.ok) throw new Error("not stored");
    const { sha256 } = orphan.value;
    const read = () => world.admin.get(`${path}/vouchers/${sha256}`);
    expect((await read()).status).toBe(404);
    const added = await world.admin.send("POST", `${path}/members`, {
      username: "cashier",
      personName: "出纳",
      roleId: "company-cashier",
    });
    const currentPassword = added.body.oneTimePassword;
    const first = await world.signIn("cashier", currentPassword);
    const cashier = await changeFirstPassword(world.app, first, { currentPassword });
    const type = "application/octet-stream";
    const stored = await cashier.send("POST", `${path}/vouchers`, text, { type });
    expect([stored.status, stored.body.sha256]).toEqual([201, sha256]);
    const shown = await read();
    expect(shown.status).toBe(200);
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(shown.headers.get("content-security-policy")).not.toContain("script-src");
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    // Another estate's door does not open it, although the file lies there.
    const other = await world.admin.send("POST", `/api/districts/${world.districtId}/estates`, {
      name: "乙小区",
      communityName: "甲社区",
      contactPhone: "028-00000000",
      bookOpenedOn: "2026-01-01",
    });
    const elsewhere = path.replace(/[^/]+$/, other.body.id);
    expect((await world.admin.get(`${elsewhere}/vouchers/${sha256}`)).status).toBe(404);
  });
});
