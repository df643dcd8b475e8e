import { Form, Input } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type HandOver, type NewHandOver, useHandOver, useHandOvers } from "./queries.ts";

/** The books to another trustee, and the signed packs of those before. */
export function HandOvers() {
  const words = useText().books.closing;
  const { may } = useEstate();
  const handOvers = useHandOvers();
  return (
    <>
      {may("mandate:record") ? <HandOverForm /> : null}
      <Panel title={words.packs}>
        <Loaded query={handOvers}>
          {(list) =>
            list.length === 0 ? (
              <p className="empty">{words.packsEmpty}</p>
            ) : (
              list.map((one) => <Pack key={one.bookId} made={one} />)
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

function Pack({ made }: { readonly made: HandOver }) {
  const text = useText();
  const words = text.books.closing;
  const path = useEstatePath();
  const { may } = useEstate();
  return (
    <>
      <Facts
        facts={[
          [words.successor, made.successor],
          [text.books.day, <CivilDate date={made.occurredOn} key="on" />],
          [text.books.resolution, made.resolutionId],
          [
            words.packHash,
            <code className="hash" key="pack">
              {made.packSha256}
            </code>,
          ],
          [
            words.publicKey,
            <code className="hash" key="key">
              {made.publicKey}
            </code>,
          ],
        ]}
      />
      {may("roll:read") ? (
        <p>
          <a
            className="way"
            href={`/api/districts/${path.districtId}/estates/${path.estateId}/hand-overs/${made.bookId}/pack`}
          >
            {words.pack}
          </a>
        </p>
      ) : null}
    </>
  );
}

function HandOverForm() {
  const text = useText();
  const words = text.books.closing;
  const { estate } = useEstate();
  const rules = useRules();
  const handOver = useHandOver();
  const [form] = Form.useForm<NewHandOver>();
  const [asked, setAsked] = useState<NewHandOver | null>(null);
  return (
    <Panel note={words.handOverIntro} title={words.handOver}>
      {handOver.isSuccess && asked === null ? (
        <Announcement key={handOver.submittedAt} title={words.handOverDone} tone="good" />
      ) : null}
      <SubmitForm<NewHandOver>
        error={null}
        form={form}
        initialValues={{ occurredOn: todayIn(estate.zone) }}
        name="hand-over"
        onSubmit={setAsked}
        sending={handOver}
        submitLabel={words.handOverSubmit}
      >
        <Form.Item label={words.successor} name="successor" rules={rules.required(words.successor)}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item label={text.books.day} name="occurredOn" rules={rules.required(text.books.day)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item
          label={text.books.reason}
          name="reason"
          rules={rules.required(text.books.reason)}
        >
          <Input maxLength={500} />
        </Form.Item>
        <MandateChoice subject="hand-over" />
      </SubmitForm>
      <Confirm
        confirmLabel={words.handOverSubmit}
        danger
        error={handOver.error}
        onCancel={() => setAsked(null)}
        onConfirm={() => {
          if (asked === null) return;
          const onSuccess = () => {
            setAsked(null);
            form.resetFields();
          };
          handOver.mutate(asked, { onSuccess });
        }}
        open={asked !== null}
        sending={handOver.isPending}
        title={words.handOverTitle}
      >
        <p>{asked?.successor}</p>
        <p>{words.handOverText}</p>
      </Confirm>
    </Panel>
  );
}
