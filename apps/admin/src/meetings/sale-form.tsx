import { Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Meeting, useSale } from "./queries.ts";
import { readNumbers } from "./unit-rows.ts";

/** A flat changes hands while the vote is open: the rule says what becomes of its ballot. */
export function SaleForm({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.roll;
  const { estate } = useEstate();
  const sale = useSale(meeting.id);
  const [form] = Form.useForm<{ units: string; soldOn: string }>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const titleOf = (motionId: string) =>
    meeting.motions.find(({ id }) => id === motionId)?.title ?? "";
  return (
    <Panel note={words.saleIntro} title={words.sale}>
      {sale.data === undefined ? null : (
        <Announcement key={sale.submittedAt} title={words.sale} tone="good">
          <ul>
            {sale.data.sales.flatMap(({ id, unitNumbers, outcomes }) =>
              outcomes.map(({ motionId, ballot, mayVote }) => (
                <li key={`${id} ${motionId}`}>
                  {text.listed(unitNumbers)} · {titleOf(motionId)}：
                  {words.saleDone(words.saleBallots[ballot], words.saleWho[mayVote])}
                </li>
              )),
            )}
          </ul>
        </Announcement>
      )}
      <SubmitForm<{ units: string; soldOn: string }>
        error={sale.error}
        form={form}
        initialValues={{ soldOn: todayIn(estate.zone) }}
        name="sale"
        onSubmit={({ units, soldOn }) =>
          sale.mutate(
            { unitNumbers: [...readNumbers(units)], soldOn },
            { onSuccess: () => form.resetFields() },
          )
        }
        sending={sale}
        submitLabel={words.saleSubmit}
      >
        <Form.Item label={words.saleUnits} name="units" rules={[required(words.saleUnits)]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item label={words.soldOn} name="soldOn" rules={[required(words.soldOn)]}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}
