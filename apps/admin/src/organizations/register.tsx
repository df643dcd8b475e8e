import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input, Select } from "antd";
import { useId, useState } from "react";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loading } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Exports } from "./exports.tsx";
import { ListImport } from "./import.tsx";
import { Standing, useCodeName, wordOf } from "./names.tsx";
import {
  type Filters,
  leadingScheme,
  type NewOrganization,
  type Organization,
  useAddOrganization,
  useCounts,
  useOrganizations,
  useSchemes,
} from "./queries.ts";

const stages = ["found", "built", "used", "united"] as const;

/** The register: how far each body has come, found by a click on its stage or by a word. */
export function Register() {
  const text = useText();
  const words = text.organizations.register;
  const { may } = useDistrict();
  return (
    <Page intro={words.intro} title={words.title}>
      <Stages />
      <List />
      {may("organization:write") ? (
        <>
          <Fold title={words.add}>
            <AddForm />
          </Fold>
          <Fold title={words.import}>
            <ListImport />
          </Fold>
        </>
      ) : null}
      <Fold title={words.exports}>
        <Exports />
      </Fold>
    </Page>
  );
}

/** A panel that opens on demand: what is done rarely does not stand in the way. */
export function Fold({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <details className="panel fold">
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  );
}

function useFilters() {
  const search: Filters = useSearch({ from: "/signed-in/districts/$districtId/organizations" });
  const navigate = useNavigate({ from: "/districts/$districtId/organizations" });
  const filter = (change: Partial<Record<keyof Filters, string | undefined>>) =>
    void navigate({
      replace: true,
      search: Object.fromEntries(
        Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
      ),
    });
  return { search, filter };
}

/** 找 · 建 · 用 · 统 as four steps with what stands on each. */
function Stages() {
  const words = useText().organizations;
  const counts = useCounts();
  const { search, filter } = useFilters();
  return (
    <ol aria-label={words.register.stage} className="stages">
      {stages.map((stage) => {
        const isChosen = search.stage === stage;
        const count = counts.data?.byStage.find((one) => one.stage === stage)?.count;
        return (
          <li key={stage}>
            <button
              aria-pressed={isChosen}
              className={isChosen ? "stage stage-chosen" : "stage"}
              onClick={() => filter({ stage: isChosen ? undefined : stage })}
              type="button"
            >
              <strong>{words.stages[stage]}</strong>
              <span className="stage-count">{count ?? 0}</span>
              <span className="quiet">{words.stageMeanings[stage]}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function List() {
  const text = useText();
  const words = text.organizations;
  const { districtId } = useDistrict();
  const { search, filter } = useFilters();
  const [typed, setTyped] = useState(search.q ?? "");
  const found = useOrganizations(search);
  const schemes = useSchemes();
  const codeName = useCodeName();
  const searchId = useId();
  const codeId = useId();
  const terms = schemes.data?.find(({ id }) => id === leadingScheme)?.terms ?? [];
  const rows = found.data?.pages.flatMap((page) => page.organizations) ?? [];
  return (
    <Panel title={words.register.list}>
      <form
        className="search-line"
        onSubmit={(event) => {
          event.preventDefault();
          filter({ q: typed.trim() === "" ? undefined : typed.trim() });
        }}
      >
        <div className="search">
          <label htmlFor={searchId}>{words.register.search}</label>
          <Input
            id={searchId}
            onChange={({ target }) => setTyped(target.value)}
            type="search"
            value={typed}
          />
        </div>
        <div className="search">
          <label htmlFor={codeId}>{words.register.code}</label>
          <Select
            allowClear
            id={codeId}
            onChange={(code?: string) => filter({ code })}
            options={[...terms.map(({ code }) => code), "out-of-scope"].map((code) => ({
              value: code,
              label: codeName(code),
            }))}
            placeholder={words.register.allCodes}
            value={search.code}
          />
        </div>
        <Button htmlType="submit">{words.register.find}</Button>
      </form>
      {found.error !== null ? <Refusal error={found.error} /> : null}
      {found.isPending ? <Loading /> : null}
      {found.data === undefined ? null : (
        <>
          <p className="quiet" role="status">
            {words.register.total(found.data.pages[0]?.total ?? 0)}
          </p>
          <Records<Organization>
            caption={words.register.list}
            columns={[
              {
                key: "name",
                title: words.register.name,
                render: (row) => (
                  <Link
                    className="way"
                    params={{ districtId, organizationId: row.id }}
                    to="/districts/$districtId/organizations/$organizationId"
                  >
                    {row.name}
                  </Link>
                ),
              },
              { key: "community", title: words.register.community, render: (row) => row.community },
              {
                key: "stage",
                title: words.register.stage,
                render: (row) => (row.stage === null ? "—" : wordOf(words.stages, row.stage)),
              },
              {
                key: "code",
                title: words.register.code,
                render: (row) => <CodeCell row={row} />,
              },
              {
                key: "standing",
                title: words.register.standing,
                render: (row) => <Standing standing={row.standing} />,
              },
              {
                key: "member",
                title: words.register.member,
                render: (row) => (row.isMember ? words.yes : words.no),
              },
              {
                key: "active",
                title: words.register.activeOn,
                render: (row) =>
                  row.activeOn === null ? words.none : <CivilDate date={row.activeOn} />,
              },
            ]}
            empty={words.register.empty}
            rowKey={(row) => row.id}
            rows={rows}
          />
          {found.hasNextPage ? (
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {words.register.more}
            </Button>
          ) : null}
        </>
      )}
    </Panel>
  );
}

/** The type in effect and whose word it is: a suggestion is not shown as if somebody had decided. */
export function CodeCell({ row }: { readonly row: Organization }) {
  const words = useText().organizations;
  const codeName = useCodeName();
  const isOpen = row.hand === "engine" && row.outcome === "needs-review";
  return (
    <span>
      {codeName(row.code)}{" "}
      <span className="quiet">
        {isOpen ? words.outcomes["needs-review"] : row.hand === null ? "" : words.hands[row.hand]}
      </span>
    </span>
  );
}

function AddForm() {
  const text = useText();
  const words = text.organizations.register;
  const { districtId } = useDistrict();
  const add = useAddOrganization();
  const [form] = Form.useForm<NewOrganization>();
  const today = todayIn("Asia/Shanghai");
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      {add.data === undefined ? null : (
        <Announcement
          key={add.submittedAt}
          title={words.added(add.data.organization.name)}
          tone="good"
        >
          <p>
            <Link
              params={{ districtId, organizationId: add.data.organization.id }}
              to="/districts/$districtId/organizations/$organizationId"
            >
              {words.open}
            </Link>
          </p>
        </Announcement>
      )}
      <SubmitForm<NewOrganization>
        error={add.error}
        form={form}
        initialValues={{ kind: "community-organization", foundOn: today }}
        name="organization"
        onSubmit={(values) =>
          add.mutate(
            { ...values, description: values.description ?? "" },
            { onSuccess: () => form.resetFields() },
          )
        }
        sending={add}
        submitLabel={words.submit}
      >
        <Form.Item label={words.name} name="name" rules={[required(words.name)]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item extra={words.descriptionHint} label={words.description} name="description">
          <Input.TextArea maxLength={5000} rows={4} />
        </Form.Item>
        <Form.Item label={words.community} name="community" rules={[required(words.community)]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item label={words.kind} name="kind">
          <Select
            options={Object.entries(text.organizations.kinds).map(([value, label]) => ({
              value,
              label,
            }))}
          />
        </Form.Item>
        <Form.Item label={words.leadSource} name="leadSource" rules={[required(words.leadSource)]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item label={words.foundOn} name="foundOn" rules={[required(words.foundOn)]}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </>
  );
}
