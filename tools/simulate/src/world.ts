import { type Application, type Place, start } from "@xinyi/soak/application";
import type { Chance } from "@xinyi/soak/chance";
import type { Answer, Door, Person, Write } from "./people.ts";

/** Application and model, or the application and a law, do not agree. */
export class Disagreement extends Error {
  override readonly name = "Disagreement";
}

export interface Counts {
  days: number;
  writes: number;
  refusals: number;
  clashes: number;
  lateRetries: number;
  kills: number;
  statements: number;
  receipts: number;
  bounced: number;
  bills: number;
  ordersExecuted: number;
  comparisons: number;
}

/** How many acknowledged writes are remembered, to be sent again some day. */
const memory = 400;

/** The application under the simulation's calendar: it can be asked, killed and started anew. */
export class World {
  readonly door: Door = { url: "", open: Promise.resolve() };
  readonly counts: Counts = {
    days: 0,
    writes: 0,
    refusals: 0,
    clashes: 0,
    lateRetries: 0,
    kills: 0,
    statements: 0,
    receipts: 0,
    bounced: 0,
    bills: 0,
    ordersExecuted: 0,
    comparisons: 0,
  };
  now: string;
  #application: Application | undefined;
  readonly #place: (now: string) => Place;
  readonly #acknowledged: { write: Write; body: string; what: string }[] = [];
  /** Counts down over writes; at nothing the application is killed in the middle of one. */
  #untilKill: number | undefined;
  #patienceMs = 0;

  constructor(now: string, place: (now: string) => Place) {
    this.now = now;
    this.#place = place;
  }

  /** Starts it, and answers what it printed. */
  async open(): Promise<readonly string[]> {
    this.#application = await start(this.#place(this.now));
    this.door.url = this.#application.url;
    return this.#application.printed;
  }

  async close(): Promise<void> {
    await this.#application?.stop();
  }

  async setTime(now: string): Promise<string> {
    this.now = now;
    await this.#application?.tell({ now });
    return now;
  }

  /** Half a minute and more on: telephones show the next code. */
  later(): Promise<string> {
    return this.setTime(new Date(Date.parse(this.now) + 31_000).toISOString());
  }

  /** Has the application killed in the middle of one of the next writes. */
  killSoon(chance: Chance): void {
    this.#untilKill = chance.between(1, 12);
    this.#patienceMs = chance.between(0, 12);
  }

  /** Sends one write, through a kill if one is due, and holds the answer to what is expected. */
  async send(write: Write, what: string, expected: string): Promise<Answer> {
    const [answer] = await this.#answers([write]);
    this.#hold(answer!, what, [expected]);
    if (answer!.verdict === "done") this.#remember(write, answer!, what);
    return answer!;
  }

  /**
   * Sends several writes at the same instant. Which of them is first is not for the seed to say, so
   * only what was answered altogether is held to what is expected: one list of verdicts of several.
   */
  async clash(
    writes: readonly Write[],
    what: string,
    expected: readonly (readonly string[])[],
  ): Promise<readonly Answer[]> {
    this.counts.clashes += 1;
    const answers = await this.#answers(writes);
    const got = answers.map(({ verdict }) => verdict).sort();
    const fits = expected.some((list) => [...list].sort().join() === got.join());
    if (!fits) {
      const wanted = expected.map((list) => list.join(" + ")).join(", or ");
      throw new Disagreement(
        `${what}, at the same instant: ${wanted} expected, ${got.join(" + ")}`,
      );
    }
    answers.forEach((answer, at) => {
      if (answer.verdict === "done") this.#remember(writes[at]!, answer, what);
    });
    return answers;
  }

  /** Sends a write of some earlier day again: it must be answered as then, and do nothing. */
  async retryLate(chance: Chance): Promise<void> {
    if (this.#acknowledged.length === 0) return;
    const { write, body, what } = chance.pick(this.#acknowledged);
    const answer = await write.by.write(write);
    this.counts.lateRetries += 1;
    const got = inOrder(answer.body);
    if (answer.verdict !== "done" || !answer.isReplay || got !== body) {
      throw new Disagreement(
        `${what}, sent again late: the first answer expected, ${answer.verdict}` +
          `${answer.isReplay ? "" : ", done anew"}: ${got.slice(0, 300)}`,
      );
    }
  }

  compare(what: string, expected: unknown, got: unknown): void {
    this.counts.comparisons += 1;
    if (inOrder(expected) === inOrder(got)) return;
    throw new Disagreement(`${what}: ${inOrder(expected)} expected, ${inOrder(got)}`);
  }

  #remember(write: Write, answer: Answer, what: string): void {
    this.#acknowledged.push({ write, body: inOrder(answer.body), what });
    if (this.#acknowledged.length > memory) this.#acknowledged.shift();
  }

  #hold(answer: Answer, what: string, expected: readonly string[]): void {
    if (expected.includes(answer.verdict)) return;
    const said = JSON.stringify(answer.body)?.slice(0, 400);
    throw new Disagreement(
      `${what}: ${expected.join(" or ")} expected, ${answer.verdict}: ${said}`,
    );
  }

  async #answers(writes: readonly Write[]): Promise<readonly Answer[]> {
    const sending = writes.map((write) => write.by.write(write));
    this.counts.writes += writes.length;
    if (this.#untilKill !== undefined) this.#untilKill -= 1;
    if (this.#untilKill === 0) await this.#kill();
    const answers = await Promise.all(sending);
    this.counts.refusals += answers.filter(({ verdict }) => verdict !== "done").length;
    return answers;
  }

  async #kill(): Promise<void> {
    this.#untilKill = undefined;
    this.counts.kills += 1;
    await new Promise((wait) => setTimeout(wait, this.#patienceMs));
    let opened = (): void => {};
    this.door.open = new Promise((done) => {
      opened = done;
    });
    await this.#application?.killNode();
    await this.open();
    opened();
  }
}

/** A value as text, the same however its fields were ordered. */
function inOrder(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === "bigint") return String(part);
      if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? "nothing"
  );
}

export const write = (by: Person, path: string, body: object, key: string): Write => ({
  by,
  path,
  contentType: "application/json",
  body: JSON.stringify(body),
  key,
});
