import { Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { BodyChoice } from "../organizations/body-choice.tsx";
import { wordOf } from "../organizations/names.tsx";
import { DistrictProvider } from "../session/district-context.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Conversions } from "./conversion.tsx";
import { FactsForm } from "./facts-form.tsx";
import { FirstMode, SwitchMode } from "./mode-forms.tsx";
import { type Governance, useGovernance, useGovernanceWrites } from "./queries.ts";

/** One estate: where it comes from, how it stands, how it is run, what is advised, what was decided. */
export function EstateGovernance() {
  const words = useText().organizations.estate;
  const governance = useGovernance();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={governance}>{(found) => <Body found={found} />}</Loaded>
    </Page>
  );
}

function Body({ found }: { readonly found: Governance }) {
  const { may } = useEstate();
  return (
    <>
      <Now found={found} />
      <div className="columns">
        <Advice found={found} />
        <Flags found={found} />
      </div>
      <Modes found={found} />
      {may("governance:write") ? (
        found.modes.length === 0 ? (
          <FirstMode />
        ) : (
          <SwitchMode found={found} />
        )
      ) : null}
      <Conversions found={found} />
      <Provider found={found} />
      <FactsForm found={found} key={found.factsVersion} />
    </>
  );
}

function Now({ found }: { readonly found: Governance }) {
  const words = useText().organizations;
  return (
    <Panel title={words.estate.now}>
      <p className="verdict">
        <Status tone={found.light.tone}>{wordOf(words.because, found.light.because)}</Status>
      </p>
      <Facts
        facts={[
          [words.estate.mode, wordOf(words.modes, found.currentMode)],
          [words.estate.origin, wordOf(words.origins, found.answer.origin)],
          [words.estate.class, wordOf(words.origins, found.answer.reportingClass)],
        ]}
      />
    </Panel>
  );
}

/** Advice is told apart from an order, and both from what the owners decided. */
function Advice({ found }: { readonly found: Governance }) {
  const words = useText().organizations;
  const { answer, currentMode } = found;
  const title = answer.mandatory ? words.estate.order : words.estate.advice;
  if (found.factsVersion === 0) {
    return (
      <Panel title={words.estate.advice}>
        <p className="empty">{words.estate.noFacts}</p>
      </Panel>
    );
  }
  return (
    <Panel note={answer.verified ? undefined : words.city.unverified} title={title}>
      <p className="verdict">
        <strong>{wordOf(words.modes, answer.recommendedMode)}</strong>
      </p>
      <p className="quiet">
        {answer.mandatory ? words.estate.orderNote : words.estate.adviceNote}{" "}
        {answer.recommendedMode === currentMode ? words.estate.same : ""}{" "}
        {words.estate.because(`${answer.rules} ${answer.because.mode}`)}
      </p>
      {answer.blockers.length === 0 ? null : (
        <>
          <h3>{words.estate.blockers}</h3>
          <ul>
            {answer.blockers.map((one) => (
              <li key={one}>{wordOf(words.blockerNames, one)}</li>
            ))}
          </ul>
        </>
      )}
      {answer.nextSteps.length === 0 ? null : (
        <>
          <h3>{words.estate.nextSteps}</h3>
          <ol>
            {answer.nextSteps.map((one) => (
              <li key={one}>{wordOf(words.stepNames, one)}</li>
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}

function Flags({ found }: { readonly found: Governance }) {
  const words = useText().organizations;
  return (
    <Panel title={words.estate.flags}>
      {found.flags.length === 0 ? <p className="empty">{words.estate.noFlags}</p> : null}
      <ul className="entry-list">
        {found.flags.map((one) => (
          <li key={`${one.flag} ${one.from} ${one.to ?? ""}`}>
            <Status tone={one.to === null ? "bad" : "idle"}>
              {wordOf(words.flagNames, one.flag)}
            </Status>{" "}
            <span className="quiet">
              {one.to === null
                ? words.estate.flagSince(one.from)
                : words.estate.flagDays(one.from, one.to)}{" "}
              · {one.evidence}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Modes({ found }: { readonly found: Governance }) {
  const words = useText().organizations;
  type Mode = Governance["modes"][number];
  return (
    <Panel title={words.estate.modes}>
      <Records<Mode>
        caption={words.estate.modes}
        columns={[
          {
            key: "mode",
            title: words.estate.mode,
            render: (row) =>
              `${wordOf(words.modes, row.mode)}${row.isPilot ? ` · ${words.estates.pilot}` : ""}`,
          },
          { key: "from", title: words.estate.from, render: (row) => <CivilDate date={row.from} /> },
          {
            key: "resolution",
            title: words.estate.resolution,
            render: (row) => row.resolutionId ?? words.estate.found,
          },
          {
            key: "advised",
            title: words.estate.advisedThen,
            render: (row) =>
              row.recommendedMode === null ? "—" : wordOf(words.modes, row.recommendedMode),
          },
          { key: "note", title: words.estate.note, render: (row) => row.note },
        ]}
        empty={words.estate.noModes}
        rowKey={(row) => String(row.ordinal)}
        rows={found.modes}
      />
    </Panel>
  );
}

function Provider({ found }: { readonly found: Governance }) {
  const text = useText();
  const words = text.organizations;
  const { may, mayInDistrict } = useEstate();
  const { provider } = found;
  return (
    <Panel title={words.estate.provider}>
      {provider === null ? (
        <p className="empty">{words.estate.noProvider}</p>
      ) : (
        <>
          <p>
            <strong>{provider.name}</strong>{" "}
            <span className="quiet">
              {wordOf(words.kinds, provider.kind)} · {provider.contract} ·{" "}
              <CivilDate date={provider.from} />
            </span>
          </p>
          {provider.otherEstates.length === 0 ? null : (
            <p className="quiet">{words.estate.alsoManages(text.listed(provider.otherEstates))}</p>
          )}
        </>
      )}
      {may("governance:write") && mayInDistrict("organization:read") ? <ProviderForm /> : null}
    </Panel>
  );
}

/** The bodies to choose from are the district's, so its screens' context is lent to the choice. */
function ProviderForm() {
  const text = useText();
  const words = text.organizations;
  const { districtId, estate, mayInDistrict } = useEstate();
  const { provide } = useGovernanceWrites();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <details>
      <summary>{words.estate.setProvider}</summary>
      <DistrictProvider value={{ districtId, name: estate.districtName, may: mayInDistrict }}>
        <SubmitForm<{ organizationId: string; contract: string; from: string }>
          error={provide.error}
          initialValues={{ from: todayIn(estate.zone) }}
          name="provider"
          onSubmit={(values) => provide.mutate(values)}
          sending={provide}
          submitLabel={words.estate.setProvider}
        >
          <Form.Item
            label={words.register.name}
            name="organizationId"
            rules={[required(words.register.name)]}
          >
            <BodyChoice />
          </Form.Item>
          <Form.Item
            label={words.estate.contract}
            name="contract"
            rules={[required(words.estate.contract)]}
          >
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item label={words.estate.from} name="from" rules={[required(words.estate.from)]}>
            <Input className="date" type="date" />
          </Form.Item>
        </SubmitForm>
      </DistrictProvider>
    </details>
  );
}
