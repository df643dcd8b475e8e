import { monthOf } from "@xinyi/calendar";
import { Form, Input, Select } from "antd";
import { useStoreVoucher } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { MandateChoice } from "../mandates/choice.tsx";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { CivilDate } from "../ui/civil-date.tsx";
import { FileChoice } from "../ui/file-choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { LateRules } from "./late-rules.tsx";
import {
  type NewTariff,
  type SharedCost,
  type Tariff,
  useReadMeters,
  useRecordSharedCost,
  useSetTariff,
  useSharedCosts,
  useTariffs,
} from "./queries.ts";

export function Tariffs() {
  const words = useText().books.tariffs;
  const { may } = useEstate();
  const tariffs = useTariffs();
  const items = (kind: Tariff["kind"]) => [
    ...new Set((tariffs.data ?? []).filter((one) => one.kind === kind).map(({ item }) => item)),
  ];
  const metered = items("metered");
  const shared = items("shared");
  return (
    <Page intro={words.intro} title={words.title}>
      <Panel title={words.list}>
        <Loaded query={tariffs}>{(list) => <TariffList tariffs={list} />}</Loaded>
      </Panel>
      {may("mandate:record") ? <TariffForm /> : null}
      {may("books:write") && metered.length > 0 ? <Meters items={metered} /> : null}
      {shared.length > 0 ? <SharedCosts items={shared} /> : null}
      <LateRules />
    </Page>
  );
}

function TariffList({ tariffs }: { readonly tariffs: readonly Tariff[] }) {
  const text = useText();
  const words = text.books.tariffs;
  return (
    <Records<Tariff>
      caption={words.list}
      columns={[
        { key: "title", title: words.name, render: (row) => row.title },
        { key: "item", title: words.item, render: (row) => <code>{row.item}</code> },
        { key: "kind", title: words.kind, render: (row) => words.kinds[row.kind] },
        { key: "from", title: words.from, render: (row) => <CivilDate date={row.from} /> },
        {
          key: "rate",
          title: words.rate,
          numeric: true,
          render: (row) => row.rate ?? (row.split === null ? "—" : words.splits[row.split]),
        },
        { key: "by", title: text.books.resolution, render: (row) => row.resolutionId },
      ]}
      empty={words.empty}
      rowKey={(row) => row.id}
      rows={tariffs}
    />
  );
}

function TariffForm() {
  const text = useText();
  const words = text.books.tariffs;
  const { estate } = useEstate();
  const rules = useRules();
  const set = useSetTariff();
  const [form] = Form.useForm<NewTariff>();
  const kind = Form.useWatch("kind", form) ?? "area";
  const item = Form.useWatch("item", form) ?? "";
  return (
    <Panel title={words.form}>
      {set.isSuccess ? <Announcement key={set.submittedAt} title={words.set} tone="good" /> : null}
      <SubmitForm<NewTariff>
        error={set.error}
        form={form}
        initialValues={{ item: "service", kind: "area", from: todayIn(estate.zone) }}
        name="tariff"
        onSubmit={(given) => set.mutate(given, { onSuccess: () => form.resetFields() })}
        sending={set}
        submitLabel={words.submit}
      >
        <Form.Item
          extra={text.books.newItemHint}
          label={words.item}
          name="item"
          rules={rules.pattern(words.item, /^[a-z][a-z0-9-]{0,31}$/, text.books.newItemFault)}
        >
          <Input autoComplete="off" maxLength={32} spellCheck={false} />
        </Form.Item>
        <Form.Item label={words.name} name="title" rules={rules.required(words.name)}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item label={words.kind} name="kind" rules={rules.required(words.kind)}>
          <Select
            options={(["area", "fixed", "metered", "shared"] as const).map((value) => ({
              value,
              label: words.kinds[value],
            }))}
          />
        </Form.Item>
        <Form.Item label={words.from} name="from" rules={rules.required(words.from)}>
          <Input className="date" type="date" />
        </Form.Item>
        {kind === "shared" ? (
          <Form.Item label={words.split} name="split" rules={rules.required(words.split)}>
            <Select
              options={(["area", "equal"] as const).map((value) => ({
                value,
                label: words.splits[value],
              }))}
            />
          </Form.Item>
        ) : (
          <Form.Item
            extra={words.rateHint}
            label={words.rate}
            name="rate"
            rules={rules.pattern(words.rate, /^\d{1,6}(\.\d{1,6})?$/, words.rateFault)}
          >
            <Input autoComplete="off" inputMode="decimal" maxLength={13} />
          </Form.Item>
        )}
        <MandateChoice subject={`tariff:${item}`} />
      </SubmitForm>
    </Panel>
  );
}

interface Reading {
  readonly item: string;
  readonly readOn: string;
  readonly lines: string;
}

/** Readings are pasted, one unit a line, as they come from a sheet or a notebook. */
function Meters({ items }: { readonly items: readonly string[] }) {
  const text = useText();
  const words = text.books.tariffs;
  const { estate } = useEstate();
  const rules = useRules();
  const read = useReadMeters();
  const [form] = Form.useForm<Reading>();
  const submit = ({ item, readOn, lines }: Reading) => {
    const readings = rowsOf(lines).map(([unitNumber = "", reading = ""]) => ({
      unitNumber,
      reading,
    }));
    read.mutate({ item, readOn, readings }, { onSuccess: () => form.resetFields(["lines"]) });
  };
  return (
    <Panel note={words.metersIntro} title={words.meters}>
      {read.data === undefined ? null : (
        <Announcement
          key={read.submittedAt}
          title={words.metersDone(read.data.recorded)}
          tone="good"
        />
      )}
      <SubmitForm<Reading>
        error={read.error}
        form={form}
        initialValues={{ item: items[0] ?? "", readOn: todayIn(estate.zone) }}
        name="meters"
        onSubmit={submit}
        sending={read}
        submitLabel={words.metersSubmit}
      >
        <Form.Item label={words.item} name="item" rules={rules.required(words.item)}>
          <Select options={items.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item label={words.readOn} name="readOn" rules={rules.required(words.readOn)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item
          label={words.readings}
          name="lines"
          rules={[
            ...rules.required(words.readings),
            {
              validator: (_, value: string | undefined) =>
                rowsOf(value ?? "").every(
                  ([, reading = "", ...more]) =>
                    /^\d{1,10}(\.\d{1,3})?$/.test(reading) && more.length === 0,
                )
                  ? Promise.resolve()
                  : Promise.reject(new Error(words.readingsFault)),
            },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} spellCheck={false} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

/** Lines of a paste: split at a comma, a tab or blanks, full-width signs as plain ones. */
function rowsOf(lines: string): string[][] {
  return lines
    .normalize("NFKC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split(/[,\s]+/));
}

interface Cost {
  readonly item: string;
  readonly month: string;
  readonly amount: string;
  readonly voucher: File;
}

function SharedCosts({ items }: { readonly items: readonly string[] }) {
  const text = useText();
  const words = text.books.tariffs;
  const { estate, may } = useEstate();
  const rules = useRules();
  const costs = useSharedCosts();
  const store = useStoreVoucher();
  const record = useRecordSharedCost();
  const [form] = Form.useForm<Cost>();
  const submit = ({ voucher, amount, ...given }: Cost) =>
    store.mutate(voucher, {
      onSuccess: ({ sha256 }) =>
        record.mutate(
          {
            ...given,
            amount: { amount: plainAmount(amount), currency: "CNY" },
            voucherSha256: sha256,
          },
          { onSuccess: () => form.resetFields() },
        ),
    });
  return (
    <>
      {may("books:write") ? (
        <Panel note={words.sharedIntro} title={words.shared}>
          {record.isSuccess ? (
            <Announcement key={record.submittedAt} title={text.books.done} tone="good" />
          ) : null}
          <SubmitForm<Cost>
            error={store.error ?? record.error}
            form={form}
            initialValues={{ item: items[0] ?? "", month: monthOf(todayIn(estate.zone)) }}
            name="shared-cost"
            onSubmit={submit}
            sending={{ isPending: store.isPending || record.isPending }}
            submitLabel={words.sharedSubmit}
          >
            <Form.Item label={words.item} name="item" rules={rules.required(words.item)}>
              <Select options={items.map((value) => ({ value, label: value }))} />
            </Form.Item>
            <Form.Item
              label={text.books.pickMonth}
              name="month"
              rules={rules.month(text.books.pickMonth)}
            >
              <Input className="date" type="month" />
            </Form.Item>
            <Form.Item
              label={text.books.amount}
              name="amount"
              rules={rules.amount(text.books.amount)}
            >
              <Input autoComplete="off" inputMode="decimal" maxLength={20} />
            </Form.Item>
            <Form.Item
              label={text.books.voucher}
              name="voucher"
              rules={[{ required: true, message: text.books.missingVoucher }]}
            >
              <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
            </Form.Item>
          </SubmitForm>
        </Panel>
      ) : null}
      <Panel title={words.sharedList}>
        <Loaded query={costs}>
          {(list) => (
            <Records<SharedCost>
              caption={words.sharedList}
              columns={[
                { key: "item", title: words.item, render: (row) => <code>{row.item}</code> },
                { key: "month", title: text.books.pickMonth, render: (row) => row.month },
                {
                  key: "amount",
                  title: text.books.amount,
                  numeric: true,
                  render: (row) => <Amount money={row.amount} />,
                },
                {
                  key: "state",
                  title: words.split,
                  render: (row) => (
                    <Status tone={row.isBilled ? "good" : "waiting"}>
                      {row.isBilled ? words.billed : words.notBilled}
                    </Status>
                  ),
                },
              ]}
              empty={words.sharedEmpty}
              rowKey={(row) => row.id}
              rows={list}
            />
          )}
        </Loaded>
      </Panel>
    </>
  );
}
