import { localDateAt } from "@xinyi/calendar";
import { maskName } from "../registry/mask.ts";
import { findEstate } from "../registry/store.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { slipEvidence } from "./evidence.ts";
import { ownersOf } from "./owners.ts";

/** Every owner of today with his latest slip: who is still to be given one, and who has come in. */
export async function ownerDoors(work: UnitOfWork, estateId: string) {
  const estate = await findEstate(work, estateId);
  const today = localDateAt(work.now, estate?.zone ?? "UTC");
  const evidence = await slipEvidence(work, estateId);
  const owners = await ownersOf(work, estateId, today);
  return owners.map(({ personId, name, unitNumbers }) => {
    const slip = evidence.get(personId);
    return {
      personId,
      ownerMasked: maskName(name),
      unitNumbers: [...unitNumbers],
      slip: slip
        ? {
            slipId: slip.slipId,
            printedBy: slip.printedBy,
            printedAt: slip.printedAt,
            lastDay: slip.lastDay,
            isExpired: slip.usedAt === null && slip.lastDay < today,
            handedBy: slip.handedBy,
            handedOn: slip.handedOn,
            manner: slip.manner,
            usedAt: slip.usedAt,
          }
        : null,
    };
  });
}
