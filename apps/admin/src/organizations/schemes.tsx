import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useDistrict } from "../session/district-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useCodeName, useSchemeName, wordOf } from "./names.tsx";
import {
  leadingScheme,
  type SchemeDifference,
  type SchemeSummary,
  useApply,
  useDifference,
  usePropose,
  useSchemes,
} from "./queries.ts";
import { Fold } from "./register.tsx";

/** What each type is, how it is told, what it is called elsewhere, and how the rules change. */
export function Schemes() {
  const { language, text } = useLanguage();
  const words = text.organizations.schemes;
  const schemes = useSchemes();
  const [chosen, setChosen] = useState(leadingScheme);
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={schemes}>
        {(list) => {
          const scheme = list.find(({ id }) => id === chosen) ?? list[0];
          return (
            <>
              {list.length < 2 ? null : (
                <Choice
                  label={words.title}
                  onChange={setChosen}
                  options={list.map((one) => [one.id, one.title[language]] as const)}
                  value={scheme?.id ?? ""}
                />
              )}
              {scheme === undefined ? null : <Scheme key={scheme.id} scheme={scheme} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Scheme({ scheme }: { readonly scheme: SchemeSummary }) {
  const { may } = useDistrict();
  const isLeading = scheme.id === leadingScheme;
  return (
    <>
      <Terms scheme={scheme} />
      {isLeading ? <Versions scheme={scheme} /> : null}
      {isLeading && may("organization:classify") ? <Propose scheme={scheme} /> : null}
      {scheme.crosswalks.map((crosswalk) => (
        <Crosswalk crosswalk={crosswalk} key={crosswalk.scheme} scheme={scheme.id} />
      ))}
    </>
  );
}

function Terms({ scheme }: { readonly scheme: SchemeSummary }) {
  const { language, text } = useLanguage();
  const words = text.organizations.schemes;
  const count = (code: string) => scheme.counts.find((one) => one.code === code)?.count ?? 0;
  return (
    <Panel
      note={words.thresholdWords(scheme.thresholds.accept, scheme.thresholds.margin)}
      title={`${scheme.title[language]} ${scheme.version}`}
    >
      <Records<SchemeSummary["terms"][number]>
        caption={words.terms}
        columns={[
          {
            key: "label",
            title: words.label,
            render: (row) => (
              <>
                <strong>{row.label[language]}</strong> <code>{row.code}</code>
              </>
            ),
          },
          { key: "definition", title: words.definition, render: (row) => row.definition },
          {
            key: "excludes",
            title: words.excludes,
            render: (row) => text.listed(row.excludes),
          },
          { key: "count", title: words.count, numeric: true, render: (row) => count(row.code) },
        ]}
        empty=""
        rowKey={(row) => row.code}
        rows={scheme.terms}
      />
      <p className="quiet">{words.open}</p>
    </Panel>
  );
}

function Crosswalk({
  crosswalk,
  scheme,
}: {
  readonly crosswalk: SchemeSummary["crosswalks"][number];
  readonly scheme: string;
}) {
  const words = useText().organizations;
  const codeName = useCodeName();
  const schemeName = useSchemeName();
  return (
    <Fold title={words.schemes.crosswalkTo(schemeName(crosswalk.scheme))}>
      <Records<SchemeSummary["crosswalks"][number]["relations"][number]>
        caption={words.schemes.crosswalkTo(crosswalk.scheme)}
        columns={[
          { key: "from", title: words.schemes.from, render: (row) => codeName(row.from, scheme) },
          { key: "subject", title: words.schemes.subject, render: (row) => row.subject ?? "—" },
          {
            key: "relation",
            title: words.schemes.relation,
            render: (row) => wordOf(words.card.relations, row.relation),
          },
          {
            key: "to",
            title: words.schemes.to,
            render: (row) => codeName(row.to, crosswalk.scheme),
          },
        ]}
        empty=""
        rowKey={(row) => `${row.from} ${row.subject ?? ""} ${row.to}`}
        rows={crosswalk.relations}
      />
    </Fold>
  );
}

function Versions({ scheme }: { readonly scheme: SchemeSummary }) {
  const words = useText().organizations.schemes;
  const { may } = useDistrict();
  const [tried, setTried] = useState<string>();
  type Version = SchemeSummary["versions"][number];
  const state = (one: Version) =>
    one.isInEffect
      ? ["good", words.inEffect]
      : one.appliedAt === null && one.proposedAt !== null
        ? ["waiting", words.proposed]
        : ["idle", one.proposedAt === null ? words.shipped : words.former];
  return (
    <Panel title={words.versions}>
      <Records<Version>
        caption={words.versions}
        columns={[
          { key: "version", title: words.version, render: (row) => row.version },
          {
            key: "state",
            title: words.inEffect,
            render: (row) => {
              const [tone, label] = state(row);
              return <Status tone={tone as "good"}>{label ?? ""}</Status>;
            },
          },
          { key: "by", title: words.by, render: (row) => row.proposedBy ?? words.shipped },
          { key: "why", title: words.why, render: (row) => row.reason ?? "—" },
          {
            key: "try",
            title: words.try,
            render: (row) =>
              row.appliedAt === null && row.proposedAt !== null && may("organization:classify") ? (
                <Button
                  aria-label={`${words.try} ${row.version}`}
                  onClick={() => setTried(row.version)}
                >
                  {words.try}
                </Button>
              ) : (
                "—"
              ),
          },
        ]}
        empty=""
        rowKey={(row) => row.version}
        rows={scheme.versions}
      />
      {tried === undefined ? null : <DryRun key={tried} scheme={scheme} version={tried} />}
    </Panel>
  );
}

/** Who would change and why, and only below it the button that applies. */
function DryRun({ scheme, version }: { readonly scheme: SchemeSummary; readonly version: string }) {
  const text = useText();
  const words = text.organizations.schemes;
  const codeName = useCodeName();
  const difference = useDifference(scheme.id, version);
  const apply = useApply(scheme.id);
  const [asking, setAsking] = useState(false);
  type Change = SchemeDifference["changes"][number];
  type RuleChange = SchemeDifference["rules"][number];
  if (apply.isSuccess) {
    return <Announcement key={apply.submittedAt} title={words.applied} tone="good" />;
  }
  return (
    <Loaded query={difference}>
      {(found) => (
        <section aria-label={words.difference(found.from, found.to)}>
          <h3>{words.difference(found.from, found.to)}</h3>
          <Records<RuleChange>
            caption={words.ruleChanges}
            columns={[
              { key: "what", title: words.what, render: (row) => words.changeKinds[row.what] },
              { key: "at", title: words.at, render: (row) => <code>{row.at}</code> },
              { key: "before", title: words.before, render: (row) => row.before ?? "—" },
              { key: "after", title: words.after, render: (row) => row.after ?? "—" },
            ]}
            empty={words.nobody}
            rowKey={(row) => `${row.what} ${row.at}`}
            rows={found.rules}
          />
          <p>
            <strong>{words.bodies(found.changes.length, found.bodyCount)}</strong>
          </p>
          <Records<Change>
            caption={words.bodies(found.changes.length, found.bodyCount)}
            columns={[
              { key: "name", title: words.organization, render: (row) => row.name },
              {
                key: "before",
                title: words.before,
                render: (row) =>
                  `${codeName(row.before.code)} · ${wordOf(text.organizations.outcomes, row.before.outcome)}`,
              },
              {
                key: "after",
                title: words.after,
                render: (row) =>
                  `${codeName(row.after.code)} · ${wordOf(text.organizations.outcomes, row.after.outcome)}`,
              },
              { key: "because", title: words.because, render: (row) => text.listed(row.because) },
              {
                key: "person",
                title: text.organizations.hands.person,
                render: (row) => (row.personHolds ? words.personHolds : "—"),
              },
            ]}
            empty={words.nobody}
            rowKey={(row) => row.organizationId}
            rows={found.changes}
          />
          <Button onClick={() => setAsking(true)} type="primary">
            {words.apply}
          </Button>
          <Confirm
            confirmLabel={words.apply}
            error={apply.error}
            onCancel={() => setAsking(false)}
            onConfirm={() =>
              apply.mutate(
                { version, expectedChanges: found.changes.length },
                { onSuccess: () => setAsking(false) },
              )
            }
            open={asking}
            sending={apply.isPending}
            title={words.applyTitle(version)}
          >
            <p>{words.applyText(found.changes.length)}</p>
          </Confirm>
        </section>
      )}
    </Loaded>
  );
}

interface Proposed {
  readonly term: string;
  readonly words: string;
  readonly weight: string;
  readonly reason: string;
}

function Propose({ scheme }: { readonly scheme: SchemeSummary }) {
  const { language, text } = useLanguage();
  const words = text.organizations.schemes;
  const propose = usePropose(scheme.id);
  const [form] = Form.useForm<Proposed>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel note={words.proposeIntro} title={words.propose}>
      {propose.data === undefined ? null : (
        <Announcement
          key={propose.submittedAt}
          title={words.proposedDone(propose.data.versions[0]?.version ?? "")}
          tone="good"
        />
      )}
      <SubmitForm<Proposed>
        error={propose.error}
        form={form}
        initialValues={{ weight: "6" }}
        name="scheme"
        onSubmit={(values) =>
          propose.mutate(
            {
              version: latestOf(scheme),
              term: values.term,
              words: values.words.split(/[、,，\s]+/).filter((word) => word !== ""),
              weight: Number(values.weight),
              reason: values.reason,
            },
            { onSuccess: () => form.resetFields() },
          )
        }
        sending={propose}
        submitLabel={words.submit}
      >
        <Form.Item label={words.label} name="term" rules={[required(words.label)]}>
          <Select
            options={scheme.terms.map(({ code, label }) => ({
              value: code,
              label: label[language],
            }))}
          />
        </Form.Item>
        <Form.Item label={words.words} name="words" rules={[required(words.words)]}>
          <Input autoComplete="off" maxLength={500} />
        </Form.Item>
        <Form.Item
          label={words.weight}
          name="weight"
          rules={[{ pattern: /^\d{1,2}$/, message: text.session.required(words.weight) }]}
        >
          <Input inputMode="numeric" maxLength={2} />
        </Form.Item>
        <Form.Item label={words.reason} name="reason" rules={[required(words.reason)]}>
          <Input maxLength={200} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

/** The version that stands highest, so that proposals do not take one another's number. */
function latestOf(scheme: SchemeSummary): string {
  const parts = (version: string) => version.split(".").map(Number);
  const [latest = scheme.version] = scheme.versions
    .map(({ version }) => version)
    .sort((one, other) => {
      const [left, right] = [parts(one), parts(other)];
      const at = left.findIndex((part, place) => part !== right[place]);
      return (right[at] ?? 0) - (left[at] ?? 0);
    });
  return latest;
}
