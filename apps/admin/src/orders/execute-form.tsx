import { Form, Select } from "antd";
import { useText } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { Panel } from "../ui/page.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useExecute, useOrders } from "./queries.ts";

/** The bank has paid: which approved order was it? */
export function ExecuteForm({
  lineId,
  onDone,
}: {
  readonly lineId: string;
  readonly onDone: () => void;
}) {
  const text = useText();
  const words = text.twoKeys.orders;
  const money = useMoneyText();
  const orders = useOrders();
  const execute = useExecute(lineId);
  const approved = (orders.data ?? []).filter(({ status }) => status === "approved");
  return (
    <Panel note={words.executeIntro} title={words.execute}>
      {approved.length === 0 ? (
        <p className="empty">{words.noApproved}</p>
      ) : (
        <SubmitForm<{ orderId: string }>
          error={execute.error}
          name="execution"
          onSubmit={(values) => execute.mutate(values, { onSuccess: onDone })}
          sending={execute}
          submitLabel={words.confirmExecute}
        >
          <Form.Item
            label={words.order}
            name="orderId"
            rules={[{ required: true, message: text.session.required(words.order) }]}
          >
            <Select
              options={approved.map((one) => ({
                value: one.id,
                label: `${one.payeeName} ${money(one.amount)} ${one.purpose}`,
              }))}
            />
          </Form.Item>
        </SubmitForm>
      )}
    </Panel>
  );
}
