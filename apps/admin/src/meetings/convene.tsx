import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Form, type FormInstance, Input, Select } from "antd";
import { useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { instantAt } from "../wall-time.ts";
import {
  type Meeting,
  useConvene,
  useMeeting,
  usePlaces,
  useRules,
  type VotingRules,
} from "./queries.ts";
import { PackFacts, RuleWords } from "./rule-words.tsx";
import { useNamed } from "./words.ts";

interface GivenMotion {
  readonly matter: string;
  readonly title: string;
  readonly words?: string;
  readonly secrecy: "named" | "secret";
  readonly subject?: string;
  readonly follows?: string;
}

interface Given {
  readonly title: string;
  readonly place: string;
  readonly noticeServedOn: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closingRule?: string;
  readonly silence: "off" | "on";
  readonly bylawClause?: string;
  readonly warningPrinted?: boolean;
  readonly motions: readonly GivenMotion[];
}

/** A new meeting, or one that takes up what an earlier one could not decide. */
export function Convene() {
  const { reconvenes } = useSearch({
    from: "/signed-in/estates/$districtId/$estateId/meetings/new",
  });
  const words = useText().votes;
  if (reconvenes === undefined) {
    return (
      <Page intro={words.conveneIntro} title={words.convene}>
        <ConveneForm />
      </Page>
    );
  }
  return <Reconvene meetingId={reconvenes} />;
}

function Reconvene({ meetingId }: { readonly meetingId: string }) {
  const words = useText().votes;
  const earlier = useMeeting(meetingId);
  return (
    <Loaded query={earlier}>
      {(meeting) => (
        <Page intro={words.reconveneIntro(meeting.title)} title={words.reconvene}>
          <ConveneForm earlier={meeting} />
        </Page>
      )}
    </Loaded>
  );
}

const notCarried = ["failed", "no-quorum"];

/** What the earlier meeting left undecided, put again. */
function motionsAgain(meeting: Meeting): GivenMotion[] {
  return meeting.motions
    .filter(({ verdictStatus }) => notCarried.includes(verdictStatus ?? ""))
    .map((motion) => ({
      matter: motion.matter,
      title: motion.title,
      ...(motion.words === null ? {} : { words: motion.words }),
      secrecy: motion.secrecy,
      ...(motion.subject === null ? {} : { subject: motion.subject }),
      follows: motion.id,
    }));
}

function ConveneForm({ earlier }: { readonly earlier?: Meeting }) {
  const text = useText();
  const words = text.votes.form;
  const { language } = useLanguage();
  const { estate } = useEstate();
  const path = useEstatePath();
  const navigate = useNavigate();
  const convene = useConvene();
  const places = usePlaces();
  const [form] = Form.useForm<Given>();
  const place = Form.useWatch("place", form);
  const opensAt = Form.useWatch("opensAt", form);
  const silence = Form.useWatch("silence", form);
  const rules = useRules(place, opensAt?.slice(0, 10));
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  const submit = (given: Given) => {
    const {
      silence: isCounted,
      bylawClause,
      warningPrinted,
      closingRule,
      motions,
      ...rest
    } = given;
    convene.mutate(
      {
        ...rest,
        opensAt: instantAt(given.opensAt, estate.zone),
        closesAt: instantAt(given.closesAt, estate.zone),
        ...(closingRule === undefined || closingRule.trim() === "" ? {} : { closingRule }),
        ...(isCounted === "off"
          ? {}
          : {
              silence: {
                bylawClause: bylawClause ?? "",
                warningPrinted: warningPrinted ?? false,
              },
            }),
        ...(earlier === undefined ? {} : { reconvenes: earlier.id }),
        motions: motions.map(({ words: said, subject, follows, ...motion }) => ({
          ...motion,
          ...(said === undefined || said.trim() === "" ? {} : { words: said }),
          ...(subject === undefined || subject === "" ? {} : { subject }),
          ...(follows === undefined ? {} : { follows }),
        })),
      },
      {
        onSuccess: ({ id }) =>
          navigate({
            to: "/estates/$districtId/$estateId/meetings/$meetingId",
            params: { ...path, meetingId: id },
            search: {},
          }),
      },
    );
  };
  const placeOptions = (places.data ?? []).map((one) => ({
    value: one.id,
    label: `${language === "zh" ? one.titleZh : one.titleEn} (${one.id} ${one.version})`,
  }));
  return (
    <Panel title={text.votes.convene}>
      <SubmitForm<Given>
        error={convene.error}
        form={form}
        initialValues={{
          noticeServedOn: todayIn(estate.zone),
          silence: "off",
          motions:
            earlier === undefined
              ? [{ matter: "", title: "", secrecy: "secret" }]
              : motionsAgain(earlier),
          ...(earlier === undefined
            ? {}
            : { place: earlier.place, title: `${earlier.title} ${text.votes.reconvene}` }),
        }}
        name="convene"
        onSubmit={submit}
        sending={convene}
        submitLabel={words.submit}
      >
        <Form.Item label={words.name} name="title" rules={[required(words.name)]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item label={words.place} name="place" rules={[required(words.place)]}>
          <Select loading={places.isPending} options={placeOptions} virtual={false} />
        </Form.Item>
        <Form.Item
          label={words.noticeServedOn}
          name="noticeServedOn"
          rules={[required(words.noticeServedOn)]}
        >
          <Input className="date" type="date" />
        </Form.Item>
        {(["opensAt", "closesAt"] as const).map((field) => (
          <Form.Item key={field} label={words[field]} name={field} rules={[required(words[field])]}>
            <Input className="date" type="datetime-local" />
          </Form.Item>
        ))}
        <Form.Item extra={words.closingRuleHint} label={words.closingRule} name="closingRule">
          <Input maxLength={500} />
        </Form.Item>
        <Motions earlier={earlier} form={form} rules={rules.data} />
        <Form.Item label={words.silence} name="silence">
          <Select
            options={[
              { value: "off", label: words.silenceOff },
              { value: "on", label: words.silenceOn },
            ]}
          />
        </Form.Item>
        {silence === "on" ? (
          <>
            <Form.Item
              label={words.bylawClause}
              name="bylawClause"
              rules={[required(words.bylawClause)]}
            >
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="warningPrinted" valuePropName="checked">
              <Checkbox>{words.warningPrinted}</Checkbox>
            </Form.Item>
          </>
        ) : null}
      </SubmitForm>
      {rules.data === undefined ? null : <PackFacts rules={rules.data} />}
    </Panel>
  );
}

function Motions({
  rules,
  form,
  earlier,
}: {
  readonly rules: VotingRules | undefined;
  readonly form: FormInstance<Given>;
  readonly earlier: Meeting | undefined;
}) {
  const text = useText();
  const words = text.votes.form;
  // Numbers of motions are never used twice, so that a removed one takes no other's fields along.
  const [focus, setFocus] = useState(-1);
  return (
    <Form.List name="motions">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <fieldset className="motion" key={key}>
              <legend>{words.motion(index + 1)}</legend>
              <MotionFields
                autoFocus={focus === name}
                earlier={earlier}
                form={form}
                index={name}
                rules={rules}
              />
              {fields.length > 1 ? (
                <Button onClick={() => remove(name)}>{words.remove(index + 1)}</Button>
              ) : null}
            </fieldset>
          ))}
          {earlier === undefined ? (
            <p>
              <Button
                onClick={() => {
                  setFocus(fields.length);
                  add({ matter: "", title: "", secrecy: "secret" });
                }}
              >
                {words.add}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </Form.List>
  );
}

function MotionFields({
  index,
  rules,
  form,
  earlier,
  autoFocus,
}: {
  readonly index: number;
  readonly rules: VotingRules | undefined;
  readonly form: FormInstance<Given>;
  readonly earlier: Meeting | undefined;
  readonly autoFocus: boolean;
}) {
  const text = useText();
  const words = text.votes.form;
  const name = useNamed();
  const { estate } = useEstate();
  const matter = Form.useWatch(["motions", index, "matter"], form);
  const follows = Form.useWatch(["motions", index, "follows"], { form, preserve: true });
  const rule = rules?.matters.find((one) => one.matter === matter);
  const followed = earlier?.motions.find(({ id }) => id === follows);
  const year = Number(todayIn(estate.zone).slice(0, 4));
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <>
      <Form.Item hidden name={[index, "follows"]}>
        <Input />
      </Form.Item>
      {followed === undefined ? null : <p className="note">{words.follows(followed.title)}</p>}
      <Form.Item
        extra={rules === undefined ? words.missingRules : undefined}
        label={words.matter}
        name={[index, "matter"]}
        rules={[required(words.matter)]}
      >
        <Select
          autoFocus={autoFocus}
          disabled={followed !== undefined}
          virtual={false}
          options={(rules?.matters ?? []).map((one) => ({
            value: one.matter,
            label: `${name.matter(one.matter)}（${one.source}）`,
          }))}
        />
      </Form.Item>
      {rule === undefined || followed !== undefined ? null : <RuleWords rule={rule} />}
      <Form.Item
        label={words.motionTitle}
        name={[index, "title"]}
        rules={[required(words.motionTitle)]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item label={words.words} name={[index, "words"]}>
        <Input.TextArea maxLength={2000} rows={2} />
      </Form.Item>
      <Form.Item label={words.secrecy} name={[index, "secrecy"]}>
        <Select
          options={[
            { value: "secret", label: words.secret },
            { value: "named", label: words.named },
          ]}
        />
      </Form.Item>
      <Form.Item label={words.subject} name={[index, "subject"]}>
        <Select
          allowClear
          options={[
            { value: "", label: words.noSubject },
            ...[year, year + 1].map((one) => ({
              value: `budget:${one}`,
              label: words.subjects.budget(String(one)),
            })),
            { value: "access-policy", label: words.subjects["access-policy"] },
            { value: "trustee", label: words.subjects.trustee },
            ...Object.entries(text.organizations.modes)
              .filter(([mode]) => mode !== "none")
              .map(([mode, label]) => ({
                value: `governance-mode:${mode}`,
                label: text.labelled(words.subjects["estate-mode"], label),
              })),
          ]}
        />
      </Form.Item>
    </>
  );
}
