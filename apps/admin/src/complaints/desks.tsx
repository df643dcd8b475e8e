import type { Schema } from "@xinyi/api-client";
import { Button, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useTitles } from "./names.tsx";
import {
  type RoutingUnit,
  useAddDesk,
  useAddDeskMember,
  useChangeDesk,
  useDesks,
  useEndDeskMember,
  useReportForm,
} from "./queries.ts";

type Desk = Schema<"Desk">;

/** Who really handles what the rules send to a unit: its desks, their people and their load. */
export function Desks() {
  const words = useText().complaints.desks;
  const { may } = useEstate();
  const desks = useDesks();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={desks}>
        {({ desks: list, units }) => (
          <>
            <WithoutDesk desks={list} units={units} />
            <DeskList desks={list} mayEdit={may("routing:edit")} />
            {may("routing:edit") ? <NewDesk units={units} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Who is called by telephone, or keeps apart from the platform, needs no desk. */
const deskless = ["emergency", "supervision"];

/** What the rules send to a unit without a desk would be seen by nobody. */
function WithoutDesk({
  desks,
  units,
}: {
  readonly desks: readonly Desk[];
  readonly units: readonly RoutingUnit[];
}) {
  const text = useText();
  const titles = useTitles();
  const without = units.filter(
    ({ id, kind }) => !deskless.includes(kind) && desks.every(({ unit }) => unit.id !== id),
  );
  if (without.length === 0) return null;
  return (
    <p className="note">{text.complaints.desks.noDesk(text.listed(without.map(titles.unit)))}</p>
  );
}

function DeskList({
  desks,
  mayEdit,
}: {
  readonly desks: readonly Desk[];
  readonly mayEdit: boolean;
}) {
  const words = useText().complaints.desks;
  const titles = useTitles();
  const [changing, setChanging] = useState<Desk | null>(null);
  return (
    <Panel title={words.title}>
      <Records<Desk>
        caption={words.title}
        columns={[
          { key: "title", title: words.desk, render: (desk) => desk.title },
          { key: "unit", title: words.unit, render: (desk) => titles.unit(desk.unit) },
          { key: "remit", title: words.remit, render: (desk) => <Remit desk={desk} /> },
          { key: "load", title: words.load, render: (desk) => <Load desk={desk} /> },
          {
            key: "members",
            title: words.members,
            render: (desk) => desk.members.map(({ personName }) => personName).join("、") || "—",
          },
          ...(mayEdit
            ? [
                {
                  key: "change",
                  title: words.action,
                  render: (desk: Desk) => (
                    <Button
                      aria-label={`${words.change} ${desk.title}`}
                      onClick={() => setChanging(desk)}
                    >
                      {words.change}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        empty={words.none}
        rowKey={({ id }) => id}
        rows={desks}
      />
      {changing === null ? null : (
        <DeskDialog
          desk={desks.find(({ id }) => id === changing.id) ?? changing}
          onClose={() => setChanging(null)}
        />
      )}
    </Panel>
  );
}

function Remit({ desk }: { readonly desk: Desk }) {
  const text = useText();
  const words = text.complaints.desks;
  const titles = useTitles();
  const form = useReportForm();
  const named = desk.categories.map((code) => {
    const category = form.data?.categories.find((one) => one.code === code);
    return category === undefined ? code : titles.title(category);
  });
  return (
    <>
      {desk.estateName ?? words.wholeDistrict} ·{" "}
      {named.length === 0 ? words.allCategories : text.listed(named)}
    </>
  );
}

function Load({ desk }: { readonly desk: Desk }) {
  const words = useText().complaints.desks;
  return (
    <span className="used">
      {desk.isOnDuty ? null : <Status tone="idle">{words.offDuty}</Status>}
      <progress aria-hidden="true" max={Math.max(desk.capacity, 1)} value={desk.openLoad} />
      {words.loadOf(desk.openLoad, desk.capacity)}
    </span>
  );
}

interface Given {
  readonly title: string;
  readonly capacity: string;
  readonly isOnDuty?: boolean;
}

function DeskDialog({ desk, onClose }: { readonly desk: Desk; readonly onClose: () => void }) {
  const words = useText().complaints.desks;
  const change = useChangeDesk();
  return (
    <Dialog footer={null} onCancel={onClose} open title={desk.title}>
      <SubmitForm<Given>
        error={change.error}
        initialValues={{
          title: desk.title,
          capacity: String(desk.capacity),
          isOnDuty: desk.isOnDuty,
        }}
        name="desk-change"
        onSubmit={({ title, capacity, isOnDuty = false }) =>
          change.mutate(
            { deskId: desk.id, title, capacity: Number(capacity), isOnDuty },
            { onSuccess: onClose },
          )
        }
        sending={change}
        submitLabel={words.save}
      >
        <DeskFields />
      </SubmitForm>
      <Members desk={desk} />
    </Dialog>
  );
}

function DeskFields() {
  const text = useText();
  const words = text.complaints.desks;
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      <Form.Item label={words.desk} name="title" rules={[required(words.desk)]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        extra={words.capacityHint}
        label={words.capacity}
        name="capacity"
        rules={[required(words.capacity), { pattern: /^\d{1,4}$/, message: words.capacityFault }]}
      >
        <Input inputMode="numeric" maxLength={4} />
      </Form.Item>
      <Form.Item name="isOnDuty" valuePropName="checked">
        <Checkbox>{words.onDuty}</Checkbox>
      </Form.Item>
    </>
  );
}

function Members({ desk }: { readonly desk: Desk }) {
  const text = useText();
  const words = text.complaints.desks;
  const add = useAddDeskMember();
  const end = useEndDeskMember();
  return (
    <section aria-label={words.members}>
      <h3>{words.members}</h3>
      {end.error === null ? null : <Refusal error={end.error} />}
      <ul className="plain">
        {desk.members.map((member) => (
          <li key={member.membershipId}>
            {member.personName}{" "}
            <Button
              aria-label={text.labelled(words.remove, member.personName)}
              disabled={end.isPending}
              onClick={() => end.mutate({ deskId: desk.id, membershipId: member.membershipId })}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <SubmitForm<{ username: string }>
        error={add.error}
        key={desk.members.length}
        name="desk-member"
        onSubmit={({ username }) => add.mutate({ deskId: desk.id, username: username.trim() })}
        sending={add}
        submitLabel={words.addMember}
      >
        <Form.Item
          label={words.username}
          name="username"
          rules={[{ required: true, message: text.session.required(words.username) }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
      </SubmitForm>
    </section>
  );
}

function NewDesk({ units }: { readonly units: readonly RoutingUnit[] }) {
  const text = useText();
  const words = text.complaints.desks;
  const titles = useTitles();
  const add = useAddDesk();
  const form = useReportForm();
  return (
    <Panel title={words.newDesk}>
      {add.data === undefined ? null : (
        <Announcement key={add.data.id} title={words.added(add.data.title)} tone="good" />
      )}
      <SubmitForm<Given & { unitId: string; estateId?: string; categories?: string[] }>
        error={add.error}
        initialValues={{ capacity: "20", isOnDuty: true }}
        key={add.data?.id ?? "first"}
        name="desk"
        onSubmit={({ capacity, isOnDuty = false, estateId, categories = [], ...given }) =>
          add.mutate({
            ...given,
            capacity: Number(capacity),
            isOnDuty,
            categories,
            ...(estateId === undefined ? {} : { estateId }),
          })
        }
        sending={add}
        submitLabel={words.add}
      >
        <Form.Item
          label={words.unit}
          name="unitId"
          rules={[{ required: true, message: text.session.required(words.unit) }]}
        >
          <Select
            options={units.map((unit) => ({ value: unit.id, label: titles.unit(unit) }))}
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
        <DeskFields />
        <Form.Item extra={words.estateHint} label={words.estate} name="estateId">
          <Select
            allowClear
            options={(form.data?.estates ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            placeholder={words.wholeDistrict}
          />
        </Form.Item>
        <Form.Item label={words.categories} name="categories">
          <Select
            mode="multiple"
            options={(form.data?.categories ?? [])
              .filter(({ isLeaf }) => isLeaf)
              .map((one) => ({ value: one.code, label: titles.title(one) }))}
            placeholder={words.allCategories}
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}
