import { Button, Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { groupDigits } from "../ui/amount-text.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { FactsForm } from "./facts-form.tsx";
import { Paged } from "./more.tsx";
import { Objections } from "./objections.tsx";
import { type Meeting, type RollVoter, useMeetingStep, useRollPages } from "./queries.ts";
import { SaleForm } from "./sale-form.tsx";
import { named, useNamed } from "./words.ts";

/** Who votes and with what weight; objections first, then frozen for good. */
export function RollPart({ meeting }: { readonly meeting: Meeting }) {
  const { may } = useEstate();
  const isDraft = meeting.roll.status !== "frozen";
  return (
    <>
      <RollSummary meeting={meeting} />
      {isDraft && may("ballot:record") ? <FactsForm meeting={meeting} /> : null}
      <Objections meeting={meeting} />
      {meeting.roll.status === "none" ? null : <Voters meeting={meeting} />}
      {meeting.status === "open" && may("ballot:record") ? <SaleForm meeting={meeting} /> : null}
    </>
  );
}

function RollSummary({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.roll;
  const name = useNamed();
  const { estate, may } = useEstate();
  const step = useMeetingStep(meeting.id);
  const [asked, setAsked] = useState(false);
  const { roll } = meeting;
  const mayDraw =
    may("meeting:convene") && meeting.status === "convened" && roll.status !== "frozen";
  return (
    <Panel
      note={roll.status === "none" ? words.none : words.summary(roll.voters, roll.units)}
      title={words.title}
    >
      {step.isSuccess && !asked ? (
        <Announcement
          key={step.submittedAt}
          title={step.variables.step === "freeze" ? words.frozen : words.drawn}
          tone="good"
        />
      ) : null}
      {roll.status === "none" ? null : (
        <Facts
          facts={[
            [
              words.totals,
              text.listed(
                Object.entries(roll.totals).map(([axis, amount]) =>
                  `${name.axis(axis)} ${groupDigits(amount)} ${name.unit(axis)}`.trim(),
                ),
              ),
            ],
            ...(roll.namedHash === null
              ? []
              : ([
                  [words.hashNamed, <code key="named">{roll.namedHash}</code>],
                  [words.hashSecret, <code key="secret">{roll.secretHash}</code>],
                ] as const)),
          ]}
        />
      )}
      {roll.thinPseudonyms > 0 ? <p className="note">{words.thin(roll.thinPseudonyms)}</p> : null}
      {mayDraw ? (
        <SubmitForm<{ on: string }>
          error={asked ? null : step.error}
          initialValues={{ on: todayIn(estate.zone) }}
          name="draw"
          onSubmit={({ on }) => step.mutate({ step: "draw", on })}
          sending={step}
          submitLabel={roll.status === "none" ? words.draw : words.redraw}
        >
          <Form.Item
            label={words.drawOn}
            name="on"
            rules={[{ required: true, message: text.session.required(words.drawOn) }]}
          >
            <Input className="date" type="date" />
          </Form.Item>
        </SubmitForm>
      ) : null}
      {mayDraw && roll.status === "draft" ? (
        <p className="next-step">
          <Button
            onClick={() => {
              step.reset();
              setAsked(true);
            }}
          >
            {words.freeze}
          </Button>
        </p>
      ) : null}
      <Confirm
        confirmLabel={words.freeze}
        error={step.error}
        onCancel={() => setAsked(false)}
        onConfirm={() => step.mutate({ step: "freeze" }, { onSuccess: () => setAsked(false) })}
        open={asked}
        sending={step.isPending}
        title={words.freezeTitle}
      >
        <p>{words.freezeText}</p>
      </Confirm>
    </Panel>
  );
}

function Voters({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.roll;
  const name = useNamed();
  const [unit, setUnit] = useState("");
  const pages = useRollPages(meeting.id, unit);
  const axes = Object.keys(meeting.roll.totals);
  return (
    <Panel title={words.title}>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("unit");
          setUnit(typeof typed === "string" ? typed.trim() : "");
        }}
      >
        <label htmlFor="roll-unit">{words.search}</label>
        <span className="row-actions">
          <Input autoComplete="off" id="roll-unit" maxLength={60} name="unit" />
          <Button htmlType="submit">{words.searchButton}</Button>
        </span>
      </form>
      <Paged pages={pages} rows={(page) => page.voters}>
        {(rows) => (
          <Records<RollVoter>
            caption={words.title}
            columns={[
              {
                key: "units",
                title: words.units,
                render: (row) => text.listed(row.units.map(({ unitNumber }) => unitNumber)),
              },
              {
                key: "owners",
                title: words.owners,
                render: (row) => text.listed(row.ownersMasked),
              },
              ...axes.map((axis) => ({
                key: axis,
                title: name.axis(axis),
                numeric: true,
                render: (row: RollVoter) => groupDigits(row.weights[axis] ?? "—"),
              })),
              {
                key: "source",
                title: words.areaSource,
                render: (row) =>
                  text.listed([
                    ...new Set(
                      row.units.map(({ areaSource, state, isCorrected }) =>
                        [
                          areaSource === null ? "—" : named(words.areaSources, areaSource),
                          ...(state === "sold" ? [] : [words.states[state]]),
                          ...(isCorrected ? [words.corrected] : []),
                        ].join(" · "),
                      ),
                    ),
                  ]),
              },
            ]}
            empty={words.empty}
            rowKey={(row) => row.units.map(({ unitNumber }) => unitNumber).join(" ")}
            rows={rows}
          />
        )}
      </Paged>
    </Panel>
  );
}
