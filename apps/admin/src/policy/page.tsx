import { Form, Input, Select } from "antd";
import { useHeads } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type AccessPolicy, type Rights, useDelegate, useRights, useSetPolicy } from "./queries.ts";

export function Policy() {
  const words = useLanguage().text.twoKeys.policy;
  const { may } = useEstate();
  const rights = useRights();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={rights}>
        {(found) => (
          <>
            <InForce rights={found} />
            <People rights={found} />
            {may("order:approve") ? <DelegationForm rights={found} /> : null}
            {may("mandate:record") ? <SetForm rights={found} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The title of a role, from whoever holds it; the id where nobody does. */
function useRoleTitle(rights: Rights): (roleId: string) => string {
  const { language } = useLanguage();
  const roles = rights.signatories.flatMap((person) => person.roles);
  return (roleId) => {
    const found = roles.find((role) => role.roleId === roleId);
    if (found === undefined) return roleId;
    return language === "zh" ? found.titleZh : found.titleEn;
  };
}

function InForce({ rights }: { readonly rights: Rights }) {
  const { text } = useLanguage();
  const words = text.twoKeys.policy;
  const current = rights.policies.find(({ isInForce }) => isInForce);
  return (
    <Panel
      note={current === undefined ? undefined : words.from(current.from, current.resolutionId)}
      title={words.current}
    >
      {current === undefined ? (
        <p className="empty">{words.none}</p>
      ) : (
        <Rules current={current} rights={rights} />
      )}
    </Panel>
  );
}

function Rules({ current, rights }: { readonly current: AccessPolicy; readonly rights: Rights }) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.policy;
  const money = useMoneyText();
  const roleTitle = useRoleTitle(rights);
  const heads = useHeads();
  const headTitle = (id: string): string => {
    const found = heads.data?.find(({ head }) => head === id);
    if (found === undefined) return id;
    return language === "zh" ? found.titleZh : found.titleEn;
  };
  const ruleWords: Readonly<Record<string, string>> = words.rules;
  const { policy } = current;
  return (
    <>
      <Facts
        facts={[
          [words.initiators, text.listed(policy.initiators.map(roleTitle))],
          ...policy.rules.map(
            (rule) =>
              [
                [
                  ruleWords[rule.id] ?? rule.id,
                  ...(rule.atLeast === undefined ? [] : [words.atLeast(money(rule.atLeast))]),
                ].join(" "),
                text.listed(
                  rule.demands.map((one) =>
                    words.demand(
                      `${text.twoKeys.parties[one.party]} ${text.listed(one.roles.map(roleTitle))}`,
                      one.count,
                    ),
                  ),
                ),
              ] as const,
          ),
          [words.withoutOrder, text.listed(policy.headsWithoutOrder.map(headTitle)) || "—"],
        ]}
      />
      <ul>
        <li>{words.coolingOff(policy.coolingOffDays)}</li>
        <li>{words.expiry(policy.expiryDays)}</li>
        <li>{words.ratification(policy.ratificationDays)}</li>
      </ul>
    </>
  );
}

function People({ rights }: { readonly rights: Rights }) {
  const { text, language } = useLanguage();
  const words = text.twoKeys.policy;
  return (
    <Panel title={words.people}>
      <Facts
        facts={rights.signatories.map((person) => [
          person.name,
          text.listed(
            person.roles.map((role) => (language === "zh" ? role.titleZh : role.titleEn)),
          ),
        ])}
      />
      <h3>{words.delegations}</h3>
      {rights.delegations.length === 0 ? <p className="quiet">{words.noDelegation}</p> : null}
      <ul>
        {rights.delegations.map((one) => (
          <li key={one.id}>
            {words.byTo(one.byName, one.toName)} · {text.twoKeys.parties[one.party]} · {one.from} –{" "}
            {one.to}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface Lent {
  readonly toPersonId: string;
  readonly party: "trustee" | "committee";
  readonly from: string;
  readonly to: string;
}

function DelegationForm({ rights }: { readonly rights: Rights }) {
  const { text } = useLanguage();
  const words = text.twoKeys.policy;
  const { estate } = useEstate();
  const delegate = useDelegate();
  const [form] = Form.useForm<Lent>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel note={words.delegationIntro} title={words.delegate}>
      {delegate.isSuccess ? (
        <Announcement key={delegate.submittedAt} title={words.delegated} tone="good" />
      ) : null}
      <SubmitForm<Lent>
        error={delegate.error}
        form={form}
        initialValues={{ from: todayIn(estate.zone), to: todayIn(estate.zone) }}
        name="delegation"
        onSubmit={(values) => delegate.mutate(values, { onSuccess: () => form.resetFields() })}
        sending={delegate}
        submitLabel={words.delegate}
      >
        <Form.Item label={words.to} name="toPersonId" rules={[required(words.to)]}>
          <Select
            options={rights.signatories.map(({ personId, name }) => ({
              value: personId,
              label: name,
            }))}
          />
        </Form.Item>
        <Form.Item label={words.party} name="party" rules={[required(words.party)]}>
          <Select
            options={(["trustee", "committee"] as const).map((party) => ({
              value: party,
              label: text.twoKeys.parties[party],
            }))}
          />
        </Form.Item>
        <Form.Item label={words.begins} name="from" rules={[required(words.begins)]}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item label={words.ends} name="to" rules={[required(words.ends)]}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

interface Setting {
  readonly mandateId: string;
  readonly from: string;
  readonly bar: string;
}

/** The rules offered, with the bar for a large payment the owners have resolved. */
function SetForm({ rights }: { readonly rights: Rights }) {
  const { text } = useLanguage();
  const words = text.twoKeys.policy;
  const { estate } = useEstate();
  const set = useSetPolicy();
  const [form] = Form.useForm<Setting>();
  const { preset } = rights;
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const submit = ({ mandateId, from, bar }: Setting) => {
    const money = { amount: plainAmount(bar), currency: "CNY" };
    const policy = {
      ...preset,
      rules: preset.rules.map((rule) =>
        rule.atLeast === undefined ? rule : { ...rule, atLeast: money },
      ),
      warnings: { ...preset.warnings, bars: [money] },
    };
    set.mutate({ mandateId, from, policy }, { onSuccess: () => form.resetFields() });
  };
  return (
    <Panel note={words.formIntro} title={words.form}>
      {set.isSuccess ? <Announcement key={set.submittedAt} title={words.done} tone="good" /> : null}
      <SubmitForm<Setting>
        error={set.error}
        form={form}
        initialValues={{
          from: todayIn(estate.zone),
          bar: preset.warnings.bars[0]?.amount ?? "",
        }}
        name="policy"
        onSubmit={submit}
        sending={set}
        submitLabel={words.submit}
      >
        <Form.Item label={words.bar} name="bar" rules={[required(words.bar)]}>
          <Input autoComplete="off" inputMode="decimal" maxLength={20} />
        </Form.Item>
        <Form.Item label={words.effective} name="from" rules={[required(words.effective)]}>
          <Input className="date" type="date" />
        </Form.Item>
        <MandateChoice subject="access-policy" />
      </SubmitForm>
    </Panel>
  );
}
