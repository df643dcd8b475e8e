import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { answer, api } from "../api.ts";
import { todayIn } from "../clock.ts";
import { useDistrict, useDistrictPath } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Card, useCardWrites } from "./queries.ts";

const today = () => todayIn("Asia/Shanghai");

function useRequired() {
  const text = useText();
  return (label: string) => ({ required: true, message: text.session.required(label) });
}

function useFederations() {
  const path = useDistrictPath();
  return useQuery({
    queryKey: ["estate", "federations", path.districtId],
    queryFn: async () => {
      const query = { kind: "federation" as const, limit: 100 };
      const reply = api.GET("/api/districts/{districtId}/organizations", {
        params: { path, query },
      });
      return (await answer(reply)).organizations;
    },
  });
}

/** Membership of a federation, apart from filing. */
export function Membership({ card }: { readonly card: Card }) {
  const words = useText().organizations.card;
  const { may } = useDistrict();
  const { join, leave } = useCardWrites(card.organization.id);
  const federations = useFederations();
  const present = card.memberships.find(({ to }) => to === null);
  const failed = join.error ?? leave.error;
  const federation = federations.data?.find(({ id }) => id !== card.organization.id);
  return (
    <Panel note={words.membershipIntro} title={words.membership}>
      {failed === null ? null : <Refusal error={failed} />}
      <ul className="entry-list">
        {card.memberships.map((one) => (
          <li key={one.id}>
            {one.federation}：<CivilDate date={one.from} />
            {one.to === null ? "" : " – "}
            {one.to === null ? null : <CivilDate date={one.to} />}
          </li>
        ))}
      </ul>
      {present === undefined ? <p className="empty">{words.noMembership}</p> : null}
      {may("organization:write") && present !== undefined ? (
        <Button
          loading={leave.isPending}
          onClick={() => leave.mutate({ id: present.id, to: today() })}
        >
          {words.leave}
        </Button>
      ) : null}
      {may("organization:write") && present === undefined && federation !== undefined ? (
        <Button
          loading={join.isPending}
          onClick={() => join.mutate({ federationId: federation.id, from: today() })}
        >
          {words.join} {federation.name}
        </Button>
      ) : null}
    </Panel>
  );
}

export function Incubation({ card }: { readonly card: Card }) {
  const words = useText().organizations.card;
  const { may } = useDistrict();
  const required = useRequired();
  const { incubate, release } = useCardWrites(card.organization.id);
  const present = card.incubations.find(({ to }) => to === null);
  return (
    <Panel title={words.incubation}>
      <ul className="entry-list">
        {card.incubations.map((one) => (
          <li key={one.id}>
            {words.mentor} {one.mentor}：<CivilDate date={one.from} />
            {one.to === null ? null : (
              <>
                {" – "}
                <CivilDate date={one.to} />
              </>
            )}
            {one.outcome === null ? null : (
              <p className="quiet">
                {words.incubationOutcomes[one.outcome]} · {one.note}
              </p>
            )}
          </li>
        ))}
      </ul>
      {may("organization:write") && present === undefined ? (
        <details>
          <summary>{words.begin}</summary>
          <SubmitForm<{ mentor: string }>
            error={incubate.error}
            name="incubation"
            onSubmit={({ mentor }) => incubate.mutate({ mentor, from: today() })}
            sending={incubate}
            submitLabel={words.begin}
          >
            <Form.Item label={words.mentor} name="mentor" rules={[required(words.mentor)]}>
              <Input maxLength={100} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
      {may("organization:write") && present !== undefined ? (
        <details>
          <summary>{words.end}</summary>
          <SubmitForm<{ outcome: "passed" | "left"; note: string }>
            error={release.error}
            name="incubation-end"
            onSubmit={(values) => release.mutate({ id: present.id, to: today(), ...values })}
            sending={release}
            submitLabel={words.end}
          >
            <Form.Item label={words.outcome} name="outcome" rules={[required(words.outcome)]}>
              <Select
                options={Object.entries(words.incubationOutcomes).map(([value, label]) => ({
                  value,
                  label,
                }))}
              />
            </Form.Item>
            <Form.Item label={words.note} name="note" rules={[required(words.note)]}>
              <Input maxLength={2000} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}

interface NewContact {
  readonly kind: "visit" | "companion" | "training" | "activity";
  readonly on: string;
  readonly topic: string;
  readonly participants?: string;
}

export function Contacts({ card }: { readonly card: Card }) {
  const words = useText().organizations.card;
  const { may } = useDistrict();
  const required = useRequired();
  const { contact } = useCardWrites(card.organization.id);
  const [form] = Form.useForm<NewContact>();
  return (
    <Panel title={words.contacts}>
      <Records<Card["contacts"][number]>
        caption={words.contacts}
        columns={[
          { key: "on", title: words.on, render: (row) => <CivilDate date={row.on} /> },
          { key: "kind", title: words.contactKind, render: (row) => words.contactKinds[row.kind] },
          { key: "topic", title: words.topic, render: (row) => row.topic },
          {
            key: "people",
            title: words.participants,
            numeric: true,
            render: (row) => row.participants ?? "",
          },
        ]}
        empty={words.noContacts}
        rowKey={(row) => row.id}
        rows={card.contacts}
      />
      {contact.data === undefined ? null : (
        <Announcement key={contact.submittedAt} title={words.contactDone} tone="good" />
      )}
      {may("organization:write") ? (
        <details>
          <summary>{words.submitContact}</summary>
          <SubmitForm<NewContact>
            error={contact.error}
            form={form}
            initialValues={{ kind: "visit", on: today() }}
            name="contact"
            onSubmit={({ participants, ...rest }) =>
              contact.mutate(
                { ...rest, ...(participants ? { participants: Number(participants) } : {}) },
                { onSuccess: () => form.resetFields() },
              )
            }
            sending={contact}
            submitLabel={words.submitContact}
          >
            <Form.Item label={words.contactKind} name="kind" rules={[required(words.contactKind)]}>
              <Select
                options={Object.entries(words.contactKinds).map(([value, label]) => ({
                  value,
                  label,
                }))}
              />
            </Form.Item>
            <Form.Item label={words.on} name="on" rules={[required(words.on)]}>
              <Input className="date" type="date" />
            </Form.Item>
            <Form.Item label={words.topic} name="topic" rules={[required(words.topic)]}>
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item label={words.participants} name="participants">
              <Input inputMode="numeric" maxLength={6} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}

interface NewLeader {
  readonly name: string;
  readonly phone?: string;
  readonly residentNumber?: string;
}

export function Leaders({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations.card;
  const { may } = useDistrict();
  const required = useRequired();
  const { lead, erase } = useCardWrites(card.organization.id);
  const [erasing, setErasing] = useState<string | null>(null);
  const [form] = Form.useForm<NewLeader>();
  return (
    <Panel title={words.leaders}>
      {erase.isSuccess && erasing === null ? (
        <Announcement key={erase.submittedAt} title={words.erased} tone="good" />
      ) : null}
      <ul className="entry-list">
        {card.leaders.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong> {one.phone ?? ""}{" "}
            <span className="quiet">{one.identityMasked ?? ""}</span>
            {one.alsoLeads.length === 0 ? null : (
              <p className="quiet">{words.alsoLeads(text.listed(one.alsoLeads))}</p>
            )}
            {may("organization:write") ? (
              <Button
                aria-label={`${words.erase} ${one.name}`}
                onClick={() => setErasing(one.id)}
                type="text"
              >
                {words.erase}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Confirm
        confirmLabel={words.erase}
        danger
        error={erase.error}
        onCancel={() => setErasing(null)}
        onConfirm={() =>
          erasing !== null && erase.mutate(erasing, { onSuccess: () => setErasing(null) })
        }
        open={erasing !== null}
        sending={erase.isPending}
        title={words.eraseTitle}
      >
        <p>{words.eraseText}</p>
      </Confirm>
      {may("organization:write") ? (
        <details>
          <summary>{words.addLeader}</summary>
          <SubmitForm<NewLeader>
            error={lead.error}
            form={form}
            name="leader"
            onSubmit={({ name, phone, residentNumber }) =>
              lead.mutate(
                {
                  name,
                  from: today(),
                  ...(phone ? { phone } : {}),
                  ...(residentNumber ? { residentNumber } : {}),
                },
                { onSuccess: () => form.resetFields() },
              )
            }
            sending={lead}
            submitLabel={words.addLeader}
          >
            <Form.Item label={words.leader} name="name" rules={[required(words.leader)]}>
              <Input autoComplete="off" maxLength={60} />
            </Form.Item>
            <Form.Item label={text.organizations.register.phone} name="phone">
              <Input autoComplete="off" inputMode="tel" maxLength={40} />
            </Form.Item>
            <Form.Item
              extra={words.residentHint}
              label={words.residentNumber}
              name="residentNumber"
            >
              <Input autoComplete="off" maxLength={18} spellCheck={false} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}
