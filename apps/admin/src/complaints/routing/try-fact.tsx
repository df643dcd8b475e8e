import {
  compilePack,
  explainRoute,
  type MatterFacts,
  type RoutingPack,
} from "@xinyi/complaint-routing";
import { Checkbox, Input, Select } from "antd";
import { useId, useMemo, useState } from "react";
import { useText } from "../../text/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Panel } from "../../ui/page.tsx";
import { RouteExplained } from "./explained.tsx";
import { useRoutingWords } from "./words.ts";

/** One matter tried on a pack, in this browser alone: what is typed here is sent nowhere. */
export function TryFact({
  pack,
  hash,
}: {
  readonly pack: RoutingPack;
  readonly hash?: string | undefined;
}) {
  const words = useText().complaints.tryFact;
  const [facts, setFacts] = useState<MatterFacts>({});
  const routing = useMemo(() => compilePack(pack, hash), [pack, hash]);
  const explanation = useMemo(
    () => (routing.ok ? explainRoute(facts, routing.value) : undefined),
    [routing, facts],
  );
  const set = (name: string, value: unknown) =>
    setFacts(({ [name]: _, ...rest }) => (value === undefined ? rest : { ...rest, [name]: value }));
  return (
    <div className="try-fact">
      <Panel note={words.note} title={words.facts}>
        <FactFields facts={facts} pack={pack} set={set} />
      </Panel>
      <Panel title={words.answer}>
        <div aria-live="polite">
          {explanation === undefined ? (
            <p>{words.faulty}</p>
          ) : (
            <RouteExplained explanation={explanation} pack={pack} unverified={pack.unverified} />
          )}
        </div>
      </Panel>
    </div>
  );
}

interface FieldsProps {
  readonly pack: RoutingPack;
  readonly facts: MatterFacts;
  readonly set: (name: string, value: unknown) => void;
}

function FactFields({ pack, facts, set }: FieldsProps) {
  const text = useText();
  const words = text.complaints.tryFact;
  const { proposedByModel = false, grids = [] } = facts;
  return (
    <div className="form">
      {pack.inputs.map(({ name }) => (
        <FactField facts={facts} key={name} name={name} pack={pack} set={set} />
      ))}
      <Field label={text.complaints.factNames.grids} note={words.gridsHint(pack.grids.join("、"))}>
        {(id) => (
          <Input
            defaultValue={(grids as readonly string[]).join(", ")}
            id={id}
            onChange={({ target }) => {
              const typed = target.value.split(/[\s,，、]+/).filter((one) => one !== "");
              set("grids", typed.length === 0 ? undefined : typed);
            }}
            placeholder={`${pack.grids[0] ?? "general"}-1`}
          />
        )}
      </Field>
      <Checkbox
        checked={proposedByModel === true}
        onChange={({ target }) => {
          set("proposedByModel", target.checked || undefined);
          if (!target.checked) set("confidence", undefined);
        }}
      >
        {text.complaints.factNames.proposedByModel}
      </Checkbox>
      {proposedByModel === true ? (
        <Field
          label={text.complaints.factNames.confidence}
          note={words.confidenceHint(pack.leastConfidence)}
        >
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              onChange={({ target }) => set("confidence", target.value || undefined)}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}

/** A fact as its type asks for it: a tree or a list to choose from, three answers, or a text. */
function FactField({ pack, facts, set, name }: FieldsProps & { readonly name: string }) {
  const text = useText();
  const words = useRoutingWords(pack);
  const input = pack.inputs.find((one) => one.name === name);
  const label = words.fact(name);
  if (input?.type === "boolean") {
    const known = facts[name] === undefined ? "unknown" : facts[name] === true ? "yes" : "no";
    return (
      <Choice
        label={label}
        onChange={(value) => set(name, value === "unknown" ? undefined : value === "yes")}
        options={[
          ["unknown", text.complaints.facts.unknown],
          ["yes", text.complaints.facts.yes],
          ["no", text.complaints.facts.no],
        ]}
        value={known}
      />
    );
  }
  const values = input?.tree?.map(({ code }) => code) ?? textsIn(input?.values ?? "");
  return (
    <Field label={label}>
      {(id) =>
        values.length === 0 ? (
          <Input id={id} onChange={({ target }) => set(name, target.value.trim() || undefined)} />
        ) : (
          <Select
            allowClear
            id={id}
            onChange={(value: string | undefined) => set(name, value)}
            options={values.map((value) => ({
              value,
              label: `${words.value(name, value)}  ${value}`,
            }))}
            placeholder={text.complaints.facts.unknown}
            showSearch={{ optionFilterProp: "label" }}
          />
        )
      }
    </Field>
  );
}

/** The texts among unary tests: `"a","b",null` → a, b. */
function textsIn(tests: string): readonly string[] {
  return [...tests.matchAll(/"([^"]*)"/g)].map(([, value = ""]) => value);
}

function Field({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: string;
  readonly children: (id: string) => React.ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {note === undefined ? null : <p className="quiet">{note}</p>}
    </div>
  );
}
