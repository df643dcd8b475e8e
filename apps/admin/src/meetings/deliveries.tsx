import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { todayIn, wallTimeIn } from "../clock.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { instantAt } from "../wall-time.ts";
import { Paged } from "./more.tsx";
import {
  type Delivery,
  type DeliveryWay,
  type Meeting,
  useDeliveries,
  usePublicNotice,
  useRecordDeliveries,
  useStoreScan,
} from "./queries.ts";

/** Doors knocked at and doors still to knock at, with the proof of each. */
export function DeliveriesPart({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes.deliveries;
  const path = useEstatePath();
  if (meeting.roll.status !== "frozen") {
    return (
      <Panel title={words.title}>
        <p className="empty">{words.empty}</p>
      </Panel>
    );
  }
  return (
    <>
      <Panel note={words.printIntro} title={words.print}>
        <p>
          <a
            className="way way-strong"
            href={`/api/districts/${path.districtId}/estates/${path.estateId}/meetings/${meeting.id}/papers.pdf`}
            rel="noreferrer"
            target="_blank"
          >
            {words.print}
          </a>
        </p>
      </Panel>
      <Doors meeting={meeting} />
      <PublicNotice meeting={meeting} />
    </>
  );
}

interface Given {
  readonly how: DeliveryWay;
  readonly deliveredAt: string;
  readonly proof?: File;
}

const ways = ["in-person", "letterbox", "registered-mail", "electronic"] as const;

function Doors({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.deliveries;
  const { estate } = useEstate();
  const [which, setWhich] = useState<"missing" | "all">("missing");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isNobody, setNobody] = useState(0);
  const pages = useDeliveries(meeting.id, which === "missing", true);
  const store = useStoreScan(meeting.id);
  const record = useRecordDeliveries(meeting.id);
  const [form] = Form.useForm<Given>();
  const choose = (voterId: string, isIn: boolean) =>
    setChosen((ids) => [...ids.filter((id) => id !== voterId), ...(isIn ? [voterId] : [])]);
  const send = ({ how, deliveredAt }: Given, proofSha256?: string) =>
    record.mutate(
      {
        voterIds: chosen,
        how,
        deliveredAt: instantAt(deliveredAt, estate.zone),
        ...(proofSha256 === undefined ? {} : { proofSha256 }),
      },
      {
        onSuccess: () => {
          setChosen([]);
          form.resetFields(["proof"]);
        },
      },
    );
  const submit = (given: Given) => {
    if (chosen.length === 0) return setNobody((count) => count + 1);
    setNobody(0);
    if (given.proof === undefined) return send(given);
    store.mutate({ file: given.proof }, { onSuccess: ({ sha256 }) => send(given, sha256) });
  };
  return (
    <Panel note={words.soFar(meeting.delivered, meeting.roll.voters)} title={words.title}>
      {record.isSuccess ? (
        <Announcement
          key={record.submittedAt}
          title={words.recorded(record.data.recorded)}
          tone="good"
        />
      ) : null}
      {isNobody > 0 ? <Announcement key={isNobody} title={words.noneChosen} tone="bad" /> : null}
      <Choice
        label={words.which}
        onChange={setWhich}
        options={[
          ["missing", words.missing],
          ["all", words.all],
        ]}
        value={which}
      />
      <Paged pages={pages} rows={(page) => page.deliveries}>
        {(rows) => (
          <>
            {rows.length > 0 ? (
              <p>
                <Button onClick={() => setChosen(rows.map(({ voterId }) => voterId))}>
                  {words.chooseAll}
                </Button>
              </p>
            ) : null}
            <Records<Delivery>
              caption={words.title}
              columns={[
                {
                  key: "choose",
                  title: words.choose,
                  render: (row) => (
                    <input
                      aria-label={`${words.choose} ${text.listed(row.units)}`}
                      checked={chosen.includes(row.voterId)}
                      className="tick"
                      onChange={({ target }) => choose(row.voterId, target.checked)}
                      type="checkbox"
                    />
                  ),
                },
                {
                  key: "units",
                  title: text.votes.roll.units,
                  render: (row) => text.listed(row.units),
                },
                { key: "state", title: words.state, render: (row) => <Reached delivery={row} /> },
              ]}
              empty={words.noneMissing}
              rowKey={(row) => row.voterId}
              rows={rows}
            />
          </>
        )}
      </Paged>
      <SubmitForm<Given>
        error={store.error ?? record.error}
        form={form}
        initialValues={{
          how: "in-person",
          deliveredAt: wallTimeIn(estate.zone),
        }}
        name="delivery"
        onSubmit={submit}
        sending={{ isPending: store.isPending || record.isPending }}
        submitLabel={chosen.length === 0 ? words.record : words.chosen(chosen.length)}
      >
        <Form.Item label={words.how} name="how">
          <Select options={ways.map((way) => ({ value: way, label: words.hows[way] }))} />
        </Form.Item>
        <Form.Item
          label={words.deliveredAt}
          name="deliveredAt"
          rules={[{ required: true, message: text.session.required(words.deliveredAt) }]}
        >
          <Input className="date" type="datetime-local" />
        </Form.Item>
        <Form.Item label={words.proof} name="proof">
          <FileChoice accept=".pdf,.png,.jpg,.jpeg" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

function Reached({ delivery }: { readonly delivery: Delivery }) {
  const words = useText().votes.deliveries;
  const { estate } = useEstate();
  const [last] = delivery.deliveries.slice(-1);
  if (last === undefined) return <Status tone="waiting">{words.not}</Status>;
  return (
    <>
      <Status tone="good">{words.hows[last.how]}</Status>{" "}
      <Moment at={last.deliveredAt} zone={estate.zone} /> <span className="quiet">{last.by}</span>
    </>
  );
}

function PublicNotice({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.deliveries;
  const { estate } = useEstate();
  const notice = usePublicNotice(meeting.id);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel note={words.noticeIntro} title={words.notice}>
      {notice.isSuccess ? (
        <Announcement key={notice.submittedAt} title={words.noticeDone} tone="good" />
      ) : null}
      {meeting.isPubliclyNotified ? (
        <p>
          <Status tone="good">{words.isNotified}</Status>
        </p>
      ) : null}
      <SubmitForm<{ postedOn: string; where: string }>
        error={notice.error}
        initialValues={{ postedOn: todayIn(estate.zone) }}
        name="public-notice"
        onSubmit={(given) => notice.mutate(given)}
        sending={notice}
        submitLabel={words.noticeSubmit}
      >
        <Form.Item label={words.postedOn} name="postedOn" rules={[required(words.postedOn)]}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item label={words.where} name="where" rules={[required(words.where)]}>
          <Input maxLength={500} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}
