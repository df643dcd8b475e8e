import { Button, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { wallTimeIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { FileChoice } from "../ui/file-choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { instantAt } from "../wall-time.ts";
import {
  type CoOwner,
  type Meeting,
  type NewProxy,
  type ProxyRecord,
  useAttendance,
  useFindCoOwners,
  useFindPaper,
  useNominate,
  useProxies,
  useRegisterProxy,
  useStoreScan,
} from "./queries.ts";
import { readNumbers } from "./unit-rows.ts";

/** Who speaks for whom: proxies, who came, and the one whom co-owners named. */
export function ProxiesPart({ meeting }: { readonly meeting: Meeting }) {
  return (
    <>
      <ProxyForm meeting={meeting} />
      <ProxyList meeting={meeting} />
      <Attendance meeting={meeting} />
      <Nomination meeting={meeting} />
    </>
  );
}

interface Given {
  readonly voter: string;
  readonly holderName: string;
  readonly holderNumber?: string;
  readonly relation: NewProxy["relation"];
  readonly isWritten: boolean;
  readonly scan?: File;
}

const relations = ["owner", "spouse", "lineal-kin", "tenant", "relative", "anyone"] as const;

function ProxyForm({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.proxies;
  const { estate } = useEstate();
  const find = useFindPaper(meeting.id);
  const store = useStoreScan(meeting.id);
  const register = useRegisterProxy(meeting.id);
  const [lost, setLost] = useState<Error | null>(null);
  const [form] = Form.useForm<Given>();
  const submit = async ({ voter, holderName, holderNumber, relation, isWritten, scan }: Given) => {
    setLost(null);
    try {
      const giver = await find(voter);
      const holder =
        holderNumber === undefined || holderNumber.trim() === ""
          ? undefined
          : await find(holderNumber);
      const stored = scan === undefined ? undefined : await store.mutateAsync({ file: scan });
      register.mutate(
        {
          voterId: giver.voterId,
          holderName,
          ...(holder === undefined ? {} : { holderVoterId: holder.voterId }),
          relation,
          isWritten,
          ...(stored === undefined ? {} : { scanSha256: stored.sha256 }),
          receivedAt: instantAt(wallTimeIn(estate.zone), estate.zone),
        },
        { onSuccess: () => form.resetFields() },
      );
    } catch (error) {
      setLost(error as Error);
    }
  };
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const { proxies } = meeting.rules;
  return (
    <Panel
      note={
        proxies === null
          ? words.intro
          : `${words.intro} ${text.votes.rule.source}: ${proxies.source}`
      }
      title={words.title}
    >
      {register.data === undefined ? null : (
        <Outcome key={register.submittedAt} proxy={register.data} />
      )}
      <SubmitForm<Given>
        error={lost ?? register.error}
        form={form}
        initialValues={{ relation: "owner", isWritten: true }}
        name="proxy"
        onSubmit={(given) => void submit(given)}
        sending={{ isPending: store.isPending || register.isPending }}
        submitLabel={words.submit}
      >
        <Form.Item label={words.voter} name="voter" rules={[required(words.voter)]}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item label={words.holder} name="holderName" rules={[required(words.holder)]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item label={words.relation} name="relation">
          <Select options={relations.map((one) => ({ value: one, label: words.relations[one] }))} />
        </Form.Item>
        <Form.Item label={words.holderNumber} name="holderNumber">
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="isWritten" valuePropName="checked">
          <Checkbox>{words.written}</Checkbox>
        </Form.Item>
        <Form.Item label={words.scan} name="scan">
          <FileChoice accept=".pdf,.png,.jpg,.jpeg" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

function Outcome({ proxy }: { readonly proxy: ProxyRecord }) {
  const words = useText().votes.proxies;
  return proxy.refusedBecause === null ? (
    <Announcement title={words.admitted} tone="good" />
  ) : (
    <Announcement title={words.refused[proxy.refusedBecause]} tone="bad" />
  );
}

function ProxyList({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.proxies;
  const proxies = useProxies(meeting.id);
  return (
    <Panel title={words.list}>
      <Loaded query={proxies}>
        {(rows) => (
          <Records<ProxyRecord>
            caption={words.list}
            columns={[
              { key: "units", title: words.units, render: (row) => text.listed(row.units) },
              {
                key: "holder",
                title: words.holder,
                render: (row) => row.holderName ?? words.erased,
              },
              {
                key: "relation",
                title: words.relation,
                render: (row) =>
                  relations
                    .filter((one) => one === row.relation)
                    .map((one) => words.relations[one])
                    .join(""),
              },
              {
                key: "state",
                title: words.state,
                render: (row) =>
                  row.refusedBecause === null ? (
                    <Status tone="good">{words.admitted}</Status>
                  ) : (
                    <Status tone="bad">{words.refused[row.refusedBecause]}</Status>
                  ),
              },
            ]}
            empty={words.none}
            rowKey={(row) => row.id}
            rows={rows}
          />
        )}
      </Loaded>
    </Panel>
  );
}

/** Numbers as they are read off the sheets in people's hands; one unknown stops the whole list. */
function Attendance({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.proxies;
  const find = useFindPaper(meeting.id);
  const attend = useAttendance(meeting.id);
  const [unknown, setUnknown] = useState<{ readonly at: number; readonly number: string }>();
  const [form] = Form.useForm<{ numbers: string; how: "in-person" | "proxy" }>();
  const submit = async (typed: string, isInPerson: boolean) => {
    setUnknown(undefined);
    const voterIds: string[] = [];
    for (const number of readNumbers(typed)) {
      try {
        voterIds.push((await find(number)).voterId);
      } catch {
        return setUnknown((last) => ({ at: (last?.at ?? 0) + 1, number }));
      }
    }
    attend.mutate({ voterIds, isInPerson }, { onSuccess: () => form.resetFields() });
  };
  return (
    <Panel note={words.attendanceIntro} title={words.attendance}>
      {attend.isSuccess ? (
        <Announcement
          key={attend.submittedAt}
          title={words.attendanceDone(attend.data.present)}
          tone="good"
        />
      ) : null}
      {unknown === undefined ? null : (
        <Announcement key={unknown.at} title={words.unknownNumber(unknown.number)} tone="bad" />
      )}
      <SubmitForm<{ numbers: string; how: "in-person" | "proxy" }>
        error={attend.error}
        form={form}
        initialValues={{ how: "in-person" }}
        name="attendance"
        onSubmit={({ numbers, how }) => void submit(numbers, how === "in-person")}
        sending={attend}
        submitLabel={words.attendanceSubmit}
      >
        <Form.Item
          label={words.attendanceNumbers}
          name="numbers"
          rules={[{ required: true, message: text.session.required(words.attendanceNumbers) }]}
        >
          <Input.TextArea autoComplete="off" rows={3} spellCheck={false} />
        </Form.Item>
        <Form.Item label={words.attendanceHow} name="how">
          <Select
            options={[
              { value: "in-person", label: words.attendanceInPerson },
              { value: "proxy", label: words.attendanceByProxy },
            ]}
          />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

function Nomination({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.proxies;
  const find = useFindPaper(meeting.id);
  const findOwners = useFindCoOwners(meeting.id);
  const nominate = useNominate(meeting.id);
  const [lost, setLost] = useState<Error | null>(null);
  const [found, setFound] = useState<{ readonly voterId: string; readonly owners: CoOwner[] }>();
  const look = async (typed: string) => {
    setLost(null);
    setFound(undefined);
    try {
      const { voterId } = await find(typed);
      setFound({ voterId, owners: await findOwners(voterId) });
    } catch (error) {
      setLost(error as Error);
    }
  };
  return (
    <Panel note={words.nominateIntro} title={words.nominate}>
      {nominate.isSuccess ? (
        <Announcement key={nominate.submittedAt} title={words.nominateDone} tone="good" />
      ) : null}
      {lost === null ? null : <Refusal error={lost} />}
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("number");
          void look(typeof typed === "string" ? typed : "");
        }}
      >
        <label htmlFor="nominate-number">{words.nominateNumber}</label>
        <span className="row-actions">
          <Input autoComplete="off" id="nominate-number" maxLength={40} name="number" />
          <Button htmlType="submit">{words.nominateFind}</Button>
        </span>
      </form>
      {found === undefined ? null : (
        <SubmitForm<{ personId: string }>
          error={nominate.error}
          initialValues={{
            personId: found.owners.find(({ isNominee }) => isNominee)?.personId ?? "",
          }}
          key={found.voterId}
          name="nominate"
          onSubmit={({ personId }) => nominate.mutate({ voterId: found.voterId, personId })}
          sending={nominate}
          submitLabel={words.nominateSubmit}
        >
          <Form.Item
            label={words.nominateWho}
            name="personId"
            rules={[{ required: true, message: text.session.required(words.nominateWho) }]}
          >
            <Select
              options={found.owners.map(({ personId, name }) => ({ value: personId, label: name }))}
            />
          </Form.Item>
        </SubmitForm>
      )}
    </Panel>
  );
}
