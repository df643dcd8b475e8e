import { Button, Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import {
  type Exchange,
  type NewExchange,
  useExchanges,
  useExchangeWrites,
} from "./commons-queries.ts";

/** Needs beside the offers of their kind: one press matches them. */
export function Exchanges() {
  const text = useText();
  const words = text.organizations.commons;
  const { may } = useDistrict();
  const exchanges = useExchanges();
  const { record, match } = useExchangeWrites();
  const [form] = Form.useForm<Omit<NewExchange, "from">>();
  const today = todayIn("Asia/Shanghai");
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const community = text.organizations.register.community;
  return (
    <Panel title={words.exchanges}>
      {match.error === null ? null : <Refusal error={match.error} />}
      <Loaded query={exchanges}>
        {(list) => (
          <Records<Exchange>
            caption={words.exchanges}
            columns={[
              {
                key: "side",
                title: words.side,
                render: (row) => `${words.sides[row.side]} · ${words.categories[row.category]}`,
              },
              { key: "words", title: words.words, render: (row) => row.words },
              { key: "community", title: community, render: (row) => row.community },
              {
                key: "match",
                title: words.matchWith,
                render: (row) => (
                  <MatchCell
                    all={list}
                    isSending={match.isPending}
                    may={may("organization:write")}
                    onMatch={(offerId) => match.mutate({ exchangeId: row.id, offerId, on: today })}
                    row={row}
                  />
                ),
              },
            ]}
            empty={words.noExchanges}
            rowKey={(row) => row.id}
            rows={list}
          />
        )}
      </Loaded>
      {may("organization:write") ? (
        <details>
          <summary>{words.addExchange}</summary>
          {record.data === undefined ? null : (
            <Announcement key={record.submittedAt} title={words.done} tone="good" />
          )}
          <SubmitForm<Omit<NewExchange, "from">>
            error={record.error}
            form={form}
            initialValues={{ side: "need", category: "space" }}
            name="exchange"
            onSubmit={(values) =>
              record.mutate({ ...values, from: today }, { onSuccess: () => form.resetFields() })
            }
            sending={record}
            submitLabel={words.addExchange}
          >
            <Form.Item label={words.side} name="side">
              <Select
                options={Object.entries(words.sides).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
            <Form.Item label={words.category} name="category">
              <Select
                options={Object.entries(words.categories).map(([value, label]) => ({
                  value,
                  label,
                }))}
              />
            </Form.Item>
            <Form.Item label={words.words} name="words" rules={[required(words.words)]}>
              <Input maxLength={2000} />
            </Form.Item>
            <Form.Item label={community} name="community" rules={[required(community)]}>
              <Input maxLength={100} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}

function MatchCell({
  row,
  all,
  may,
  isSending,
  onMatch,
}: {
  readonly row: Exchange;
  readonly all: readonly Exchange[];
  readonly may: boolean;
  readonly isSending: boolean;
  readonly onMatch: (offerId: string) => void;
}) {
  const words = useText().organizations.commons;
  const named = (id: string) => all.find((one) => one.id === id)?.words ?? "";
  if (row.matchedWith !== null) {
    return <Status tone="good">{`${words.matched} ${named(row.matchedWith)}`}</Status>;
  }
  if (row.side === "offer") return <Status tone="idle">{words.free}</Status>;
  if (row.candidates.length === 0) return <Status tone="waiting">{words.noOffer}</Status>;
  return (
    <ul className="stage-tests">
      {row.candidates.map((id) => (
        <li key={id}>
          {named(id)}{" "}
          {may ? (
            <Button
              aria-label={`${words.matchWith} ${row.words} – ${named(id)}`}
              disabled={isSending}
              onClick={() => onMatch(id)}
            >
              {words.matchWith}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
