import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { momentText } from "../ui/date-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { Paged } from "./more.tsx";
import {
  type Meeting,
  type Objection,
  type Settlement,
  useObject,
  useObjections,
  useSettle,
} from "./queries.ts";

/** What was said against the roll and what came of it; both stay for everyone to read. */
export function Objections({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.roll;
  const { may } = useEstate();
  const pages = useObjections(meeting.id);
  const settle = useSettle(meeting.id);
  const [asked, setAsked] = useState<Objection | null>(null);
  const isDraft = meeting.roll.status === "draft";
  return (
    <Panel title={words.objections}>
      {settle.isSuccess && asked === null ? (
        <Announcement key={settle.submittedAt} title={words.settled} tone="good" />
      ) : null}
      <Paged pages={pages} rows={(page) => page.objections}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">{words.noObjections}</p>
          ) : (
            <ul className="comments">
              {rows.map((one) => (
                <li key={one.id}>
                  <ObjectionWords objection={one} />
                  {one.settlement === null && isDraft && may("meeting:convene") ? (
                    <Button
                      aria-label={`${words.settle} ${one.unitNumber}`}
                      onClick={() => {
                        settle.reset();
                        setAsked(one);
                      }}
                    >
                      {words.settle}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Paged>
      {isDraft && may("roll:object") ? <ObjectForm meeting={meeting} /> : null}
      <Dialog
        footer={null}
        onCancel={() => setAsked(null)}
        open={asked !== null}
        title={words.settleTitle(asked?.unitNumber ?? "")}
      >
        {asked === null ? null : (
          <SettleForm
            axes={meeting.rules.axes.map(({ axis }) => axis)}
            objection={asked}
            onSettled={() => setAsked(null)}
            settle={settle}
          />
        )}
      </Dialog>
    </Panel>
  );
}

function ObjectionWords({ objection }: { readonly objection: Objection }) {
  const { text, language } = useLanguage();
  const words = text.votes.roll;
  const { estate } = useEstate();
  const when = (at: string) => momentText(at, estate.zone, language);
  const { settlement } = objection;
  return (
    <>
      <p>
        <strong>{objection.unitNumber}</strong> {objection.words ?? words.erased}{" "}
        <span className="quiet">
          {words.raisedBy(objection.raisedBy, when(objection.raisedAt))}
        </span>
      </p>
      {settlement === null ? (
        <p>
          <Status tone="waiting">{words.open}</Status>
        </p>
      ) : (
        <p className="note">
          {settlement.decision === "dismissed"
            ? words.dismissed
            : settlement.correction === null
              ? words.upheldPlain
              : words.upheld}
          ：{settlement.words ?? words.erased}{" "}
          <span className="quiet">
            {words.raisedBy(settlement.settledBy, when(settlement.settledAt))}
            {settlement.correction === null
              ? ""
              : ` · ${words.hashes(
                  settlement.correction.hashBefore.slice(0, 8),
                  settlement.correction.hashAfter.slice(0, 8),
                )}`}
          </span>
        </p>
      )}
    </>
  );
}

function ObjectForm({ meeting }: { readonly meeting: Meeting }) {
  const text = useText();
  const words = text.votes.roll;
  const object = useObject(meeting.id);
  const [form] = Form.useForm<{ unitNumber: string; words: string }>();
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      {object.isSuccess ? (
        <Announcement key={object.submittedAt} title={words.objected} tone="good" />
      ) : null}
      <SubmitForm<{ unitNumber: string; words: string }>
        error={object.error}
        form={form}
        name="object"
        onSubmit={(given) => object.mutate(given, { onSuccess: () => form.resetFields() })}
        sending={object}
        submitLabel={words.object}
      >
        <Form.Item label={words.objectUnit} name="unitNumber" rules={[required(words.objectUnit)]}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item label={words.objectWords} name="words" rules={[required(words.objectWords)]}>
          <Input.TextArea maxLength={2000} rows={2} />
        </Form.Item>
      </SubmitForm>
    </>
  );
}

interface GivenSettlement {
  readonly decision: "upheld" | "dismissed";
  readonly words: string;
  readonly area?: string;
  readonly shares?: string;
  readonly state?: "" | "sold" | "unsold" | "sold-undelivered";
}

function SettleForm({
  objection,
  axes,
  settle,
  onSettled,
}: {
  readonly objection: Objection;
  readonly axes: readonly string[];
  readonly settle: ReturnType<typeof useSettle>;
  readonly onSettled: () => void;
}) {
  const text = useText();
  const words = text.votes.roll;
  const [form] = Form.useForm<GivenSettlement>();
  const decision = Form.useWatch("decision", form);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const submit = ({ decision: taken, words: said, area, shares, state }: GivenSettlement) =>
    settle.mutate(
      {
        objectionId: objection.id,
        decision: taken,
        words: said,
        ...correctionOf(taken, area, shares, state),
      },
      { onSuccess: onSettled },
    );
  const figure = { pattern: /^[\d,.\s]*$/, message: words.factsFault(1) };
  return (
    <>
      <p>{objection.words ?? words.erased}</p>
      <SubmitForm<GivenSettlement>
        error={settle.error}
        form={form}
        initialValues={{ decision: "upheld", state: "" }}
        name="settle"
        onSubmit={submit}
        sending={settle}
        submitLabel={words.settle}
      >
        <Form.Item label={words.decision} name="decision">
          <Select
            options={[
              { value: "upheld", label: words.upheldPlain },
              { value: "dismissed", label: words.dismissed },
            ]}
          />
        </Form.Item>
        <Form.Item label={words.settleWords} name="words" rules={[required(words.settleWords)]}>
          <Input.TextArea maxLength={2000} rows={2} />
        </Form.Item>
        {decision === "upheld" && axes.includes("area") ? (
          <Form.Item label={words.correctArea} name="area" rules={[figure]}>
            <Input autoComplete="off" inputMode="decimal" maxLength={20} />
          </Form.Item>
        ) : null}
        {decision === "upheld" && axes.includes("shares") ? (
          <Form.Item label={words.correctShares} name="shares" rules={[figure]}>
            <Input autoComplete="off" inputMode="decimal" maxLength={20} />
          </Form.Item>
        ) : null}
        {decision === "upheld" ? (
          <Form.Item label={words.correctState} name="state">
            <Select
              options={[
                { value: "", label: words.keepState },
                ...(["sold", "unsold", "sold-undelivered"] as const).map((one) => ({
                  value: one,
                  label: words.states[one],
                })),
              ]}
            />
          </Form.Item>
        ) : null}
      </SubmitForm>
    </>
  );
}

/** Only what was filled in is changed; an area is corrected as the register's. */
function correctionOf(
  decision: GivenSettlement["decision"],
  area: string | undefined,
  shares: string | undefined,
  state: GivenSettlement["state"],
): Pick<Settlement, "correction"> {
  const [square, part] = [plainAmount(area ?? ""), plainAmount(shares ?? "")];
  const correction = {
    ...(square === "" ? {} : { areas: { register: square } }),
    ...(part === "" ? {} : { weights: { shares: part } }),
    ...(state === undefined || state === "" ? {} : { state }),
  };
  return decision === "dismissed" || Object.keys(correction).length === 0 ? {} : { correction };
}
