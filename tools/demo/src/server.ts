/** A body to send: JSON as a value, a file as its text with its media type. */
export type Body = { readonly json: unknown } | { readonly type: string; readonly text: string };

/** A running Xinyi, as someone who has signed in sees it. */
export interface Server {
  get<Answer>(path: string): Promise<Answer>;
  /** `key` names the write: sent again, it does nothing again. */
  post<Answer>(path: string, body: Body, key: string): Promise<Answer>;
}

/** The server's own refusal: its problem document in one line. */
export class ServerRefusal extends Error {
  readonly status: number;
  constructor(what: string, status: number, problem: string) {
    super(`${what}: ${status} ${problem}`);
    this.status = status;
  }
}

export interface Session {
  readonly username: string;
  readonly mustChangePassword: boolean;
  readonly districts: readonly {
    readonly districtId: string;
    readonly name: string;
    readonly roles: readonly {
      readonly estateId: string | null;
      readonly permissions: readonly string[];
    }[];
  }[];
}

/**
 * Signs in and keeps the session's cookies. A first password that must be
 * changed is changed to `newPassword` where one is given.
 */
export async function signIn(
  url: URL,
  username: string,
  password: string,
  newPassword?: string,
): Promise<{ readonly server: Server; readonly session: Session }> {
  const cookies = new Map<string, string>();
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ) => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: {
        ...headers,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      },
      ...(body === undefined ? {} : { body }),
    }).catch((error: Error) => {
      const cause = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`${url.origin}: no answer (${cause})`);
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";", 1);
      const equals = pair.indexOf("=");
      cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    const text = await answer.text();
    if (!answer.ok) throw new ServerRefusal(`${method} ${path}`, answer.status, problemIn(text));
    return text === "" ? undefined : JSON.parse(text);
  };
  const server: Server = {
    get: (path) => send("GET", path, {}),
    post: (path, body, key) =>
      "json" in body
        ? send(
            "POST",
            path,
            { "content-type": "application/json", "idempotency-key": key },
            JSON.stringify(body.json),
          )
        : send("POST", path, { "content-type": body.type, "idempotency-key": key }, body.text),
  };
  let session: Session = await server.post(
    "/api/session",
    { json: { username, password } },
    crypto.randomUUID(),
  );
  if (session.mustChangePassword && newPassword !== undefined) {
    const change = { currentPassword: password, newPassword };
    session = await server.post("/api/session/password", { json: change }, crypto.randomUUID());
  }
  return { server, session };
}

function problemIn(text: string): string {
  try {
    const { title, detail, facts } = JSON.parse(text);
    return [title, detail, facts === undefined ? undefined : JSON.stringify(facts)]
      .filter((part) => part !== undefined)
      .join(" · ");
  } catch {
    return text.slice(0, 200);
  }
}
