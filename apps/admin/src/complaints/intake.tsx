import { Link } from "@tanstack/react-router";
import type { Schema } from "@xinyi/api-client";
import { Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { useTitles } from "./names.tsx";
import { useRecordComplaint, useReportForm } from "./queries.ts";

type ReportForm = Schema<"ReportForm">;
type Category = Schema<"ComplaintCategory">;

interface Given {
  readonly channel: "phone" | "paper" | "visit";
  readonly category: string;
  readonly class?: string;
  readonly estateId?: string;
  readonly place?: string;
  readonly text: string;
  readonly name?: string;
  readonly phone?: string;
  readonly isAnonymous?: boolean;
  readonly agreed?: "yes" | "no";
}

/** What somebody said on the telephone, wrote on paper or came to say, taken down for them. */
export function Intake() {
  const words = useText().complaints.intake;
  const form = useReportForm();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={form}>{(asked) => <IntakeForm form={asked} />}</Loaded>
    </Page>
  );
}

function IntakeForm({ form }: { readonly form: ReportForm }) {
  const words = useText().complaints.intake;
  const record = useRecordComplaint();
  const [category, setCategory] = useState<Category>();
  return (
    <>
      {record.data === undefined ? null : <Taken key={record.data.id} receipt={record.data} />}
      <Panel title={words.form}>
        {category?.isSealed === true ? <Sealed office={form.discipline} /> : null}
        {category?.redirect == null ? null : <CallFirst category={category} />}
        <SubmitForm<Given>
          error={record.error}
          initialValues={{ channel: "phone" }}
          key={record.data?.id ?? "first"}
          name="intake"
          onSubmit={({ agreed, ...given }) => {
            // Nothing of an accusation is sent, not even that somebody tried.
            if (category?.isSealed === true) return;
            record.mutate({
              ...without(given),
              ...(agreed === undefined
                ? {}
                : { facts: { bothPartiesAgreeToMediate: agreed === "yes" } }),
              isAnonymous: given.isAnonymous ?? false,
              isPublic: true,
            });
          }}
          sending={record}
          submitLabel={words.submit}
        >
          <Fields category={category} form={form} onCategory={setCategory} />
        </SubmitForm>
      </Panel>
    </>
  );
}

/** A field left empty is one that was not asked, not one that is blank. */
function without(given: Omit<Given, "agreed">): Omit<Given, "agreed"> {
  const told = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(told) as unknown as Omit<Given, "agreed">;
}

function Fields({
  form,
  category,
  onCategory,
}: {
  readonly form: ReportForm;
  readonly category: Category | undefined;
  readonly onCategory: (category: Category | undefined) => void;
}) {
  const text = useText();
  const words = text.complaints.intake;
  const titles = useTitles();
  const required = (label: string) => [{ required: true, message: text.session.required(label) }];
  const leaves = form.categories.filter(({ isLeaf }) => isLeaf);
  if (category?.isSealed === true) {
    return <CategoryField leaves={leaves} onCategory={onCategory} />;
  }
  return (
    <>
      <Form.Item label={words.channel} name="channel" rules={required(words.channel)}>
        <Select
          options={(["phone", "paper", "visit"] as const).map((one) => ({
            value: one,
            label: text.complaints.channels[one],
          }))}
        />
      </Form.Item>
      <CategoryField leaves={leaves} onCategory={onCategory} />
      <Form.Item label={words.class} name="class">
        <Select
          allowClear
          options={form.classes.map((one) => ({ value: one.id, label: titles.title(one) }))}
          placeholder={
            text.complaints.classes[form.defaultClass as "complaint"] ?? form.defaultClass
          }
        />
      </Form.Item>
      {category?.code === "fees.dispute" ? (
        <Form.Item label={words.agreed} name="agreed">
          <Select
            allowClear
            options={[
              { value: "yes", label: words.bothAgree },
              { value: "no", label: words.oneRefuses },
            ]}
            placeholder={text.complaints.facts.unknown}
          />
        </Form.Item>
      ) : null}
      <Form.Item label={words.estate} name="estateId">
        <Select
          allowClear
          options={form.estates.map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: "label" }}
        />
      </Form.Item>
      <Form.Item label={words.place} name="place">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item label={words.text} name="text" rules={required(words.text)}>
        <Input.TextArea maxLength={4000} rows={5} />
      </Form.Item>
      <Form.Item label={words.name} name="name">
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item
        label={words.phone}
        name="phone"
        rules={[{ pattern: /^[+\d][\d -]{4,20}$/, message: words.phoneFault }]}
      >
        <Input autoComplete="off" inputMode="tel" maxLength={21} />
      </Form.Item>
      <Form.Item name="isAnonymous" valuePropName="checked">
        <Checkbox>{words.anonymous}</Checkbox>
      </Form.Item>
    </>
  );
}

function CategoryField({
  leaves,
  onCategory,
}: {
  readonly leaves: readonly Category[];
  readonly onCategory: (category: Category | undefined) => void;
}) {
  const text = useText();
  const words = text.complaints.intake;
  const titles = useTitles();
  return (
    <Form.Item
      label={words.category}
      name="category"
      rules={[{ required: true, message: text.session.required(words.category) }]}
    >
      <Select
        onChange={(code: string) => onCategory(leaves.find((one) => one.code === code))}
        options={leaves.map((one) => ({ value: one.code, label: titles.title(one) }))}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Form.Item>
  );
}

/** Nothing of an accusation may be written down here: the person is told the office's own channel. */
function Sealed({ office }: { readonly office: Schema<"DisciplineChannel"> }) {
  const words = useText().complaints.intake;
  return (
    <Announcement title={words.sealedTitle} tone="bad">
      <p>{words.sealedText}</p>
      <Facts
        facts={[
          [words.officeNumber, office.number],
          [words.officeAddress, office.address],
          [words.officeHours, office.hours],
        ]}
      />
    </Announcement>
  );
}

function CallFirst({ category }: { readonly category: Category }) {
  const words = useText().complaints.intake;
  const titles = useTitles();
  const to = category.redirect;
  if (to === null) return null;
  return (
    <p className="note" role="status">
      {words.callFirst(titles.title(to), to.channel ?? "")}
    </p>
  );
}

function Taken({ receipt }: { readonly receipt: Schema<"ComplaintReceipt"> }) {
  const words = useText().complaints.intake;
  const titles = useTitles();
  const { districtId, estate } = useEstate();
  return (
    <Announcement title={words.taken(receipt.number)} tone="good">
      <Facts
        facts={[
          ...(receipt.lead === null ? [] : [[words.lead, titles.unit(receipt.lead)] as const]),
          ...(receipt.redirect === null
            ? []
            : [[words.redirected, titles.unit(receipt.redirect.to)] as const]),
          ...(receipt.dueOn === null
            ? []
            : [[words.due, <CivilDate date={receipt.dueOn} key="due" />] as const]),
          ...(receipt.trackingCode === null
            ? []
            : [
                [
                  words.code,
                  <code className="tracking" key="code">
                    {receipt.trackingCode}
                  </code>,
                ] as const,
              ]),
        ]}
      />
      <p>{words.tellCode}</p>
      {receipt.similarCount > 0 ? <p>{words.similar(receipt.similarCount)}</p> : null}
      <Link
        className="way"
        params={{ districtId, estateId: estate.id, caseId: receipt.id }}
        to="/estates/$districtId/$estateId/cases/$caseId"
      >
        {words.open}
      </Link>
    </Announcement>
  );
}
