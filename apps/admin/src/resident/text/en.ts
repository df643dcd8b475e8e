import { ballotEn } from "../ballot/text.en.ts";
import { decisionsEn } from "../decisions/text.en.ts";
import { reportEn } from "../report/text.en.ts";
import type { ResidentTexts } from "./language.tsx";

/** The same words in English. */
export const en: ResidentTexts = {
  product: "Xinyi",
  skipToContent: "Skip to content",
  otherLanguage: "中文",
  loading: "Reading…",
  sending: "Sending…",
  retry: "Try again",
  back: "Back",
  home: "Home",
  more: "Show earlier",
  signOut: "Sign out",
  currencies: { CNY: "yuan" },
  labelled: (label, value) => `${label}: ${value}`,
  listed: (items) => items.join(", "),
  refusal: {
    title: "That did not work",
    offline: "No connection. Check your network and try again.",
    crashed: "This page broke. Close it and open it again; if that does not help, call the office.",
    notFound: "There is no such page",
    request: (id) => `Request ${id}`,
    wait: (minutes) => `Wait ${minutes} minutes and try again.`,
    pinsLeft: (count) =>
      count > 0 ? `${count} tries are left.` : "Wait 15 minutes and try again.",
  },
  door: {
    title: "Owners' sign-in",
    pinIntro: "Enter the six-digit PIN of this phone.",
    pin: "Six-digit PIN",
    show: "Show the digits",
    enter: "Sign in",
    useSlip: "Register this phone with a slip",
    forgotten:
      "Forgot the PIN, or a new phone? Ask the office for a new slip. The old phone is shut out at once.",
    slipTitle: "Register with a slip",
    slipIntro: "Scan the QR code on your slip, or type its twelve digits here.",
    slipCode: "Twelve digits",
    look: "Next",
    isThisYou: "Please check: is this your slip?",
    estate: "Estate",
    owner: "Owner",
    units: "Units",
    notMine: "Not mine",
    choosePin: "Choose a six-digit PIN",
    choosePinHint:
      "You sign in with it on this phone. Not a birthday; tell nobody, the office never asks for it.",
    repeatPin: "Enter it again",
    pinsDiffer: "The two are not the same. Please enter it again.",
    sixDigits: "A PIN is six digits.",
    twelveDigits: "A slip has twelve digits; please check.",
    set: "Set the PIN and sign in",
    alreadyIn: "This phone is registered already; you can sign in with your PIN.",
  },
  place: {
    choose: "Choose an estate",
    noEstate: "No unit is registered in your name now. Ask the office to check the roll.",
  },
  ownHome: {
    greeting: (name) => `Hello, ${name}`,
    units: "My units",
    area: "Area",
    areaOf: (area) => `${area} m²`,
    rate: "Fee rate",
    rateOf: (rate) => `${rate} yuan per m² and month`,
    noRate: "not entered yet",
    owed: "To pay",
    paidUp: "All paid",
    ahead: "Paid ahead",
    account: "Bills and payments",
    estateBooks: "The estate's money",
    estateBooksHint: "What is in the account, what came in, what it was spent on",
    office: "Office telephone",
    cameIn: (by, on) =>
      `Your slip was printed by ${by} on ${on}. If you did not fetch it yourself, call the office at once.`,
  },
  account: {
    title: (unit) => `Bills and payments of ${unit}`,
    kinds: { bill: "Bill", receipt: "Received", reversal: "Correction", other: "Other" },
    bill: (month) => `Fee for ${month}`,
    reversed: "corrected",
    nothing: "No bills and no payments yet.",
    explained:
      "A bill adds to what you owe, a payment takes from it. If something is wrong, call the office.",
  },
  ballot: ballotEn,
  decisions: decisionsEn,
  report: reportEn,
};
