import { Button } from "antd";
import { useState } from "react";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { useTitles } from "./names.tsx";
import type { CaseCard } from "./queries.ts";
import { StepDialog } from "./step-dialog.tsx";
import { type Verb, verbs } from "./step-fields.ts";

/** What may be done now and by this person: the server's own answer, so that no button is refused. */
export function Steps({
  card,
  onDone,
}: {
  readonly card: CaseCard;
  readonly onDone: (told: string) => void;
}) {
  const words = useText().complaints.steps;
  const [asked, setAsked] = useState<Verb | null>(null);
  const open = verbs.filter((verb) => card.may.includes(verb));
  const [first] = open;
  return (
    <Panel title={words.title}>
      <Objection card={card} />
      {open.length === 0 ? <p className="quiet">{words.none}</p> : null}
      <div className="row-actions">
        {open.map((verb) => (
          <Button
            key={verb}
            onClick={() => setAsked(verb)}
            type={verb === first ? "primary" : "default"}
          >
            {labelOf(verb, card, words)}
          </Button>
        ))}
      </div>
      {asked === null ? null : (
        <StepDialog
          card={card}
          label={labelOf(asked, card, words)}
          onClose={() => setAsked(null)}
          onDone={(told) => {
            setAsked(null);
            onDone(told);
          }}
          verb={asked}
        />
      )}
    </Panel>
  );
}

/** Assigning what was objected to is deciding on the objection, and is called so. */
function labelOf(
  verb: Verb,
  card: CaseCard,
  words: ReturnType<typeof useText>["complaints"]["steps"],
): string {
  if (verb === "dispatch" && card.state === "objected") return words.adjudicate;
  if (verb === "join" && card.state !== "objected" && hasUnreported(card))
    return words.joinOrReport;
  return words.verbs[verb];
}

function hasUnreported(card: CaseCard): boolean {
  return card.clock?.called.some(({ reportedAt }) => reportedAt === null) ?? false;
}

/** The objection that waits for a decision: who, why, and whom they name instead. */
function Objection({ card }: { readonly card: CaseCard }) {
  const words = useText().complaints.steps;
  const titles = useTitles();
  const objection = card.timeline.filter(({ verb }) => verb === "object").at(-1);
  if (card.state !== "objected" || objection === undefined) return null;
  return (
    <p className="note">
      {words.objected(
        objection.unit === null ? "—" : titles.unit(objection.unit),
        objection.to === null ? "—" : titles.unit(objection.to),
        card.objections,
      )}
      <br />
      {objection.words}
      <br />
      {words.clockGoesOn}
    </p>
  );
}
