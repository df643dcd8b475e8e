import type { LocalDate } from "@xinyi/calendar";
import type { MoneyWire } from "@xinyi/money";
import { reject } from "@xinyi/result";
import { postOpening } from "../books/commands.ts";
import { lockBook } from "../books/ledger-store.ts";
import {
  done,
  type GovernanceAnswer,
  keepStep,
  openConversion,
  switchModeBy,
} from "../estates/commands.ts";
import { takeMandate } from "../mandates/commands.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/**
 * A resolution that two people stand for, on exactly this mode and not used before, switches how
 * an estate is run. There is no other door.
 */
export async function switchMode(
  work: UnitOfWork,
  estateId: string,
  fact: { mode: string; from: string; mandateId: string; note: string; isPilot: boolean },
): GovernanceAnswer {
  const book = await lockBook(work, estateId);
  if (!book) return reject({ kind: "no-book", estateId });
  const mandate = await takeMandate(work, book, fact.mandateId, `governance-mode:${fact.mode}`);
  if (!mandate.ok) return mandate;
  const { resolutionId, resolvedOn } = mandate.value;
  return switchModeBy(work, estateId, fact, {
    mandateId: fact.mandateId,
    resolutionId,
    resolvedOn,
  });
}

/** What the former manager hands over goes into the trust book, fund by fund, in one transaction. */
export async function postConversionOpening(
  work: UnitOfWork,
  estateId: string,
  conversionId: string,
  fact: { on: string; reason: string; balances: readonly { fund: string; amount: MoneyWire }[] },
): GovernanceAnswer {
  const found = await openConversion(work, estateId, conversionId);
  if (!found.ok) return found;
  const entryIds: string[] = [];
  for (const { fund, amount } of fact.balances) {
    const posted = await postOpening(work, estateId, {
      occurredOn: fact.on,
      fund,
      amount,
      reason: fact.reason,
    });
    if (!posted.ok) return posted;
    entryIds.push(posted.value.answer.id);
  }
  const step = { step: "opening-balances", on: fact.on as LocalDate } as const;
  const kept = await keepStep(work, found.value, step, fact.reason, { entryIds });
  if (!kept.ok) return kept;
  return done(work, estateId, { estateId, conversionId, entryIds });
}
