import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Choice } from "../ui/choice.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { type BankLine, isLineState, type LineState, lineStates, useBankLines } from "./queries.ts";

const tones: Readonly<Record<LineState, Tone>> = {
  matched: "good",
  explained: "good",
  suspense: "waiting",
  unexplained: "waiting",
  bounced: "bad",
};

export function LineStatus({ state }: { readonly state: LineState }) {
  return <Status tone={tones[state]}>{useText().lines.states[state]}</Status>;
}

export function Lines() {
  const text = useText();
  const words = text.lines;
  const search = useSearch({ from: "/signed-in/estates/$districtId/$estateId/lines" });
  const navigate = useNavigate({ from: "/estates/$districtId/$estateId/lines" });
  const state = isLineState(search.state) ? search.state : undefined;
  const lines = useBankLines({
    ...(state === undefined ? {} : { state }),
    ...(search.statementId === undefined ? {} : { statementId: search.statementId }),
  });
  return (
    <Page intro={words.intro} title={words.title}>
      <Panel title={words.title}>
        <Choice<LineState | "all">
          label={words.state}
          onChange={(next) =>
            void navigate({
              replace: true,
              search: ({ state: _, ...rest }) => (next === "all" ? rest : { ...rest, state: next }),
            })
          }
          options={[
            ["all", words.all],
            ...lineStates.map((one) => [one, words.states[one]] as const),
          ]}
          value={state ?? "all"}
        />
        {search.statementId === undefined ? null : (
          <p className="note">
            {words.onlyStatement}{" "}
            <Link className="way" from="/estates/$districtId/$estateId/lines" search={{}} to=".">
              {words.showAll}
            </Link>
          </p>
        )}
        <Loaded query={lines}>{(list) => <LineList lines={list} />}</Loaded>
      </Panel>
    </Page>
  );
}

function LineList({ lines }: { readonly lines: readonly BankLine[] }) {
  const words = useText().lines;
  return (
    <Records<BankLine>
      caption={words.title}
      columns={[
        {
          key: "bookedOn",
          title: words.bookedOn,
          render: (line) => <CivilDate date={line.bookedOn} />,
        },
        {
          key: "amount",
          title: words.amount,
          numeric: true,
          render: (line) => <Amount money={line.amount} />,
        },
        { key: "payer", title: words.payer, render: (line) => line.payerName ?? "—" },
        { key: "remark", title: words.remark, render: (line) => line.remark ?? "—" },
        { key: "unit", title: words.unit, render: (line) => line.unitNumber ?? "—" },
        { key: "state", title: words.state, render: (line) => <LineStatus state={line.state} /> },
        { key: "action", title: words.action, render: (line) => <ToLine line={line} /> },
      ]}
      empty={words.empty}
      rowKey={(line) => line.id}
      rows={lines}
    />
  );
}

function ToLine({ line }: { readonly line: BankLine }) {
  const words = useText().lines;
  const { districtId, estate, may } = useEstate();
  const verb = may("books:write") ? verbFor(line.state) : "view";
  return (
    <Link
      aria-label={`${words.verbs[verb]} ${line.reference}`}
      className={verb === "view" ? "way" : "way way-strong"}
      params={{ districtId, estateId: estate.id, lineId: line.id }}
      to="/estates/$districtId/$estateId/lines/$lineId"
    >
      {words.verbs[verb]}
    </Link>
  );
}

function verbFor(state: LineState): "match" | "explain" | "view" {
  if (state === "suspense") return "match";
  return state === "unexplained" ? "explain" : "view";
}
