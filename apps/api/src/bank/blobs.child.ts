import { systemIds } from "../ids.ts";
import { blobStoreIn } from "./blobs.ts";

// Keeps files without end until it is killed, naming each once it is kept.
const [, , folder = "", seed = "0"] = process.argv;
const store = blobStoreIn(folder, systemIds.next);
for (let serial = 0; ; serial++) {
  const text = `${seed} ${serial}\n`.repeat(60_000);
  const stored = await store.put(new TextEncoder().encode(text));
  if (stored.ok) process.stdout.write(`${stored.value.sha256}\n`);
}
