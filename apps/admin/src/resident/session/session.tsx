import type { Schema } from "@xinyi/api-client";
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";
import { answer, api, newKey, Refused } from "../../api.ts";

type Session = Schema<"Session">;

/** An estate where the caller owns something now. */
export interface Place {
  readonly districtId: string;
  readonly estateId: string;
}

type Standing =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: Error }
  | { readonly state: "out" }
  | { readonly state: "in"; readonly session: Session; readonly places: readonly Place[] };

interface SessionValue {
  readonly standing: Standing;
  /** Takes in the session an answer brought, or that it has ended. */
  readonly keep: (session: Session | null) => void;
  readonly ask: () => void;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<SessionValue | undefined>(undefined);
const deviceKnown = "xinyi.resident.device";

/** Whether somebody has come in on this phone before: then its PIN is asked, not a slip. */
export const isKnownDevice = (): boolean => localStorage.getItem(deviceKnown) === "yes";
export const forgetDevice = (): void => localStorage.removeItem(deviceKnown);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [standing, setStanding] = useState<Standing>({ state: "loading" });
  const keep = useCallback((session: Session | null) => {
    if (session?.door === "slip" && session.passkeys === 0) {
      localStorage.setItem(deviceKnown, "yes");
    }
    setStanding(
      session === null ? { state: "out" } : { state: "in", session, places: placesOf(session) },
    );
  }, []);
  const ask = useCallback(() => {
    answer(api.GET("/api/session")).then(keep, (error: Error) => {
      const isOut = error instanceof Refused && error.problem.status === 401;
      setStanding(isOut ? { state: "out" } : { state: "failed", error });
    });
  }, [keep]);
  useEffect(ask, [ask]);
  const signOut = async () => {
    const header = { "idempotency-key": newKey() };
    await answer(api.DELETE("/api/session", { params: { header } }));
    keep(null);
  };
  return <SessionContext value={{ standing, keep, ask, signOut }}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const value = use(SessionContext);
  if (value === undefined) throw new Error("no session is provided here");
  return value;
}

function placesOf(session: Session): readonly Place[] {
  return session.districts.flatMap(({ districtId, roles }) =>
    roles.flatMap(({ roleId, estateId }) =>
      roleId === "resident" && estateId !== null ? [{ districtId, estateId }] : [],
    ),
  );
}

const PlaceContext = createContext<Place | undefined>(undefined);
export const PlaceProvider = PlaceContext;

/** The estate a signed-in page is about; every path of the API begins with it. */
export function usePlace(): Place {
  const place = use(PlaceContext);
  if (place === undefined) throw new Error("only a page behind the sign-in has a place");
  return place;
}
