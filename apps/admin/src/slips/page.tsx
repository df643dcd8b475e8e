import { Button } from "antd";
import { useState } from "react";
import { useText } from "../text/language.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { saveBytes } from "../ui/download.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { HandOverDialog } from "./hand-over.tsx";
import { SlipList } from "./list.tsx";
import { type OwnerDoor, useIssueSlips, useOwnerDoors } from "./queries.ts";

const atMost = 200;

/** Who has a way in, who was given one, and the sheets themselves. */
export function Slips() {
  const words = useText().people.slips;
  const owners = useOwnerDoors();
  const issue = useIssueSlips();
  const [again, setAgain] = useState<OwnerDoor | null>(null);
  const [handing, setHanding] = useState<OwnerDoor | null>(null);
  const [isHanded, setHanded] = useState(false);
  const print = (list: readonly OwnerDoor[]) => {
    setHanded(false);
    issue.mutate(
      { personIds: list.slice(0, atMost).map(({ personId }) => personId) },
      { onSettled: () => setAgain(null) },
    );
  };
  const { data } = issue;
  return (
    <Page intro={words.intro} title={words.title}>
      {issue.error === null ? null : <Refusal error={issue.error} />}
      {data === undefined ? null : (
        <Announcement
          key={issue.submittedAt}
          title={words.printed(data.slips.length)}
          tone="waiting"
        >
          <p>{words.saveHint}</p>
          <Button onClick={() => savePdf(data.sheetPdf ?? "")} type="primary">
            {words.save}
          </Button>
        </Announcement>
      )}
      {isHanded ? <Announcement title={words.handedOver} tone="good" /> : null}
      <Loaded query={owners}>
        {(list) => (
          <Panel
            aside={<PrintNew issuing={issue.isPending} list={list} onPrint={print} />}
            note={countsOf(list, words.counts)}
            title={words.list}
          >
            <SlipList
              list={list}
              onHandOver={setHanding}
              onPrint={(owner) => (owner.slip === null ? print([owner]) : setAgain(owner))}
            />
          </Panel>
        )}
      </Loaded>
      <Confirm
        confirmLabel={words.reprint}
        danger
        onCancel={() => setAgain(null)}
        onConfirm={() => again !== null && print([again])}
        open={again !== null}
        sending={issue.isPending}
        title={words.reprintTitle(nameOf(again))}
      >
        <p>{words.reprintText}</p>
      </Confirm>
      <HandOverDialog
        name={nameOf(handing)}
        onClose={(isDone) => {
          setHanding(null);
          setHanded(isDone);
        }}
        slipId={handing?.slip?.slipId}
      />
    </Page>
  );
}

function PrintNew({
  list,
  issuing,
  onPrint,
}: {
  readonly list: readonly OwnerDoor[];
  readonly issuing: boolean;
  readonly onPrint: (list: readonly OwnerDoor[]) => void;
}) {
  const words = useText().people.slips;
  const without = list.filter(({ slip }) => slip === null);
  if (without.length === 0) return <p className="quiet">{words.allPrinted}</p>;
  return (
    <div>
      <Button loading={issuing} onClick={() => onPrint(without)} type="primary">
        {words.printNew(Math.min(without.length, atMost))}
      </Button>
      {without.length > atMost ? <p className="quiet">{words.atMost}</p> : null}
    </div>
  );
}

const countsOf = (
  list: readonly OwnerDoor[],
  say: (owners: number, printed: number, handed: number, inside: number) => string,
) =>
  say(
    list.length,
    list.filter(({ slip }) => slip !== null).length,
    list.filter(({ slip }) => slip?.handedOn != null).length,
    list.filter(({ slip }) => slip?.usedAt != null).length,
  );

const nameOf = (owner: OwnerDoor | null) =>
  owner === null ? "" : `${owner.unitNumbers.join("、")} ${owner.ownerMasked}`;

function savePdf(base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  saveBytes(bytes, "slips.pdf", "application/pdf");
}
