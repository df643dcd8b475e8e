import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { answer, api } from "../api.ts";
import { useSubmission } from "../submission.ts";
import { useText } from "../text/language.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Estate, estatesQuery } from "./queries.ts";

interface NewEstate {
  readonly name: string;
  readonly communityName: string;
  readonly contactPhone: string;
  readonly bookOpenedOn: string;
}

/** A new estate with its book, for whoever administers the district. */
export function EstateForm({ districtId }: { readonly districtId: string }) {
  const text = useText();
  const words = text.session;
  const create = useCreateEstate(districtId);
  const navigate = useNavigate();
  const required = (label: string) => [{ required: true, message: words.required(label) }];
  return (
    <details>
      <summary>{words.newEstate}</summary>
      <SubmitForm<NewEstate>
        error={create.error}
        name="estate"
        onSubmit={(values) =>
          create.mutate(values, {
            onSuccess: ({ id }) =>
              void navigate({
                to: "/estates/$districtId/$estateId/members",
                params: { districtId, estateId: id },
              }),
          })
        }
        sending={create}
        submitLabel={words.createEstate}
      >
        <Form.Item label={words.estateName} name="name" rules={required(words.estateName)}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          label={words.communityName}
          name="communityName"
          rules={required(words.communityName)}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          extra={words.contactPhoneHint}
          label={words.contactPhone}
          name="contactPhone"
          rules={required(words.contactPhone)}
        >
          <Input maxLength={40} type="tel" />
        </Form.Item>
        <Form.Item
          extra={words.bookOpenedOnHint}
          label={words.bookOpenedOn}
          name="bookOpenedOn"
          rules={required(words.bookOpenedOn)}
        >
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </details>
  );
}

function useCreateEstate(districtId: string) {
  const client = useQueryClient();
  return useSubmission(async (body: NewEstate, key): Promise<Estate> => {
    const created = await answer(
      api.POST("/api/districts/{districtId}/estates", {
        params: { path: { districtId }, header: { "idempotency-key": key } },
        body: { ...body, currency: "CNY" },
      }),
    );
    await client.invalidateQueries({ queryKey: estatesQuery(districtId).queryKey });
    return created;
  });
}
