import { createContext, use } from "react";
import type { Estate } from "./queries.ts";

/** The estate a screen is about, and what the signed-in person may do there. */
export interface EstateContext {
  readonly districtId: string;
  readonly estate: Estate;
  readonly may: (permission: string) => boolean;
  /** The audit log belongs to the district: it asks for a role in the whole of it. */
  readonly mayInDistrict: (permission: string) => boolean;
}

const Here = createContext<EstateContext | null>(null);
export const EstateProvider = Here.Provider;

export function useEstate(): EstateContext {
  const here = use(Here);
  if (here === null) throw new Error("useEstate outside an estate's screens");
  return here;
}

/** Path parameters of the estate's operations. */
export function useEstatePath(): { districtId: string; estateId: string } {
  const { districtId, estate } = useEstate();
  return { districtId, estateId: estate.id };
}
