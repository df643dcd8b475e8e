import { isGrassroots } from "@xinyi/complaint-routing";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { allDesks, balancedDesk, desksFor, gridsAt } from "../desks/store.ts";
import { unitNames } from "../rules/units.ts";
import type { CaseRecord } from "./store.ts";

/** Units of the rules and grids of the place, whether each may lead, and which desk would have it. */
export async function candidatesOf(work: UnitOfWork, record: CaseRecord) {
  const { matter, state, version } = record;
  const { pack } = version.routing;
  const names = await unitNames(work, pack);
  const desks = await allDesks(work);
  const handling = pack.units.filter(({ kind }) => kind !== "emergency" && kind !== "supervision");
  const ids = [...handling.map(({ id }) => id), ...(await gridsAt(work, matter.estateId))];
  return ids.map((id) => {
    const why = state?.excludes.includes(id)
      ? ("excluded" as const)
      : state?.departmentsOnly && isGrassroots(id, pack)
        ? ("not-for-grassroots" as const)
        : null;
    const choice = balancedDesk(desks, id, matter, matter.id, matter.deskId ?? undefined);
    return {
      unit: names.of(id),
      mayLead: why === null,
      why,
      desks: desksFor(desks, id, matter).map(
        ({ id: deskId, title, openLoad, capacity, isOnDuty }) => ({
          id: deskId,
          title,
          openLoad,
          capacity,
          isOnDuty,
        }),
      ),
      choice:
        choice === undefined || why !== null
          ? null
          : { deskId: choice.unit, because: choice.because as string },
    };
  });
}
