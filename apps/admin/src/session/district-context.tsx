import { createContext, use } from "react";

/** The district a screen is about, and what the signed-in person may do in the whole of it. */
export interface DistrictContext {
  readonly districtId: string;
  readonly name: string;
  readonly may: (permission: string) => boolean;
}

const Here = createContext<DistrictContext | null>(null);
export const DistrictProvider = Here.Provider;

export function useDistrict(): DistrictContext {
  const here = use(Here);
  if (here === null) throw new Error("useDistrict outside a district's screens");
  return here;
}

/** Path parameters of the district's operations. */
export function useDistrictPath(): { districtId: string } {
  return { districtId: useDistrict().districtId };
}
