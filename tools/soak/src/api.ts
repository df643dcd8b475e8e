import { setTimeout as sleep } from "node:timers/promises";

/** One write: what is sent, always under the same key, until the application acknowledges it. */
export interface Write {
  readonly key: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** The application answered, and not with what was expected. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** A kill of the database makes the application fail a few times; more is a defect. */
const failuresAtMost = 100;

/** Counted over the whole run. */
export interface Traffic {
  acknowledged: number;
  /** Sent again because no answer came, or one that the application itself had failed. */
  retried: number;
  /** Acknowledged as having happened already: the answer was lost, the write was not. */
  replayed: number;
}

/**
 * The API as a stubborn client sees it: whatever is killed meanwhile, it asks again, under the same
 * idempotency key, at the address the application has by then.
 */
export class Api {
  readonly traffic: Traffic = { acknowledged: 0, retried: 0, replayed: 0 };
  /** Writes that were sent and are not answered yet, by what they are. */
  readonly inFlight = new Map<string, string>();
  #url: string;
  #cookie = "";
  readonly #giveUp: AbortSignal;

  constructor(url: string, giveUp: AbortSignal) {
    this.#url = url;
    this.#giveUp = giveUp;
  }

  moveTo(url: string): void {
    this.#url = url;
  }

  async signIn(username: string, password: string): Promise<void> {
    const answer = await fetch(`${this.#url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    await this.#keepCookie(answer, "sign in");
  }

  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    const answer = await fetch(`${this.#url}/api/session/password`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": "soak-change-password",
        cookie: this.#cookie,
      },
      body: JSON.stringify({ currentPassword, newPassword }),
    });
    await this.#keepCookie(answer, "change the password");
  }

  async #keepCookie(answer: Response, what: string): Promise<void> {
    if (!answer.ok) throw new Refused(`${what}: ${answer.status} ${await answer.text()}`);
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    if (cookies.length > 0) this.#cookie = cookies.join("; ");
  }

  /** Reads; asks again like `write` does. */
  async read<Answer>(path: string): Promise<Answer> {
    const answer = await this.#stubbornly(path, { headers: { cookie: this.#cookie } });
    return (await answer.json()) as Answer;
  }

  /** Writes exactly once, however often it must be sent, and answers the acknowledgement. */
  async write<Answer>({ key, path, contentType, body }: Write): Promise<Answer> {
    this.inFlight.set(key, path.slice(path.lastIndexOf("/") + 1).replace(/\?.*/, ""));
    try {
      const answer = await this.#stubbornly(path, {
        method: "POST",
        headers: { "content-type": contentType, "idempotency-key": key, cookie: this.#cookie },
        body,
      });
      const acknowledged = (await answer.json()) as Answer;
      this.traffic.acknowledged += 1;
      if (answer.headers.get("idempotent-replay") === "true") this.traffic.replayed += 1;
      return acknowledged;
    } finally {
      this.inFlight.delete(key);
    }
  }

  async #stubbornly(path: string, request: RequestInit): Promise<Response> {
    for (let failures = 0; ; ) {
      if (this.#giveUp.aborted) throw new Refused(`${path}: gave up, the time is over`);
      try {
        const answer = await fetch(`${this.#url}${path}`, {
          ...request,
          signal: AbortSignal.timeout(60_000),
        });
        // The body may still break off; only a whole answer is an acknowledgement.
        const body = await answer.arrayBuffer();
        if (answer.status < 500) {
          if (!answer.ok) {
            throw new Refused(`${path}: ${answer.status} ${Buffer.from(body).toString("utf8")}`);
          }
          return new Response(body, { status: answer.status, headers: answer.headers });
        }
        failures += 1;
        if (failures > failuresAtMost) {
          throw new Refused(`${path}: ${answer.status} again and again, without a kill`);
        }
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      this.traffic.retried += 1;
      await sleep(50);
    }
  }
}
