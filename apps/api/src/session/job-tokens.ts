import { createHash, timingSafeEqual } from "node:crypto";

/** What a job may do: read one estate's books, until it ends. */
export interface JobScope {
  readonly districtId: string;
  readonly estateId: string;
  readonly personId: string;
  readonly expiresAt: string;
}

export interface JobTokens {
  /** A token for one job; only its hash is kept, and only in this process. */
  issue(scope: JobScope): string;
  find(token: string, now: string): JobScope | undefined;
  end(token: string): void;
}

const digest = (token: string) => createHash("sha256").update(token).digest();

export function jobTokens(random: (bytes: number) => Uint8Array): JobTokens {
  const issued = new Map<string, { hash: Buffer; scope: JobScope }>();
  return {
    issue(scope) {
      const token = Buffer.from(random(32)).toString("base64url");
      const hash = digest(token);
      issued.set(hash.toString("hex"), { hash, scope });
      return token;
    },
    find(token, now) {
      const hash = digest(token);
      const found = issued.get(hash.toString("hex"));
      if (!found || !timingSafeEqual(found.hash, hash)) return undefined;
      if (found.scope.expiresAt <= now) {
        issued.delete(hash.toString("hex"));
        return undefined;
      }
      return found.scope;
    },
    end(token) {
      issued.delete(digest(token).toString("hex"));
    },
  };
}
