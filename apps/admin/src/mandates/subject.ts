import { useText } from "../text/language.tsx";

/** What a resolution is about, in words. */
export function useSubjectText(): (subject: string) => string {
  const text = useText();
  const { subjects } = text.twoKeys.mandates;
  const { trustee, "estate-mode": mode } = text.votes.form.subjects;
  const modes: Readonly<Record<string, string>> = text.organizations.modes;
  const books = text.books.subjects;
  return (subject) => {
    const [kind, of = ""] = subject.split(":");
    switch (kind) {
      case "budget":
        return subjects.budget(of);
      case "ratification":
        return subjects.ratification(of.slice(-6));
      case "trustee":
        return trustee;
      case "governance-mode":
        return text.labelled(mode, modes[of] ?? of);
      case "tariff":
        return books.tariff(of);
      case "late-charge":
      case "fee-relief":
      case "maintenance-spending":
      case "appropriation":
      case "hand-over":
        return books[kind];
      default:
        return subjects.policy;
    }
  };
}

/** Where a stored file can be seen. */
export function voucherAddress(
  path: { readonly districtId: string; readonly estateId: string },
  sha256: string,
): string {
  return `/api/districts/${path.districtId}/estates/${path.estateId}/vouchers/${sha256}`;
}
