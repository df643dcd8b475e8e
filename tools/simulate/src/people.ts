import { setTimeout as sleep } from "node:timers/promises";
import { generateSync } from "otplib";

/** The application's answer, as the play and the model compare it. */
export interface Answer {
  readonly status: number;
  /** `done`, or the kind of the refusal. */
  readonly verdict: string;
  readonly isReplay: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: every answer is compared with the model, field by field.
  readonly body: any;
}

/** One write, kept so that it can be sent again much later. */
export interface Write {
  readonly by: Person;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  readonly key: string;
}

/** Where the application is now; while it is being started anew, requests wait. */
export interface Door {
  url: string;
  open: Promise<void>;
}

const attemptsAtMost = 8;

/** Somebody with an account and a telephone that shows codes. */
export class Person {
  readonly username: string;
  readonly #door: Door;
  #password: string;
  #cookies = new Map<string, string>();
  secret = "";

  constructor(door: Door, username: string, password: string) {
    this.#door = door;
    this.username = username;
    this.#password = password;
  }

  async signIn(): Promise<void> {
    const credentials = { username: this.username, password: this.#password };
    const answer = await this.#send("/api/session", "POST", {}, JSON.stringify(credentials));
    if (answer.status !== 200)
      throw new Error(`${this.username} cannot sign in: ${answer.verdict}`);
  }

  async changePassword(next: string): Promise<void> {
    const body = JSON.stringify({ currentPassword: this.#password, newPassword: next });
    const key = { "idempotency-key": `password-${this.username}` };
    const answer = await this.#send("/api/session/password", "POST", key, body);
    if (answer.status !== 200) throw new Error(`the password stays: ${answer.verdict}`);
    this.#password = next;
    await this.signIn();
  }

  code(at: string): string {
    return generateSync({ secret: this.secret, epoch: Math.floor(Date.parse(at) / 1000) });
  }

  async read(path: string): Promise<Answer> {
    return this.#signedIn(() => this.#send(path, "GET", {}));
  }

  /** Sends a write until it is answered; a server that died in between is asked again. */
  async write({ path, contentType, body, key }: Write): Promise<Answer> {
    const headers = { "content-type": contentType, "idempotency-key": key, "if-match": "*" };
    return this.#signedIn(() => this.#send(path, "POST", headers, body));
  }

  async #signedIn(send: () => Promise<Answer>): Promise<Answer> {
    const answer = await send();
    if (answer.status !== 401) return answer;
    await this.signIn();
    return send();
  }

  async #send(
    path: string,
    method: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#door.open;
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      try {
        const answer = await fetch(`${this.#door.url}${path}`, {
          method,
          headers: { "content-type": "application/json", ...headers, cookie },
          ...(body !== undefined && { body }),
        });
        const text = await answer.text();
        for (const line of answer.headers.getSetCookie()) {
          const [pair = ""] = line.split(";");
          this.#cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
        }
        return answerOf(answer, text);
      } catch (error) {
        if (attempt >= attemptsAtMost) throw error;
        await sleep(20);
      }
    }
  }
}

function answerOf(answer: Response, text: string): Answer {
  const body = text === "" ? undefined : JSON.parse(text);
  return {
    status: answer.status,
    verdict: answer.ok ? "done" : (body?.type ?? `status ${answer.status}`).split(":").at(-1),
    isReplay: answer.headers.get("idempotent-replay") === "true",
    body,
  };
}
