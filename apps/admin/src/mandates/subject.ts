import { useText } from "../text/language.tsx";

/** What a resolution is about, in words. */
export function useSubjectText(): (subject: string) => string {
  const { subjects } = useText().twoKeys.mandates;
  return (subject) => {
    const [kind, of = ""] = subject.split(":");
    if (kind === "budget") return subjects.budget(of);
    return kind === "ratification" ? subjects.ratification(of.slice(-6)) : subjects.policy;
  };
}

/** Where a stored file can be seen. */
export function voucherAddress(
  path: { readonly districtId: string; readonly estateId: string },
  sha256: string,
): string {
  return `/api/districts/${path.districtId}/estates/${path.estateId}/vouchers/${sha256}`;
}
