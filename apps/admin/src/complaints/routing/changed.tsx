import { comparePacks, type Destination, type RoutingPack } from "@xinyi/complaint-routing";
import { useMemo } from "react";
import { useText } from "../../text/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { Records } from "../../ui/records.tsx";
import { useDestination } from "./rules.tsx";
import { type RoutingWords, useRoutingWords } from "./words.ts";

interface Row {
  readonly example: string;
  readonly before: string;
  readonly after: string;
}

/** What an edit really changes: where the two versions lead a matter differently, with an example. */
export function Changed({
  before,
  after,
}: {
  readonly before: RoutingPack;
  readonly after: RoutingPack;
}) {
  const say = useText().complaints.editor;
  const words = useRoutingWords(after);
  const told = useDestination(after);
  const difference = useMemo(() => comparePacks(before, after), [before, after]);
  if (!difference.ok) {
    return (
      <Panel title={say.changed}>
        <p>{say.notComparable}</p>
      </Panel>
    );
  }
  const led = (value: unknown) =>
    typeof value === "string" ? told(JSON.parse(value) as Destination) : say.toTriage;
  const rows = difference.value.changed.map(
    (region): Row => ({
      example: exampleText(region.example, words),
      before: led(region.before.value),
      after: led(region.after.value),
    }),
  );
  return (
    <Panel note={say.changedNote} title={say.changed}>
      {difference.value.status === "incomplete" ? <p className="note">{say.incomplete}</p> : null}
      <Records<Row>
        caption={say.changed}
        columns={[
          { key: "example", title: say.example, render: (row) => row.example },
          { key: "before", title: say.before, render: (row) => row.before },
          { key: "after", title: say.after, render: (row) => row.after },
        ]}
        empty={say.same}
        rowKey={(row) => `${row.example} ${row.before} ${row.after}`}
        rows={rows}
      />
    </Panel>
  );
}

function exampleText(example: Readonly<Record<string, unknown>>, words: RoutingWords): string {
  return Object.entries(example)
    .filter(([, value]) => value !== null)
    .map(([fact, value]) => `${words.fact(fact)}: ${words.value(fact, value)}`)
    .join(" · ");
}
