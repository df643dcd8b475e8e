import { Link } from "@tanstack/react-router";
import type { Schema } from "@xinyi/api-client";
import { Button } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { CaseStatus, useTitles } from "./names.tsx";
import { type CaseCard, useDuplicates, useMerge } from "./queries.ts";

type Similar = Schema<"SimilarComplaint">;

/** Cases that may be about the same. A person decides; nothing is merged by itself. */
export function Duplicates({
  card,
  onDone,
}: {
  readonly card: CaseCard;
  readonly onDone: (told: string) => void;
}) {
  const words = useText().complaints.duplicates;
  const similar = useDuplicates(card.id);
  const merge = useMerge(card.id);
  const [chosen, setChosen] = useState<Similar | null>(null);
  const mayMerge = card.may.includes("merge");
  return (
    <Panel note={words.note} title={words.title}>
      <Loaded query={similar}>
        {(list) => <SimilarCases list={list} onChoose={mayMerge ? setChosen : undefined} />}
      </Loaded>
      <Confirm
        confirmLabel={words.merge}
        error={merge.error}
        onCancel={() => setChosen(null)}
        onConfirm={() => {
          if (chosen === null) return;
          merge.mutate(
            { into: chosen.id },
            {
              onSuccess: () => {
                setChosen(null);
                onDone(words.merged(chosen.number));
              },
            },
          );
        }}
        open={chosen !== null}
        sending={merge.isPending}
        title={words.mergeTitle(card.number, chosen?.number ?? "")}
      >
        <p>{words.mergeText}</p>
      </Confirm>
    </Panel>
  );
}

function SimilarCases({
  list,
  onChoose,
}: {
  readonly list: readonly Similar[];
  readonly onChoose: ((one: Similar) => void) | undefined;
}) {
  const words = useText().complaints.duplicates;
  const titles = useTitles();
  const { districtId, estate } = useEstate();
  return (
    <Records<Similar>
      caption={words.title}
      columns={[
        {
          key: "number",
          title: words.case,
          render: (one) => (
            <Link
              className="way"
              params={{ districtId, estateId: estate.id, caseId: one.id }}
              to="/estates/$districtId/$estateId/cases/$caseId"
            >
              {titles.category(one)} {one.number}
            </Link>
          ),
        },
        { key: "state", title: words.state, render: (one) => <CaseStatus state={one.state} /> },
        {
          key: "received",
          title: words.received,
          render: (one) => <Moment at={one.receivedAt} zone={estate.zone} />,
        },
        ...(onChoose === undefined
          ? []
          : [
              {
                key: "merge",
                title: words.action,
                render: (one: Similar) => (
                  <Button aria-label={words.mergeInto(one.number)} onClick={() => onChoose(one)}>
                    {words.merge}
                  </Button>
                ),
              },
            ]),
      ]}
      empty={words.none}
      rowKey={({ id }) => id}
      rows={list}
    />
  );
}
