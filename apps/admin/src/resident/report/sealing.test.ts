import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor, Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { isRecipient, seal } from "./sealing.ts";

const letter = "某社区书记在低保评定中收受礼金。\n时间：2026年3月。\n";

async function office() {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

async function opened(file: string, identity: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(armor.decode(file), "text");
}

describe("a sealed letter", () => {
  test("is opened by the office's key, and by no other", async () => {
    const { identity, recipient } = await office();
    const { file } = await seal(letter, recipient);
    expect((await opened(file, identity)).trimEnd()).toBe(letter.trimEnd());
    await expect(opened(file, (await office()).identity)).rejects.toThrow();
  });

  test("is known by the hash of its file", async () => {
    const { file, sha256 } = await seal(letter, (await office()).recipient);
    expect(sha256).toBe(createHash("sha256").update(file).digest("hex"));
    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
  });

  test("says nothing twice: the same words are another file each time", async () => {
    const { recipient } = await office();
    const [one, other] = await Promise.all([seal(letter, recipient), seal(letter, recipient)]);
    expect(one.sha256).not.toBe(other.sha256);
  });

  test("has the same size for a line and for a page", async () => {
    const { recipient } = await office();
    const line = await seal("一句话", recipient);
    const page = await seal("很长的一段话。".repeat(150), recipient);
    expect(page.file.length).toBe(line.file.length);
  });

  test("is not made for a key that was mistyped", async () => {
    const { recipient } = await office();
    expect(isRecipient(recipient)).toBe(true);
    const last = recipient.at(-1) === "q" ? "p" : "q";
    expect(isRecipient(recipient.slice(0, -1) + last)).toBe(false);
    expect(isRecipient("12388")).toBe(false);
    await expect(seal(letter, "12388")).rejects.toThrow();
  });
});

const hasAge = spawnSync("age", ["--version"]).status === 0;

describe.skipIf(!hasAge)("age as the office installs it, which is not here unless this ran", () => {
  test("opens what the browser sealed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "xinyi-age-"));
    try {
      const made = spawnSync("age-keygen", { encoding: "utf8" });
      const identity = join(folder, "office.key");
      writeFileSync(identity, made.stdout, { mode: 0o600 });
      const recipient = /public key: (age1\S+)/.exec(made.stdout)?.[1] ?? "";
      const sealed = join(folder, "letter.age");
      writeFileSync(sealed, (await seal(letter, recipient)).file);
      const read = spawnSync("age", ["--decrypt", "--identity", identity, sealed], {
        encoding: "utf8",
      });
      expect(read.stderr).toBe("");
      expect(read.stdout.trimEnd()).toBe(letter.trimEnd());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
