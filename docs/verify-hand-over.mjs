// 核对账目移交包:不需要本系统,只要 Node。 Verifies a hand-over pack; needs nothing but Node.
//   node verify-hand-over.mjs PACK.json [PUBLIC-KEY]
// The public key is the one the former trustee published; without it the pack's own is used, and
// printed, so that it can be compared.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const rows = (text) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const faults = [];
const hold = (isRight, fault) => isRight || faults.push(fault);

const [file, given] = process.argv.slice(2);
if (file === undefined) {
  console.error("node verify-hand-over.mjs PACK.json [PUBLIC-KEY]");
  process.exit(2);
}
const pack = JSON.parse(readFileSync(file, "utf8"));
const manifest = JSON.parse(pack.manifest);

// 1. The manifest is signed.
const publicKey = given ?? pack.signature.publicKey;
const signature = Buffer.from(pack.signature.signature, "base64");
hold(isSigned(pack.manifest, signature, publicKey), "the signature is not of this key");

// 2. Every file is the one the manifest names, and there is no other.
for (const { name, sha256: wanted } of manifest.files) {
  hold(
    sha256(pack.files[name] ?? "") === wanted,
    `${name}: another content than the manifest names`,
  );
}
hold(Object.keys(pack.files).length === manifest.files.length, "a file the manifest does not name");

// 3. The chain: every entry's hash is of its form, and each names the one before.
const entries = rows(pack.files["entries.jsonl"]);
let previous = sha256(pack.files["genesis.json"]);
hold(previous === manifest.genesisHash, "genesis.json: another book");
entries.forEach(({ form, hash }, at) => {
  const entry = JSON.parse(form);
  hold(sha256(form) === hash, `entry ${at + 1}: the hash is not of its form`);
  hold(entry.previous === previous, `entry ${at + 1}: does not follow the one before`);
  hold(entry.sequence === at + 1, `entry ${at + 1}: out of sequence`);
  previous = hash;
});
hold(previous === manifest.headHash, "the chain does not end at the manifest's head");

// 4. The balances are the entries before the closing one, summed; the closing entry brings them to nil.
const closing = entries.findIndex(({ hash }) => hash === manifest.headBefore) + 1;
const sums = (forms, sign = 1n) => {
  const found = new Map();
  for (const { account, fund, amount } of forms) {
    const key = `${account} ${fund}`;
    const minor = BigInt((amount.amount ?? amount).replace(".", ""));
    found.set(key, (found.get(key) ?? 0n) + sign * minor);
  }
  return [...found].filter(([, minor]) => minor !== 0n).sort();
};
const postings = (list) => list.flatMap(({ form }) => JSON.parse(form).postings);
const text = (list) => JSON.stringify(list.map(([key, minor]) => [key, String(minor)]));
const told = text(sums(rows(pack.files["balances.jsonl"])));
hold(
  told === text(sums(postings(entries.slice(0, closing)))),
  "balances.jsonl: not what the entries add up to",
);
hold(
  told === text(sums(postings(entries.slice(closing)), -1n)),
  "the closing entry does not bring the book to nil",
);

// 5. What is hidden in the entries is what openings.jsonl says: SHA-256 of salt and value.
const forms = new Map(entries.map(({ form }) => [JSON.parse(form).id, JSON.parse(form)]));
for (const { entryId, field, salt, value } of rows(pack.files["openings.jsonl"])) {
  const entry = forms.get(entryId);
  const [name, at] = field.split(":");
  const committed = name === "sub" ? entry?.postings[Number(at)]?.sub : entry?.[name];
  const opened = createHash("sha256")
    .update(Buffer.from(salt, "hex"))
    .update(JSON.stringify(value ?? null))
    .digest("hex");
  hold(opened === committed, `openings.jsonl: ${entryId} ${field} opens nothing`);
}

for (const fault of faults) console.log(`✗ ${fault}`);
if (faults.length === 0) {
  console.log(
    `✓ ${entries.length} entries, ${manifest.files.length} files, head ${manifest.headHash}`,
  );
  console.log(`  signed by ${publicKey}`);
}
process.exitCode = faults.length === 0 ? 0 : 1;

function isSigned(message, signed, key) {
  try {
    const spki = createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
    return verify(null, Buffer.from(message), spki, signed);
  } catch {
    return false;
  }
}
