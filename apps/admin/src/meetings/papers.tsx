import { Button, Checkbox, Input } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { wallTimeIn } from "../clock.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice as Radios } from "../ui/choice.tsx";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { instantAt } from "../wall-time.ts";
import { Paged } from "./more.tsx";
import {
  type Choice,
  type Meeting,
  type Paper,
  type Sheet,
  useEnterPaper,
  useFindPaper,
  useSheets,
  useStoreScan,
} from "./queries.ts";
import { named } from "./words.ts";

/** Each sheet read by two who do not see each other's reading; a third settles a difference. */
export function PapersPart({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes.papers;
  const [taken, setTaken] = useState<Sheet | undefined>();
  const [last, setLast] = useState<Sheet | undefined>();
  const isOpen = meeting.motions.some(({ state }) => state === "open" || state === "closed");
  return (
    <>
      <Panel note={words.intro} title={words.enter}>
        {last === undefined ? null : <Entered sheet={last} />}
        {isOpen && meeting.status !== "published" ? (
          <ReadSheet
            key={taken?.sheet ?? ""}
            meeting={meeting}
            isNext={last !== undefined}
            onDone={(sheet) => {
              setLast(sheet);
              setTaken(undefined);
            }}
            taken={taken}
          />
        ) : (
          <p className="empty">{words.noneOpen}</p>
        )}
      </Panel>
      <Sheets meeting={meeting} onTake={setTaken} />
    </>
  );
}

const keys: Readonly<Record<string, Choice>> = {
  "1": "for",
  "2": "against",
  "3": "abstain",
  "4": "blank",
  "5": "invalid",
};
const choices = ["for", "against", "abstain", "blank", "invalid"] as const;

/** By keyboard alone: the number, Enter, one figure a motion, Enter; then the next sheet. */
function ReadSheet({
  meeting,
  taken,
  isNext,
  onDone,
}: {
  readonly meeting: Meeting;
  readonly taken: Sheet | undefined;
  /** Whoever has just read one stays on the keys. */
  readonly isNext: boolean;
  readonly onDone: (sheet: Sheet) => void;
}) {
  const text = useText();
  const words = text.votes.papers;
  const { estate } = useEstate();
  const find = useFindPaper(meeting.id);
  const store = useStoreScan(meeting.id);
  const enter = useEnterPaper(meeting.id);
  const number = useRef<HTMLInputElement>(null);
  const [paper, setPaper] = useState<Paper | undefined>();
  const [lost, setLost] = useState<Error | null>(null);
  const [scan, setScan] = useState<File | undefined>();
  const [receivedAt, setReceivedAt] = useState(() => wallTimeIn(estate.zone));
  const [isInPerson, setInPerson] = useState(false);
  const [read, setRead] = useState<Readonly<Record<string, Choice>>>({});
  const [fault, setFault] = useState<{ readonly at: number; readonly words: string } | undefined>();
  const motions = meeting.motions.filter(({ state }) => state === "open" || state === "closed");
  const scanSha256 = taken?.scanSha256;
  useEffect(() => {
    if (isNext) number.current?.focus();
  }, [isNext]);

  const take = async (typed: string) => {
    setLost(null);
    try {
      setPaper(await find(typed));
      setRead({});
    } catch (error) {
      setPaper(undefined);
      setLost(error as Error);
    }
  };
  const wrong = (said: string) => setFault((last) => ({ at: (last?.at ?? 0) + 1, words: said }));
  const send = (sha256: string) => {
    if (paper === undefined) return;
    enter.mutate(
      {
        sheet: paper.paperNumber,
        voterId: paper.voterId,
        scanSha256: sha256,
        receivedAt: instantAt(receivedAt, estate.zone),
        ...(isInPerson ? { isInPerson } : {}),
        choices: motions.map(({ id }) => ({ motionId: id, choice: read[id] ?? "blank" })),
      },
      {
        onSuccess: (sheet) => {
          setPaper(undefined);
          setScan(undefined);
          setRead({});
          if (number.current !== null) number.current.value = "";
          number.current?.focus();
          onDone(sheet);
        },
      },
    );
  };
  const submit = () => {
    setFault(undefined);
    if (motions.some(({ id }) => read[id] === undefined)) return wrong(words.missingChoice);
    if (scanSha256 !== undefined) return send(scanSha256);
    if (scan === undefined) return wrong(words.missingScan);
    store.mutate({ file: scan }, { onSuccess: ({ sha256 }) => send(sha256) });
  };
  return (
    <>
      {fault === undefined ? null : <Announcement key={fault.at} title={fault.words} tone="bad" />}
      {store.error !== null || enter.error !== null ? (
        <Refusal error={store.error ?? enter.error ?? new Error()} />
      ) : null}
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          void take(number.current?.value ?? "");
        }}
      >
        <label htmlFor="paper-number">{words.number}</label>
        <span className="row-actions">
          <input
            autoComplete="off"
            className="ant-input paper-number"
            defaultValue={taken?.sheet ?? ""}
            id="paper-number"
            inputMode="text"
            maxLength={40}
            ref={number}
          />
          <Button htmlType="submit">{words.find}</Button>
        </span>
        <span className="quiet">{words.numberHint}</span>
      </form>
      {lost === null ? null : <Refusal error={lost} />}
      {paper === undefined ? null : (
        <form
          className="paper"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div>
            <p role="status">
              <strong>{words.found(text.listed(paper.units))}</strong>
            </p>
            <p className="quiet">{words.keys}</p>
            {motions.map((motion, index) => (
              <ChoiceOf
                autoFocus={index === 0}
                chosen={read[motion.id]}
                isDoubted={taken?.differsIn.includes("choice") ?? false}
                key={motion.id}
                onChoose={(choice) => setRead((all) => ({ ...all, [motion.id]: choice }))}
                title={`${motion.ordinal}. ${motion.title}`}
              />
            ))}
            <p className="field">
              <label htmlFor="paper-received">{words.receivedAt}</label>
              <Input
                className="date"
                id="paper-received"
                onChange={({ target }) => setReceivedAt(target.value)}
                type="datetime-local"
                value={receivedAt}
              />
            </p>
            <p>
              <Checkbox checked={isInPerson} onChange={({ target }) => setInPerson(target.checked)}>
                {words.inPerson}
              </Checkbox>
            </p>
            {scanSha256 === undefined ? (
              <>
                <label className="field-label" htmlFor="paper-scan">
                  {words.scan}
                </label>
                <FileChoice
                  accept=".pdf,.png,.jpg,.jpeg"
                  id="paper-scan"
                  onChange={setScan}
                  {...(scan === undefined ? {} : { value: scan })}
                />
              </>
            ) : null}
            <p className="next-step">
              <Button htmlType="submit" loading={store.isPending || enter.isPending} type="primary">
                {words.submit}
              </Button>
            </p>
          </div>
          {scanSha256 === undefined ? null : <Scan meetingId={meeting.id} sha256={scanSha256} />}
        </form>
      )}
    </>
  );
}

/** What came of the last sheet; said where the reader is, so that the next can be taken at once. */
function Entered({ sheet }: { readonly sheet: Sheet }) {
  const text = useText();
  const words = text.votes.papers;
  const said = {
    "waits-for-second": words.waits,
    entered: words.entered,
    refused: words.refused,
    differs: words.differs(text.listed(sheet.differsIn.map((one) => named(words.fields, one)))),
  };
  return (
    <p className={`announcement announcement-${outcome[sheet.status]}`} role="status">
      {sheet.sheet} · {text.listed(sheet.units)}：{said[sheet.status]}
    </p>
  );
}

const outcome = {
  "waits-for-second": "waiting",
  differs: "bad",
  entered: "good",
  refused: "bad",
} as const;

/** Radio buttons that also listen to the figures 1 to 5 and then go on to the next motion. */
function ChoiceOf({
  title,
  chosen,
  onChoose,
  autoFocus,
  isDoubted,
}: {
  readonly title: string;
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
  readonly autoFocus: boolean;
  readonly isDoubted: boolean;
}) {
  const words = useText().votes.papers;
  const group = useRef<HTMLFieldSetElement>(null);
  const onKey = (event: KeyboardEvent) => {
    const choice = keys[event.key];
    if (choice === undefined) return;
    event.preventDefault();
    onChoose(choice);
    const next = group.current?.nextElementSibling;
    const target =
      next?.querySelector<HTMLElement>("fieldset.choice input, input, button") ?? undefined;
    target?.focus();
  };
  return (
    <fieldset className={isDoubted ? "choice doubted" : "choice"} onKeyDown={onKey} ref={group}>
      <legend>
        {title}
        {isDoubted ? <Status tone="bad">{words.differsIn}</Status> : null}
      </legend>
      {choices.map((choice, index) => (
        <label className={choice === chosen ? "choice-chosen" : undefined} key={choice}>
          <input
            // biome-ignore lint/a11y/noAutofocus: whoever keys sheets stays on the keys
            autoFocus={autoFocus && index === 0}
            checked={choice === chosen}
            name={title}
            onChange={() => onChoose(choice)}
            type="radio"
          />
          <kbd>{index + 1}</kbd> {words.choices[choice]}
        </label>
      ))}
    </fieldset>
  );
}

function Scan({ meetingId, sha256 }: { readonly meetingId: string; readonly sha256: string }) {
  const words = useText().votes.papers;
  const path = useEstatePath();
  const address = `/api/districts/${path.districtId}/estates/${path.estateId}/meetings/${meetingId}/scans/${sha256}`;
  return (
    <figure className="scan">
      <a href={address} rel="noreferrer" target="_blank">
        <img alt={words.scanOf} className="voucher" src={address} />
      </a>
      <figcaption>{words.scanOf}</figcaption>
    </figure>
  );
}

const tones: Readonly<Record<Sheet["status"], Tone>> = {
  "waits-for-second": "waiting",
  differs: "bad",
  entered: "good",
  refused: "idle",
};

function Sheets({
  meeting,
  onTake,
}: {
  readonly meeting: Meeting;
  readonly onTake: (sheet: Sheet) => void;
}) {
  const text = useText();
  const words = text.votes.papers;
  const [filter, setFilter] = useState<"all" | "differs" | "waits-for-second">("all");
  const pages = useSheets(meeting.id, filter);
  return (
    <Panel title={words.list}>
      <Radios
        label={words.filter}
        onChange={setFilter}
        options={[
          ["all", words.filters.all],
          ["waits-for-second", words.filters["waits-for-second"]],
          ["differs", words.filters.differs],
        ]}
        value={filter}
      />
      <Paged pages={pages} rows={(page) => page.sheets}>
        {(rows) => (
          <Records<Sheet>
            caption={words.list}
            columns={[
              { key: "sheet", title: words.number, render: (row) => row.sheet },
              {
                key: "units",
                title: text.votes.roll.units,
                render: (row) => text.listed(row.units),
              },
              {
                key: "state",
                title: words.state,
                render: (row) => (
                  <Status tone={tones[row.status]}>{words.states[row.status]}</Status>
                ),
              },
              { key: "by", title: words.by, render: (row) => text.listed(row.enteredBy) },
              {
                key: "action",
                title: words.action,
                render: (row) =>
                  row.status === "entered" || row.status === "refused" ? (
                    (row.refusedBecause ?? "")
                  ) : row.mayEnter ? (
                    <Button
                      aria-label={`${words.readAgain} ${row.sheet}`}
                      onClick={() => {
                        onTake(row);
                        document.querySelector("h2")?.scrollIntoView();
                      }}
                    >
                      {words.readAgain}
                    </Button>
                  ) : (
                    <span className="quiet">{words.yours}</span>
                  ),
              },
            ]}
            empty={words.none}
            rowKey={(row) => row.sheet}
            rows={rows}
          />
        )}
      </Paged>
    </Panel>
  );
}
