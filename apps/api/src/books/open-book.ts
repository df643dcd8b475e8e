import type { LocalDate } from "@xinyi/calendar";
import { canonicalJson } from "@xinyi/merkle-log";
import { isCurrencyCode } from "@xinyi/money";
import { accept, type Result, reject } from "@xinyi/result";
import { type Genesis, genesisForm, genesisHash } from "@xinyi/trust-accounting";
import { insertRows } from "../database/insert.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { chartOf, defaultChart } from "./chart.ts";
import type { BookRefusal } from "./refusals.ts";

/** Opens the estate's book: its genesis form is what the first entry's hash goes back to. */
export async function openBook(
  work: UnitOfWork,
  estateId: string,
  openedOn: string,
  currency: string,
  chartId: string = defaultChart,
  predecessor?: { readonly book: string; readonly head: string },
): Promise<Result<{ bookId: string }, BookRefusal>> {
  if (!isCurrencyCode(currency)) return reject({ kind: "unknown-currency", currency });
  const chart = chartOf(chartId);
  const genesis: Genesis = {
    book: work.ports.ids.next(),
    currency,
    openedOn: openedOn as LocalDate,
    chart: { id: chart.id, version: chart.version },
    ...(predecessor && { predecessor }),
  };
  await insertRows(work.client, "trust.book", [
    {
      district_id: work.districtId,
      id: genesis.book,
      estate_id: estateId,
      currency,
      chart_id: chart.id,
      chart_version: chart.version,
      opened_on: openedOn,
      genesis: canonicalJson(genesisForm(genesis)),
      genesis_hash: genesisHash(genesis),
      predecessor: predecessor?.book ?? null,
    },
  ]);
  return accept({ bookId: genesis.book });
}
