import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { BodyChoice } from "./body-choice.tsx";
import {
  type Gatherings as Found,
  type Gathering,
  useFinishAction,
  useGatherings,
  useRecordGathering,
} from "./commons-queries.ts";

const tones = { held: "good", missed: "bad", open: "waiting" } as const;

/** The months of the salon with an alarm where one is missed, and the meetings with their actions. */
export function Gatherings() {
  const words = useText().organizations.commons;
  const found = useGatherings();
  const { may } = useDistrict();
  return (
    <Loaded query={found}>
      {(all) => (
        <>
          <Panel title={words.salons}>
            <SalonMonths salons={all.salons} />
            {may("organization:write") ? <GatheringForm /> : null}
          </Panel>
          <Panel title={words.meetings}>
            <Meetings gatherings={all.gatherings} />
          </Panel>
        </>
      )}
    </Loaded>
  );
}

export function SalonMonths({ salons }: { readonly salons: Found["salons"] }) {
  const text = useText();
  const words = text.organizations.commons;
  const missed = salons.filter(({ state }) => state === "missed");
  return (
    <>
      <p>
        <Status tone={salons.length === 0 ? "idle" : missed.length === 0 ? "good" : "bad"}>
          {salons.length === 0
            ? words.noSalon
            : missed.length === 0
              ? words.allHeld
              : words.missed(text.listed(missed.map(({ month }) => month)))}
        </Status>
      </p>
      <ol className="months">
        {salons.map(({ month, state }) => (
          <li key={month}>
            <span>{month}</span>
            <Status tone={tones[state]}>{words.salonStates[state]}</Status>
          </li>
        ))}
      </ol>
    </>
  );
}

function Meetings({ gatherings }: { readonly gatherings: readonly Gathering[] }) {
  const words = useText().organizations.commons;
  const { may } = useDistrict();
  const finish = useFinishAction();
  const [doing, setDoing] = useState<{ gatheringId: string; actionId: string; words: string }>();
  if (gatherings.length === 0) return <p className="empty">{words.noMeetings}</p>;
  return (
    <>
      <ol className="entry-list">
        {gatherings.slice(0, 24).map((one) => (
          <li key={one.id}>
            <strong>{one.topic}</strong> <span className="quiet">{words.kinds[one.kind]} · </span>
            <CivilDate date={one.heldOn} />
            <span className="quiet">
              {" "}
              · {one.place} · {words.attended(one.attended.length)}
            </span>
            {one.minutes === "" ? null : <p className="quiet">{one.minutes}</p>}
            {one.actions.length === 0 ? null : (
              <ul className="stage-tests">
                {one.actions.map((action) => (
                  <li key={action.id}>
                    <Status
                      tone={action.doneOn !== null ? "good" : action.isOverdue ? "bad" : "waiting"}
                    >
                      {`${action.words} · ${action.dueOn}${action.isOverdue ? ` · ${words.overdue}` : ""}${
                        action.doneOn === null ? "" : ` · ${words.finished(action.doneOn)}`
                      }`}
                    </Status>
                    {action.doneOn === null && may("organization:write") ? (
                      <Button
                        aria-label={`${words.finish} ${action.words}`}
                        onClick={() =>
                          setDoing({
                            gatheringId: one.id,
                            actionId: action.id,
                            words: action.words,
                          })
                        }
                        type="text"
                      >
                        {words.finish}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      <Dialog
        footer={null}
        onCancel={() => setDoing(undefined)}
        open={doing !== undefined}
        title={doing?.words ?? ""}
      >
        <SubmitForm<{ note: string }>
          error={finish.error}
          name="finish"
          onSubmit={({ note }) =>
            doing &&
            finish.mutate(
              {
                gatheringId: doing.gatheringId,
                actionId: doing.actionId,
                on: todayIn("Asia/Shanghai"),
                note,
              },
              { onSuccess: () => setDoing(undefined) },
            )
          }
          sending={finish}
          submitLabel={words.finish}
        >
          <Form.Item
            label={words.finishNote}
            name="note"
            rules={[{ required: true, message: words.finishNote }]}
          >
            <Input maxLength={2000} />
          </Form.Item>
        </SubmitForm>
      </Dialog>
    </>
  );
}

interface Filled {
  readonly kind: "salon" | "joint-meeting";
  readonly heldOn: string;
  readonly topic: string;
  readonly place: string;
  readonly minutes?: string;
  readonly attended?: string[];
  readonly actions?: string;
  readonly dueOn?: string;
}

function GatheringForm() {
  const text = useText();
  const words = text.organizations.commons;
  const record = useRecordGathering();
  const [form] = Form.useForm<Filled>();
  const today = todayIn("Asia/Shanghai");
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      {record.data === undefined ? null : (
        <Announcement key={record.submittedAt} title={words.recorded} tone="good" />
      )}
      <details>
        <summary>{words.record}</summary>
        <SubmitForm<Filled>
          error={record.error}
          form={form}
          initialValues={{ kind: "salon", heldOn: today }}
          name="gathering"
          onSubmit={({ actions = "", dueOn, minutes = "", attended = [], ...rest }) =>
            record.mutate(
              {
                ...rest,
                minutes,
                attended,
                actions: actions
                  .split("\n")
                  .map((line) => line.trim())
                  .filter((line) => line !== "")
                  .map((line) => ({ words: line, dueOn: dueOn ?? rest.heldOn })),
              },
              { onSuccess: () => form.resetFields() },
            )
          }
          sending={record}
          submitLabel={words.submit}
        >
          <Form.Item label={words.kind} name="kind">
            <Select
              options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item label={words.heldOn} name="heldOn" rules={[required(words.heldOn)]}>
            <Input className="date" type="date" />
          </Form.Item>
          <Form.Item label={words.topic} name="topic" rules={[required(words.topic)]}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item label={words.place} name="place" rules={[required(words.place)]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item label={text.organizations.register.list} name="attended">
            <BodyChoice several />
          </Form.Item>
          <Form.Item label={words.minutes} name="minutes">
            <Input.TextArea maxLength={20000} rows={3} />
          </Form.Item>
          <Form.Item extra={words.actionHint} label={words.action} name="actions">
            <Input.TextArea maxLength={5000} rows={2} />
          </Form.Item>
          <Form.Item label={words.dueOn} name="dueOn">
            <Input className="date" type="date" />
          </Form.Item>
        </SubmitForm>
      </details>
    </>
  );
}
