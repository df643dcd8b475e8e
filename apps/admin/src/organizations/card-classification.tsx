import { Form, Input, Select } from "antd";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Marked, useCodeName, useSchemeName, wordOf } from "./names.tsx";
import { type Assignment, type Card, leadingScheme, useCardWrites, useSchemes } from "./queries.ts";

/** The type in effect, the words it rests on marked in the text, and every word said before. */
export function Classification({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations;
  const { may } = useDistrict();
  const codeName = useCodeName();
  const engine = card.assignments.find(({ hand }) => hand === "engine");
  const person = card.assignments.find(({ hand }) => hand === "person");
  return (
    <Panel title={words.card.classification}>
      <p className="verdict">
        <strong>{codeName(card.organization.code)}</strong>{" "}
        <span className="quiet">
          {card.organization.hand === null ? "" : words.hands[card.organization.hand]}
          {person === undefined ? "" : ` · ${person.person}：${person.reason}`}
        </span>
      </p>
      {engine === undefined ? null : <EngineAnswer answer={engine} />}
      {may("organization:classify") ? <AssignForm card={card} person={person} /> : null}
      <h3>{words.card.history}</h3>
      <Records<Assignment>
        caption={words.card.history}
        columns={[
          {
            key: "when",
            title: words.card.when,
            render: (row) => <Moment at={row.recordedAt} zone="Asia/Shanghai" />,
          },
          {
            key: "by",
            title: words.card.by,
            render: (row) =>
              row.person ?? `${words.hands.engine} ${row.schemeId}@${row.schemeVersion}`,
          },
          { key: "code", title: words.card.term, render: (row) => codeName(row.code) },
          {
            key: "reason",
            title: words.card.reason,
            render: (row) => row.reason ?? wordOf(words.outcomes, row.outcome),
          },
          { key: "basis", title: words.card.basis, render: (row) => row.basis ?? "" },
        ]}
        empty={words.card.noEvidence}
        rowKey={(row) => row.id}
        rows={card.assignments}
      />
    </Panel>
  );
}

/** What the engine said: the text with its evidence, what each word added, and why it asks. */
export function EngineAnswer({ answer }: { readonly answer: Assignment }) {
  const text = useText();
  const words = text.organizations;
  const codeName = useCodeName();
  const schemeName = useSchemeName();
  const { evidence } = answer;
  return (
    <>
      <div className="evidence-text">
        <p className="evidence-name">
          <Marked evidence={evidence} field="name" text={answer.name} />
        </p>
        <p>
          {answer.description === "" ? (
            <span className="quiet">{words.unknown}</span>
          ) : (
            <Marked evidence={evidence} field="description" text={answer.description} />
          )}
        </p>
      </div>
      <Facts
        facts={[
          [
            words.hands.engine,
            `${codeName(answer.code)} · ${wordOf(words.outcomes, answer.outcome)}${
              answer.reasons.length === 0
                ? ""
                : `：${text.listed(answer.reasons.map((one) => wordOf(words.reviewReasons, one)))}`
            }`,
          ],
          ...answer.clauses.map(
            ({ clause }) => [words.card.clause, clause] as readonly [string, string],
          ),
          ...(answer.alternatives.length === 0
            ? []
            : [
                [
                  words.card.alternatives,
                  text.listed(
                    answer.alternatives.map((one) => `${codeName(one.code)} ${one.score}`),
                  ),
                ] as const,
              ]),
          ...(Object.keys(answer.mapped).length === 0
            ? []
            : [
                [
                  words.card.mapped,
                  text.listed(
                    Object.entries(answer.mapped).map(
                      ([scheme, { code, relation }]) =>
                        `${schemeName(scheme)}：${codeName(code, scheme)}（${wordOf(words.card.relations, relation)}）`,
                    ),
                  ),
                ] as const,
              ]),
        ]}
      />
      {evidence.length === 0 ? (
        <p className="empty">{words.card.noEvidence}</p>
      ) : (
        <details>
          <summary>{words.card.evidence}</summary>
          <Records<Assignment["evidence"][number]>
            caption={words.card.evidence}
            columns={[
              { key: "text", title: words.card.word, render: (row) => row.text },
              {
                key: "term",
                title: words.card.term,
                render: (row) => (row.term ? codeName(row.term) : "—"),
              },
              {
                key: "effect",
                title: words.card.score,
                numeric: true,
                render: (row) => row.effect,
              },
              { key: "source", title: words.card.source, render: (row) => row.source },
            ]}
            empty={words.card.noEvidence}
            rowKey={(row) => `${row.rule} ${row.field} ${row.from}`}
            rows={evidence}
          />
          <p className="quiet">{words.card.points}</p>
        </details>
      )}
    </>
  );
}

function AssignForm({
  card,
  person,
}: {
  readonly card: Card;
  readonly person: Assignment | undefined;
}) {
  const text = useText();
  const words = text.organizations;
  const codeName = useCodeName();
  const schemes = useSchemes();
  const { assign } = useCardWrites(card.organization.id);
  const [form] = Form.useForm<{ code: string; reason: string; basis: string }>();
  const terms = schemes.data?.find(({ id }) => id === leadingScheme)?.terms ?? [];
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <details>
      <summary>{words.card.assign}</summary>
      <p className="quiet">{words.card.assignIntro}</p>
      {assign.data === undefined ? null : (
        <Announcement key={assign.submittedAt} title={words.card.assigned} tone="good" />
      )}
      <SubmitForm<{ code: string; reason: string; basis: string }>
        error={assign.error}
        form={form}
        name="assign"
        onSubmit={(values) =>
          assign.mutate(
            { schemeId: leadingScheme, ...values, supersedes: person?.id ?? null },
            { onSuccess: () => form.resetFields() },
          )
        }
        sending={assign}
        submitLabel={words.card.submitAssign}
      >
        <Form.Item label={words.card.term} name="code" rules={[required(words.card.term)]}>
          <Select
            options={[...terms.map(({ code }) => code), "out-of-scope"].map((code) => ({
              value: code,
              label: codeName(code),
            }))}
          />
        </Form.Item>
        <Form.Item label={words.card.reason} name="reason" rules={[required(words.card.reason)]}>
          <Input.TextArea maxLength={2000} rows={2} />
        </Form.Item>
        <Form.Item label={words.card.basis} name="basis" rules={[required(words.card.basis)]}>
          <Input maxLength={2000} />
        </Form.Item>
      </SubmitForm>
    </details>
  );
}
