import type { decisionsZh } from "./text.zh.ts";

/** The words of resolutions and what was paid under them; part of `en.ts`. */
export const decisionsEn: typeof decisionsZh = {
  way: {
    title: "Resolutions and their payments",
    hint: "From a resolution to every payment, and back",
  },
  title: "What the owners resolved",
  none: "No resolution yet.",
  resolvedOn: (day) => `resolved ${day}`,
  subjects: {
    budget: (year) => `the budget of ${year}`,
    "access-policy": "the payment rights",
    trustee: "hiring the trustee",
    "estate-mode": "the way the estate is run",
    ratification: "ratifying an emergency payment",
  },
  resolution: "Resolution",
  budget: "Budget",
  budgetOf: (year) => `Budget of ${year}, in all`,
  noBudget: "This resolution adopted no budget.",
  payments: "Paid under it",
  noPayments: "Nothing has been paid yet.",
  paidOn: (day) => `paid ${day}`,
  notPaid: "not paid yet",
  back: "Which resolution this payment rests on",
  onePayment: "This payment",
  noResolution: "This payment rests on no resolution.",
  vote: "See the result of the vote",
};
