// Reads one file in a process of its own, so that its memory can be told.
import { readJournal } from "./journal-file.ts";

const balances = await readJournal(process.argv[2] ?? "");
console.log(JSON.stringify(balances));
