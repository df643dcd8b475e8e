import { Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { BodyChoice } from "./body-choice.tsx";
import { type NewService, type Service, useAddService, useServices } from "./commons-queries.ts";

type Filled = Omit<NewService, "walkingMinutes" | "from"> & { readonly walkingMinutes?: string };

/** Services by the walk to them. */
export function Services() {
  const text = useText();
  const words = text.organizations.commons;
  const { may } = useDistrict();
  const [near, setNear] = useState<"all" | "near">("all");
  const services = useServices(near === "near" ? 15 : undefined);
  const add = useAddService();
  const [form] = Form.useForm<Filled>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const fields = ["description", "address", "hours", "fees", "phone"] as const;
  return (
    <Panel title={words.services}>
      <Choice
        label={words.walk}
        onChange={setNear}
        options={[
          ["all", words.all],
          ["near", words.near],
        ]}
        value={near}
      />
      <Loaded query={services}>
        {(list) => (
          <Records<Service>
            caption={words.services}
            columns={[
              { key: "name", title: words.service, render: (row) => row.name },
              {
                key: "by",
                title: text.organizations.register.name,
                render: (row) => row.organization,
              },
              { key: "address", title: words.address, render: (row) => row.address },
              { key: "hours", title: words.hours, render: (row) => row.hours },
              { key: "fees", title: words.fees, render: (row) => row.fees },
              {
                key: "walk",
                title: words.walk,
                numeric: true,
                render: (row) =>
                  row.walkingMinutes === null ? "—" : words.minutesWalk(row.walkingMinutes),
              },
            ]}
            empty={words.noServices}
            rowKey={(row) => row.id}
            rows={list}
          />
        )}
      </Loaded>
      {may("organization:write") ? (
        <details>
          <summary>{words.addService}</summary>
          {add.data === undefined ? null : (
            <Announcement key={add.submittedAt} title={words.done} tone="good" />
          )}
          <SubmitForm<Filled>
            error={add.error}
            form={form}
            name="service"
            onSubmit={({ walkingMinutes, ...rest }) =>
              add.mutate(
                {
                  ...rest,
                  from: todayIn("Asia/Shanghai"),
                  ...(walkingMinutes ? { walkingMinutes: Number(walkingMinutes) } : {}),
                },
                { onSuccess: () => form.resetFields() },
              )
            }
            sending={add}
            submitLabel={words.addService}
          >
            <Form.Item
              label={text.organizations.register.name}
              name="organizationId"
              rules={[required(text.organizations.register.name)]}
            >
              <BodyChoice />
            </Form.Item>
            <Form.Item label={words.service} name="name" rules={[required(words.service)]}>
              <Input maxLength={100} />
            </Form.Item>
            {fields.map((field) => (
              <Form.Item
                key={field}
                label={words[field]}
                name={field}
                rules={[required(words[field])]}
              >
                <Input maxLength={100} />
              </Form.Item>
            ))}
            <Form.Item label={words.walkMinutes} name="walkingMinutes">
              <Input inputMode="numeric" maxLength={3} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}
