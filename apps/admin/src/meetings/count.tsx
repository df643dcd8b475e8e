import { Form, Input, Select } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { groupDigits } from "../ui/amount-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import {
  type CountFact,
  type LiveCount,
  type Meeting,
  useCountFact,
  useFindPaper,
  useLiveCount,
} from "./queries.ts";
import { readNumbers } from "./unit-rows.ts";
import { Conditions, TalliesTable, VerdictStatus } from "./verdict.tsx";
import { useNamed } from "./words.ts";

/** The count as it stands, for those allowed; and the facts it rests on beside ballots. */
export function CountPart({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes.count;
  const { may } = useEstate();
  const live = useLiveCount(meeting.id);
  return (
    <>
      <Panel note={words.intro} title={words.title}>
        <Loaded query={live}>
          {(motions) =>
            motions.length === 0 ? (
              <p className="empty">{words.closed}</p>
            ) : (
              <>
                {motions.map((motion) => (
                  <MotionCount count={motion} key={motion.motionId} />
                ))}
                <p className="note">{words.boycott}</p>
              </>
            )
          }
        </Loaded>
      </Panel>
      {may("meeting:convene") ? <FactForm meeting={meeting} /> : null}
    </>
  );
}

function MotionCount({ count }: { readonly count: LiveCount }) {
  const words = useText().votes.count;
  const name = useNamed();
  return (
    <section aria-label={count.title} className="motion">
      <h3>{count.title}</h3>
      <p className="quiet">{words.now}</p>
      <VerdictStatus verdict={count.verdict} />
      <h4>{words.needed}</h4>
      <ul>
        {Object.entries(count.stillNeeded).map(([axis, needed]) => (
          <li key={axis}>
            {needed.isReachable
              ? words.neededOn(
                  name.axis(axis),
                  groupDigits(needed.participation),
                  groupDigits(needed.for),
                  name.unit(axis),
                )
              : words.unreachable(name.axis(axis))}
          </li>
        ))}
      </ul>
      <Conditions verdict={count.verdict} />
      <TalliesTable tallies={count.tallies} />
      <ul className="quiet">
        <li>{words.boxes(count.electronic, count.paper)}</li>
        {count.setAside > 0 ? <li>{words.setAside(count.setAside)}</li> : null}
        {count.sheetsWaiting > 0 ? <li>{words.waiting(count.sheetsWaiting)}</li> : null}
        {count.voicesWaiting > 0 ? <li>{words.voices(count.voicesWaiting)}</li> : null}
      </ul>
    </section>
  );
}

const kinds = [
  "known",
  "minutes-served",
  "objections",
  "tie-broken",
  "approved",
  "event",
  "consent",
] as const;

interface Given {
  readonly motionId: string;
  readonly kind: (typeof kinds)[number];
  readonly on?: string;
  readonly numbers?: string;
  readonly for?: "for" | "against";
  readonly by?: string;
  readonly event?: string;
  readonly of?: string;
  readonly members?: string;
  readonly given?: string;
}

function FactForm({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.count;
  const { estate } = useEstate();
  const record = useCountFact(meeting.id);
  const find = useFindPaper(meeting.id);
  const [lost, setLost] = useState<Error | null>(null);
  const [form] = Form.useForm<Given>();
  const kind = Form.useWatch("kind", form);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const votersOf = async (typed: string): Promise<string[]> => {
    const ids: string[] = [];
    for (const number of readNumbers(typed)) ids.push((await find(number)).voterId);
    return ids;
  };
  const submit = async (given: Given) => {
    setLost(null);
    try {
      const voterIds = given.kind === "objections" ? await votersOf(given.numbers ?? "") : [];
      record.mutate({ motionId: given.motionId, fact: factOf(given, voterIds) });
    } catch (error) {
      setLost(error as Error);
    }
  };
  return (
    <Panel title={words.fact}>
      {record.isSuccess ? (
        <Announcement key={record.submittedAt} title={words.factDone} tone="good" />
      ) : null}
      <SubmitForm<Given>
        error={lost ?? record.error}
        form={form}
        initialValues={{
          motionId: meeting.motions[0]?.id ?? "",
          kind: "known",
          on: todayIn(estate.zone),
          for: "for",
        }}
        name="fact"
        onSubmit={(given) => void submit(given)}
        sending={record}
        submitLabel={words.factSubmit}
      >
        <Form.Item label={text.votes.motions} name="motionId">
          <Select
            options={meeting.motions.map(({ id, ordinal, title }) => ({
              value: id,
              label: `${ordinal}. ${title}`,
            }))}
          />
        </Form.Item>
        <Form.Item label={words.factKind} name="kind">
          <Select options={kinds.map((one) => ({ value: one, label: words.facts[one] }))} />
        </Form.Item>
        {kind === "known" || kind === "minutes-served" ? (
          <Form.Item label={words.factOn} name="on" rules={[required(words.factOn)]}>
            <Input className="date" type="date" />
          </Form.Item>
        ) : null}
        {kind === "objections" ? (
          <Form.Item label={words.factVoters} name="numbers">
            <Input.TextArea autoComplete="off" rows={3} spellCheck={false} />
          </Form.Item>
        ) : null}
        {kind === "tie-broken" ? (
          <Form.Item label={words.factFor} name="for">
            <Select
              options={[
                { value: "for", label: text.votes.papers.choices.for },
                { value: "against", label: text.votes.papers.choices.against },
              ]}
            />
          </Form.Item>
        ) : null}
        {kind === "approved" ? (
          <Form.Item label={words.factBy} name="by" rules={[required(words.factBy)]}>
            <Input maxLength={60} />
          </Form.Item>
        ) : null}
        {kind === "event" ? (
          <Form.Item label={words.factEvent} name="event" rules={[required(words.factEvent)]}>
            <Input maxLength={60} />
          </Form.Item>
        ) : null}
        {kind === "consent" ? (
          <>
            <Form.Item label={words.factOf} name="of" rules={[required(words.factOf)]}>
              <Input maxLength={60} />
            </Form.Item>
            {(["members", "given"] as const).map((field) => {
              const label = field === "members" ? words.factMembers : words.factGiven;
              return (
                <Form.Item key={field} label={label} name={field} rules={[required(label)]}>
                  <Input inputMode="numeric" maxLength={6} />
                </Form.Item>
              );
            })}
          </>
        ) : null}
      </SubmitForm>
    </Panel>
  );
}

function factOf(given: Given, voterIds: string[]): CountFact {
  switch (given.kind) {
    case "known":
    case "minutes-served":
      return { kind: given.kind, on: given.on ?? "" };
    case "objections":
      return { kind: "objections", voterIds };
    case "tie-broken":
      return { kind: "tie-broken", for: given.for ?? "against" };
    case "approved":
      return { kind: "approved", by: given.by ?? "" };
    case "event":
      return { kind: "event", event: given.event ?? "" };
    case "consent":
      return {
        kind: "consent",
        of: given.of ?? "",
        members: Number(given.members),
        given: Number(given.given),
      };
  }
}
