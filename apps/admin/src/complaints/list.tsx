import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Input } from "antd";
import { type KeyboardEvent, useId, useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Loading } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { CaseStatus, Due, useTitles } from "./names.tsx";
import { type CaseSummary, type Queue, useCases } from "./queries.ts";

const queues = ["triage", "mine", "overdue", "callback", "all"] as const satisfies readonly Queue[];

/** The desk's list: one queue after another, by mouse or by the keyboard alone. */
export function Cases() {
  const text = useText();
  const words = text.complaints.list;
  const { districtId, estate, may } = useEstate();
  const search = useSearch({ from: "/signed-in/estates/$districtId/$estateId/cases" });
  const navigate = useNavigate({ from: "/estates/$districtId/$estateId/cases" });
  const queue =
    queues.find((one) => one === search.queue) ?? (may("case:triage") ? "triage" : "mine");
  const params = { districtId, estateId: estate.id };
  return (
    <Page
      aside={
        <span className="row-actions">
          {may("case:intake") ? (
            <Link
              className="way way-strong"
              params={params}
              to="/estates/$districtId/$estateId/cases/new"
            >
              {words.intake}
            </Link>
          ) : null}
          {may("case:watch") ? (
            <Link className="way" params={params} to="/estates/$districtId/$estateId/hot-issues">
              {text.complaints.hot.title}
            </Link>
          ) : null}
        </span>
      }
      intro={words.intro}
      title={words.title}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys are a second way to the links inside */}
      <div onKeyDown={moveByKeys}>
        <Panel note={words.keys} title={words.queues[queue]}>
          <Choice<Queue>
            label={words.queue}
            onChange={(next) => void navigate({ replace: true, search: { queue: next } })}
            options={queues.map((one) => [one, words.queues[one]] as const)}
            value={queue}
          />
          <CaseList key={queue} queue={queue} />
        </Panel>
      </div>
    </Page>
  );
}

/** J and K step through the cases, / goes to the search; typing in a field stays typing. */
function moveByKeys(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target instanceof HTMLInputElement && target.type !== "radio") return;
  if (key === "/") {
    event.preventDefault();
    currentTarget.querySelector<HTMLElement>("input.case-search")?.focus();
  }
  const step = key === "j" ? 1 : key === "k" ? -1 : 0;
  if (step === 0) return;
  const links = [...currentTarget.querySelectorAll<HTMLElement>(".case-link")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next]?.focus();
}

function CaseList({ queue }: { readonly queue: Queue }) {
  const text = useText();
  const words = text.complaints.list;
  const { estate } = useEstate();
  const [isHere, setHere] = useState(false);
  const [number, setNumber] = useState("");
  const [asked, setAsked] = useState("");
  const id = useId();
  const cases = useCases({
    queue,
    ...(isHere ? { estateId: estate.id } : {}),
    ...(asked === "" ? {} : { number: asked }),
  });
  const list = cases.data?.pages.flatMap((page) => page.cases);
  return (
    <>
      <search>
        <form
          className="case-filters"
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(number.trim());
          }}
        >
          <label htmlFor={id}>{words.number}</label>
          <Input
            allowClear
            className="case-search"
            id={id}
            onChange={({ target }) => {
              setNumber(target.value);
              if (target.value === "") setAsked("");
            }}
            value={number}
          />
          <Button htmlType="submit">{words.find}</Button>
          <Checkbox checked={isHere} onChange={({ target }) => setHere(target.checked)}>
            {words.onlyHere(estate.name)}
          </Checkbox>
        </form>
      </search>
      {cases.error === null ? null : (
        <Refusal error={cases.error} onRetry={() => void cases.refetch()} />
      )}
      {list === undefined ? (
        cases.error === null ? (
          <Loading />
        ) : null
      ) : (
        <CaseTable cases={list} queue={queue} />
      )}
      {cases.hasNextPage ? (
        <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
          {text.actions.more}
        </Button>
      ) : null}
    </>
  );
}

function CaseTable({
  cases,
  queue,
}: {
  readonly cases: readonly CaseSummary[];
  readonly queue: Queue;
}) {
  const words = useText().complaints.list;
  const { estate } = useEstate();
  const titles = useTitles();
  return (
    <Records<CaseSummary>
      caption={words.queues[queue]}
      columns={[
        { key: "number", title: words.case, render: (one) => <ToCase one={one} /> },
        { key: "due", title: words.due, render: (one) => <Due of={one} /> },
        { key: "state", title: words.state, render: (one) => <CaseStatus state={one.state} /> },
        {
          key: "lead",
          title: words.lead,
          render: (one) => (one.lead === null ? words.nobody : titles.unit(one.lead)),
        },
        { key: "estate", title: words.estate, render: (one) => one.estateName ?? "—" },
        {
          key: "received",
          title: words.received,
          render: (one) => <Moment at={one.receivedAt} zone={estate.zone} />,
        },
        {
          key: "reporters",
          title: words.reporters,
          numeric: true,
          render: (one) => one.reporterCount,
        },
      ]}
      empty={words.empty}
      rowKey={({ id }) => id}
      rows={cases}
    />
  );
}

function ToCase({ one }: { readonly one: CaseSummary }) {
  const words = useText().complaints.list;
  const titles = useTitles();
  const { districtId, estate } = useEstate();
  return (
    <Link
      className="way case-link"
      params={{ districtId, estateId: estate.id, caseId: one.id }}
      to="/estates/$districtId/$estateId/cases/$caseId"
    >
      {one.queue === "front" ? `${words.urgent} ` : ""}
      {titles.category(one)} <span className="quiet">{one.number}</span>
    </Link>
  );
}
