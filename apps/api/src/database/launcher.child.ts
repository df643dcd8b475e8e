// A process of its own for embedded.test.ts: opens the data folder it is given, tells how on its
// standard output, stops in order when its standard input ends or on Ctrl-C.
import { once } from "node:events";
import { startEmbedded } from "./embedded.ts";

const [dataFolder = "", sharedFolder = "", patienceSeconds = "1"] = process.argv.slice(2);

function tell(event: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

try {
  const server = await startEmbedded({
    dataFolder,
    log: (message) => tell({ event: "log", message }),
    patienceSeconds: Number(patienceSeconds),
    sharedFolder,
  });
  await server.announce(`http://localhost/${process.pid}`);
  void server.lost.then(({ message }) => tell({ event: "lost", message }));
  // Heard from before it is told that the database is open: who is told may ask at once.
  const asked = Promise.race([once(process.stdin, "end"), once(process, "SIGINT")]);
  tell({ event: "open", adopted: server.adopted, superuser: server.connection("superuser") });
  process.stdin.resume();
  await asked;
  process.stdin.destroy();
  await server.stop();
  tell({ event: "stopped" });
} catch (error) {
  tell({ event: "failed", name: (error as Error).name, message: (error as Error).message });
  process.exitCode = 1;
}
