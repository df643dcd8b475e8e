import type { peopleProblemsZh } from "./people.zh.ts";
import type { Texts } from "./texts.ts";

const more = (months: number) => (months > 1 ? `, ${months} months in all` : "");

/** The words of owners' slips; part of `en.ts`. */
export const peopleEn: Texts["people"] = {
  slips: {
    nav: "Owners' slips",
    title: "Owners' slips",
    intro:
      "One sheet per owner: scanning its QR code or typing its twelve digits sets a PIN of one's own, for bills and votes. Good for thirty days, once.",
    counts: (owners, printed, handed, inside) =>
      `${owners} owners: ${printed} printed, ${handed} handed over, ${inside} have come in.`,
    printNew: (count) => `Print for owners who have none (${count})`,
    allPrinted: "Every owner has a slip.",
    atMost: "At most 200 at a time; press again for the rest.",
    printed: (count) => `${count} printed`,
    save: "Save the PDF",
    saveHint:
      "The PDF can be saved here this once; the digits are stored nowhere. Print it, delete the file, and hand each slip to its owner.",
    list: "Owners",
    units: "Units",
    owner: "Owner",
    state: "State",
    states: {
      none: "no slip yet",
      printed: "printed, not handed over",
      handed: "handed over, not used",
      expired: "too old",
      in: "has come in",
    },
    by: "By whom",
    printedBy: (name) => `printed by ${name}`,
    handedBy: (name, manner) => `${name}: ${manner}`,
    action: "Action",
    print: "Print",
    reprint: "Print anew",
    handOver: "Record handing over",
    reprintTitle: (owner) => `Print a new slip for ${owner}?`,
    reprintText:
      "The old slip is void at once. The phone and the sign-in the owner has now are shut; the new slip registers the phone again.",
    handOverTitle: (owner) => `Record: the slip of ${owner} was handed over`,
    handOverText:
      "You record that you handed it over yourself. It cannot be changed later, and counts as evidence of delivery.",
    manner: "How",
    manners: {
      "in-person": "into the owner's hands",
      "household-member": "to somebody of the household",
      letterbox: "into the letterbox",
      post: "by post",
    },
    on: "On",
    handedOver: "Recorded",
    empty: "The roll has no owners yet. Import it first.",
  },
  budgetPage: "The public page of this consultation (no sign-in to read)",
  watch: {
    nav: "First today",
    title: "First today",
    day: (district, on, estates) =>
      `${district}, ${on}, ${estates} estates. Worst first; one click leads to the thing.`,
    nothing: "Nothing is late.",
    left: (count) => `${count} more are late; these come first.`,
    print: "Print",
    setBar: "Change a bar",
    barKind: "Which",
    barValue: "New number of days (per cent for a budget line)",
    barFault: "A whole number from 0 to 999",
    barFrom: "From which day",
    saveBar: "Save",
    barSet: "Saved",
    bars: "Listed from here on:",
    barOf: {
      "ratification-overdue": () => "an emergency payment past its ratification",
      "line-unplaced": (days) => `bank lines unplaced for ${days} days`,
      "order-waiting": (days) => `a payment waiting ${days} days`,
      "month-not-closed": (days) => `a month not closed ${days} days after its end`,
      "budget-line-full": (percent) => `a budget line used to ${percent}%`,
      "month-not-published": (days) => `a month not published ${days} days after its end`,
      "statement-missing": (days) => `no bank statement for ${days} days`,
    },
    sentences: {
      "ratification-overdue": (facts) =>
        `emergency payment of ${facts.amount} to ${facts.title}: to be ratified by ${facts.since}, and was not.`,
      "line-unplaced": (facts) =>
        `${facts.count} bank lines of ${facts.amount} nobody has placed or explained; the oldest is of ${facts.since}, ${facts.days} days ago.`,
      "order-waiting": (facts) =>
        `${facts.amount} to ${facts.title} has waited ${facts.days} days for the ${facts.party} (since ${facts.since}).`,
      "month-not-closed": (facts) =>
        `${facts.month} is not closed, ${facts.days} days since ${facts.since}${more(facts.count)}.`,
      "budget-line-full": (facts) =>
        `budget line “${facts.title}” is used to ${facts.days}% on ${facts.since}; ${facts.amount} is left.`,
      "month-not-published": (facts) =>
        `${facts.month} is not published, ${facts.days} days since ${facts.since}${more(facts.count)}.`,
      "statement-missing": (facts) =>
        `the bank statements end on ${facts.since}, ${facts.days} days ago.`,
    },
  },
  passkeys: {
    title: "Passkeys",
    intro:
      "Sign in and approve with the fingerprint, face or lock of your own phone or computer; no digits to copy. It works for this site alone, so no false site can take it.",
    signIn: "Sign in with a passkey",
    add: "Add a passkey",
    added: "The passkey was added",
    number: (at) => `Number ${at}`,
    since: "added",
    end: "Give up",
    notHere: "This browser, or this address, knows no passkeys. They need an https address.",
    instead: "You approve with a passkey; an authenticator is not needed.",
    approve: "Approve with a passkey",
    approveText:
      "The passkey signs exactly the order you see: change one word, and the signature is worthless.",
  },
};

export const peopleProblemsEn: Readonly<Record<keyof typeof peopleProblemsZh, string>> = {
  "slip-unknown": "There is no such slip; check the twelve digits.",
  "slip-voided": "This slip is void; print a new one.",
  "slip-used":
    "This slip has been used. If not by the owner, print a new one at once: that shuts what the old one opened.",
  "slip-expired": "This slip is too old; print a new one.",
  "pin-too-simple": "This PIN is too simple; choose six other digits.",
  "device-unknown": "This phone is not registered or was shut out; use a new slip.",
  "wrong-pin": "The PIN is wrong; try again.",
  "precondition-required": "Read the present state first: reload and try again.",
  "precondition-failed":
    "Somebody has changed it since you read it; nothing was changed. Reload and look again.",
  "same-party-twice": "One party records, the other confirms: ask the other side.",
  "broken-image": "The picture is broken and was not taken in. Take it again.",
  "image-too-large": "The picture is too large and was not taken in. Take it at a lower setting.",
  "passkey-cancelled":
    "The passkey was not used: called off, too late, or none of yours on this device. Try again.",
  "passkey-challenge-gone": "It took too long; try once more.",
  "passkey-unknown": "This passkey is not known here, or was given up. Sign in with your password.",
  "passkey-not-yours": "This passkey is not yours, or an owner's only; it approves nothing.",
  "passkey-not-verified":
    "The passkey's signature does not fit; nothing was approved. Reload, look at the order, try again.",
  "assertion-used-already": "This signature was used already; sign anew.",
  "not-an-owner": "This person owns nothing here now; nothing was printed. Check the roll.",
  "handed-over-already": "The handing over of this slip is recorded already.",
  "handed-over-before-printed": "It cannot be handed over before the day it was printed.",
  "handed-over-in-future": "It cannot be handed over later than today.",
};
