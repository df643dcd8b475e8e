import { Button } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Loading } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { type AuditRecord, useAudit } from "./queries.ts";

export function Audit() {
  const text = useText();
  const words = text.audit;
  const [scope, setScope] = useState<"estate" | "district">("estate");
  return (
    <Page intro={words.intro} title={words.title}>
      <Panel title={words.title}>
        <Choice<"estate" | "district">
          label={text.members.scope}
          onChange={setScope}
          options={[
            ["estate", text.members.thisEstate],
            ["district", text.members.wholeDistrict],
          ]}
          value={scope}
        />
        <AuditList onlyEstate={scope === "estate"} />
      </Panel>
    </Page>
  );
}

function AuditList({ onlyEstate }: { readonly onlyEstate: boolean }) {
  const text = useText();
  const words = text.audit;
  const { estate } = useEstate();
  const audit = useAudit(onlyEstate);
  if (audit.error !== null) {
    return <Refusal error={audit.error} onRetry={() => void audit.refetch()} />;
  }
  if (audit.data === undefined) return <Loading />;
  return (
    <>
      <Records<AuditRecord>
        caption={words.title}
        columns={[
          {
            key: "at",
            title: words.at,
            render: (record) => <Moment at={record.at} zone={estate.zone} />,
          },
          { key: "person", title: words.person, render: (record) => record.personMasked },
          {
            key: "command",
            title: words.command,
            render: (record) => commandWords(record.command, words.commands),
          },
          {
            key: "requestId",
            title: words.requestId,
            render: (record) => <code>{record.requestId}</code>,
          },
        ]}
        empty={words.none}
        expand={(record) => (
          <Facts
            facts={Object.entries(record.facts).map(([name, value]) => [
              name,
              <code key={name}>{typeof value === "string" ? value : JSON.stringify(value)}</code>,
            ])}
          />
        )}
        expandLabels={[words.show, words.hide]}
        rowKey={(record) => record.id}
        rowName={(record) => commandWords(record.command, words.commands)}
        rows={audit.data.pages.flatMap((page) => page.records)}
      />
      {audit.hasNextPage ? (
        <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {text.actions.more}
        </Button>
      ) : null}
    </>
  );
}

/** "demo:roll" is told by its first part and its rest; a command not known here as it came. */
function commandWords(command: string, titles: Readonly<Record<string, string>>): string {
  const [first = command, ...rest] = command.split(":");
  return [titles[first] ?? first, ...rest].join(" · ");
}
