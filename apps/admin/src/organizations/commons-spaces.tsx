import { Button, Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { BodyChoice } from "./body-choice.tsx";
import { type NewSpace, type Space, useSpaces, useSpaceWrites } from "./commons-queries.ts";

export function Spaces() {
  const text = useText();
  const words = text.organizations.commons;
  const { may } = useDistrict();
  const spaces = useSpaces();
  const { offer, allot, release } = useSpaceWrites();
  const [allotting, setAllotting] = useState<Space>();
  const [form] = Form.useForm<Omit<NewSpace, "offeredFrom">>();
  const today = todayIn("Asia/Shanghai");
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const mayWrite = may("organization:write");
  const community = text.organizations.register.community;
  return (
    <Panel title={words.spaces}>
      {release.error === null ? null : <Refusal error={release.error} />}
      <Loaded query={spaces}>
        {(list) => (
          <Records<Space>
            caption={words.spaces}
            columns={[
              { key: "name", title: words.space, render: (row) => row.name },
              { key: "community", title: community, render: (row) => row.community },
              {
                key: "area",
                title: words.area,
                numeric: true,
                render: (row) => row.areaSquareMetres,
              },
              { key: "by", title: words.offeredBy, render: (row) => row.offeredBy },
              {
                key: "user",
                title: words.user,
                render: (row) =>
                  row.allotment === null ? (
                    <Status tone="waiting">{words.free}</Status>
                  ) : (
                    `${row.allotment.organization} · ${row.allotment.agreement}`
                  ),
              },
              ...(mayWrite
                ? [
                    {
                      key: "act",
                      title: words.allot,
                      render: (row: Space) => {
                        const { allotment } = row;
                        return allotment === null ? (
                          <Button
                            aria-label={`${words.allot} ${row.name}`}
                            onClick={() => setAllotting(row)}
                          >
                            {words.allot}
                          </Button>
                        ) : (
                          <Button
                            aria-label={`${words.release} ${row.name}`}
                            onClick={() =>
                              release.mutate({
                                spaceId: row.id,
                                allotmentId: allotment.id,
                                to: today,
                              })
                            }
                          >
                            {words.release}
                          </Button>
                        );
                      },
                    },
                  ]
                : []),
            ]}
            empty={words.noSpaces}
            rowKey={(row) => row.id}
            rows={list}
          />
        )}
      </Loaded>
      <Dialog
        footer={null}
        onCancel={() => setAllotting(undefined)}
        open={allotting !== undefined}
        title={allotting?.name ?? ""}
      >
        <SubmitForm<{ organizationId: string; agreement: string }>
          error={allot.error}
          name="allot"
          onSubmit={(values) =>
            allotting &&
            allot.mutate(
              { spaceId: allotting.id, from: today, ...values },
              { onSuccess: () => setAllotting(undefined) },
            )
          }
          sending={allot}
          submitLabel={words.allot}
        >
          <Form.Item label={words.allotTo} name="organizationId" rules={[required(words.allotTo)]}>
            <BodyChoice />
          </Form.Item>
          <Form.Item label={words.agreement} name="agreement" rules={[required(words.agreement)]}>
            <Input maxLength={100} />
          </Form.Item>
        </SubmitForm>
      </Dialog>
      {mayWrite ? (
        <details>
          <summary>{words.offerSpace}</summary>
          {offer.data === undefined ? null : (
            <Announcement key={offer.submittedAt} title={words.done} tone="good" />
          )}
          <SubmitForm<Omit<NewSpace, "offeredFrom">>
            error={offer.error}
            form={form}
            name="space"
            onSubmit={(values) =>
              offer.mutate(
                { ...values, offeredFrom: today },
                { onSuccess: () => form.resetFields() },
              )
            }
            sending={offer}
            submitLabel={words.offerSpace}
          >
            <Form.Item label={words.space} name="name" rules={[required(words.space)]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item label={community} name="community" rules={[required(community)]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item
              label={words.area}
              name="areaSquareMetres"
              rules={[
                required(words.area),
                { pattern: /^\d{1,6}(\.\d{1,2})?$/, message: words.area },
              ]}
            >
              <Input inputMode="decimal" maxLength={9} />
            </Form.Item>
            <Form.Item label={words.offeredBy} name="offeredBy" rules={[required(words.offeredBy)]}>
              <Input maxLength={100} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}
