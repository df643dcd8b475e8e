import { Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { wordOf } from "../organizations/names.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type EstateFacts, type Governance, useGovernanceWrites } from "./queries.ts";

const numbers = [
  "builtYear",
  "deliveredYear",
  "occupiedYear",
  "households",
  "courtyards",
  "disputesPer1000Households",
  "lawsuits",
  "feeCollectionRate",
  "satisfactionRate",
  "disclosureOnTimeRate",
  "contractEndsInMonths",
  "collectiveIncomeShare",
  "resettlementShare",
] as const satisfies readonly (keyof EstateFacts)[];
const answers = [
  "adjacentCourtyards",
  "deliveredAfterRule",
  "commonIncomeDisclosed",
] as const satisfies readonly (keyof EstateFacts)[];

type Filled = Partial<Record<keyof EstateFacts, string>> & {
  readonly asOf: string;
  readonly source: string;
};

/** What is known of the estate: read by all, written as a new version by the street. */
export function FactsForm({ found }: { readonly found: Governance }) {
  const text = useText();
  const words = text.organizations;
  const { may, estate } = useEstate();
  const { facts: save } = useGovernanceWrites();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const { facts } = found;
  return (
    <Panel title={words.estate.facts}>
      {found.factsAsOf === null ? (
        <p className="empty">{words.estate.noFacts}</p>
      ) : (
        <>
          <p className="quiet">
            {words.estate.asOf} <CivilDate date={found.factsAsOf} /> · {found.factsSource}
          </p>
          <Facts facts={known(facts, words)} />
        </>
      )}
      {may("governance:write") ? (
        <details>
          <summary>{words.estate.submitFacts}</summary>
          <p className="quiet">{words.estate.factsIntro}</p>
          <SubmitForm<Filled>
            error={save.error}
            initialValues={{ ...filledFrom(facts), asOf: todayIn(estate.zone) }}
            name="facts"
            onSubmit={({ asOf, source, ...filled }) =>
              save.mutate({
                asOf,
                source,
                basedOn: found.factsVersion,
                facts: { ...facts, ...factsFrom(filled) },
              })
            }
            sending={save}
            submitLabel={words.estate.submitFacts}
          >
            <Form.Item label={words.factNames.housing} name="housing">
              <Select
                allowClear
                options={Object.entries(words.housings).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
            {numbers.map((name) => (
              <Form.Item
                key={name}
                label={words.factNames[name]}
                name={name}
                rules={[{ pattern: /^\d+(\.\d+)?$/, message: words.factNames[name] }]}
              >
                <Input inputMode="decimal" maxLength={10} />
              </Form.Item>
            ))}
            {answers.map((name) => (
              <Form.Item key={name} label={words.factNames[name]} name={name}>
                <Select
                  allowClear
                  options={[
                    { value: "true", label: words.yes },
                    { value: "false", label: words.no },
                  ]}
                />
              </Form.Item>
            ))}
            <Form.Item label={words.factNames.trustVote} name="trustVote">
              <Select
                allowClear
                options={Object.entries(words.votes).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
            <Form.Item label={words.factNames.problems} name="problems">
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item label={words.estate.asOf} name="asOf" rules={[required(words.estate.asOf)]}>
              <Input className="date" type="date" />
            </Form.Item>
            <Form.Item
              label={words.estate.source}
              name="source"
              rules={[required(words.estate.source)]}
            >
              <Input maxLength={500} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}

type Words = ReturnType<typeof useText>["organizations"];

/** Only what is known is shown; nothing stands for what is not. */
function known(facts: EstateFacts, words: Words): (readonly [string, string])[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const label = wordOf(words.factNames, name);
    if (typeof value === "boolean") return [[label, value ? words.yes : words.no] as const];
    if (name === "housing") return [[label, wordOf(words.housings, String(value))] as const];
    if (name === "trustVote") return [[label, wordOf(words.votes, String(value))] as const];
    return [[label, Array.isArray(value) ? value.join("、") : String(value)] as const];
  });
}

function filledFrom(facts: EstateFacts): Partial<Filled> {
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join("、") : String(value)]),
  );
}

/** What was filled in, as facts; a field that was emptied is not known any more. */
function factsFrom(filled: Partial<Record<keyof EstateFacts, string>>): EstateFacts {
  const given = (name: keyof EstateFacts) => {
    const text = filled[name]?.trim();
    return text === undefined || text === "" ? undefined : text;
  };
  const entries = [
    ["housing", given("housing")],
    ["trustVote", given("trustVote")],
    ...numbers.map((name) => {
      const text = given(name);
      return [name, text === undefined ? undefined : Number(text)];
    }),
    ...answers.map((name) => {
      const text = given(name);
      return [name, text === undefined ? undefined : text === "true"];
    }),
    ["problems", given("problems")?.split(/[、,，]\s*/)],
  ] as [keyof EstateFacts, unknown][];
  return Object.fromEntries(entries) as EstateFacts;
}
