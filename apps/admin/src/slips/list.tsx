import { Button } from "antd";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate, Moment } from "../ui/civil-date.tsx";
import { Records } from "../ui/records.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import type { OwnerDoor } from "./queries.ts";

type State = "none" | "printed" | "handed" | "expired" | "in";
const tones: Readonly<Record<State, Tone>> = {
  none: "idle",
  printed: "waiting",
  handed: "waiting",
  expired: "bad",
  in: "good",
};

export function SlipList({
  list,
  onPrint,
  onHandOver,
}: {
  readonly list: readonly OwnerDoor[];
  readonly onPrint: (owner: OwnerDoor) => void;
  readonly onHandOver: (owner: OwnerDoor) => void;
}) {
  const text = useText();
  const words = text.people.slips;
  const unitsOf = ({ unitNumbers }: OwnerDoor) => text.listed(unitNumbers);
  return (
    <Records<OwnerDoor>
      caption={words.list}
      columns={[
        { key: "units", title: words.units, render: unitsOf },
        { key: "owner", title: words.owner, render: (owner) => owner.ownerMasked },
        {
          key: "state",
          title: words.state,
          render: (owner) => {
            const state = stateOf(owner);
            return <Status tone={tones[state]}>{words.states[state]}</Status>;
          },
        },
        { key: "by", title: words.by, render: (owner) => <Hands owner={owner} /> },
        {
          key: "action",
          title: words.action,
          render: (owner) => (
            <span className="row-actions">
              {stateOf(owner) === "printed" ? (
                <Button
                  aria-label={text.labelled(words.handOver, unitsOf(owner))}
                  onClick={() => onHandOver(owner)}
                >
                  {words.handOver}
                </Button>
              ) : null}{" "}
              <Button
                aria-label={text.labelled(
                  owner.slip === null ? words.print : words.reprint,
                  unitsOf(owner),
                )}
                onClick={() => onPrint(owner)}
              >
                {owner.slip === null ? words.print : words.reprint}
              </Button>
            </span>
          ),
        },
      ]}
      empty={words.empty}
      rowKey={({ personId }) => personId}
      rows={list}
    />
  );
}

function Hands({ owner: { slip } }: { readonly owner: OwnerDoor }) {
  const words = useText().people.slips;
  const { estate } = useEstate();
  if (slip === null) return "—";
  return (
    <>
      {words.printedBy(slip.printedBy)} <Moment at={slip.printedAt} zone={estate.zone} />
      {slip.handedOn === null || slip.manner === null ? null : (
        <>
          <br />
          {words.handedBy(slip.handedBy ?? "—", words.manners[slip.manner])}{" "}
          <CivilDate date={slip.handedOn} />
        </>
      )}
    </>
  );
}

function stateOf({ slip }: OwnerDoor): State {
  if (slip === null) return "none";
  if (slip.usedAt !== null) return "in";
  if (slip.isExpired) return "expired";
  return slip.handedOn === null ? "printed" : "handed";
}
