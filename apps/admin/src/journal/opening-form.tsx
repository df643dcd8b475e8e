import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Opening, usePostOpening } from "./queries.ts";

interface Typed {
  readonly fund: Opening["fund"];
  readonly amount: string;
  readonly occurredOn: string;
  readonly reason: string;
}

/** The money a fund has on the day its book begins: folded away, for it is needed once. */
export function OpeningForm() {
  const text = useText();
  const words = text.journal;
  const { estate } = useEstate();
  const money = useMoneyText();
  const post = usePostOpening();
  const [order, setOrder] = useState<Opening | null>(null);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Panel title={words.opening}>
      <details>
        <summary>{words.openingShow}</summary>
        <p className="quiet">{words.openingNote}</p>
        <SubmitForm<Typed>
          error={null}
          initialValues={{ fund: "ordinary", reason: words.openingReason }}
          name="opening"
          onSubmit={({ amount, ...rest }) =>
            setOrder({
              ...rest,
              amount: { amount: plainAmount(amount), currency: estate.currency },
            })
          }
          sending={post}
          submitLabel={words.openingSubmit}
        >
          <Form.Item label={words.fund} name="fund" rules={[required(words.fund)]}>
            <Select
              options={(["ordinary", "common"] as const).map((fund) => ({
                value: fund,
                label: words.funds[fund],
              }))}
            />
          </Form.Item>
          <Form.Item
            label={words.amount}
            name="amount"
            rules={[
              required(words.amount),
              {
                validator: (_, value: string | undefined) =>
                  value === undefined ||
                  value === "" ||
                  /^-?\d{1,15}(\.\d{1,2})?$/.test(plainAmount(value))
                    ? Promise.resolve()
                    : Promise.reject(new Error(text.problems["not-a-decimal"]())),
              },
            ]}
          >
            <Input className="date" inputMode="decimal" />
          </Form.Item>
          <Form.Item
            label={words.occurredOn}
            name="occurredOn"
            rules={[required(words.occurredOn)]}
          >
            <Input className="date" type="date" />
          </Form.Item>
          <Form.Item label={words.reason} name="reason" rules={[required(words.reason)]}>
            <Input maxLength={500} />
          </Form.Item>
        </SubmitForm>
        {post.data === undefined || order !== null ? null : (
          <Announcement
            key={post.data.id}
            title={words.openingDone(post.data.sequence)}
            tone="good"
          />
        )}
      </details>
      <Confirm
        confirmLabel={text.lines.confirm}
        error={post.error}
        onCancel={() => setOrder(null)}
        onConfirm={() => {
          if (order !== null) post.mutate(order, { onSuccess: () => setOrder(null) });
        }}
        open={order !== null}
        sending={post.isPending}
        title={words.openingConfirm}
      >
        {order === null ? null : (
          <p>{words.openingConfirmText(words.funds[order.fund], money(order.amount))}</p>
        )}
      </Confirm>
    </Panel>
  );
}
