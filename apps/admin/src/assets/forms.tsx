import { Form, Input, InputNumber, Select } from "antd";
import { LineChoice } from "../bank/line-choice.tsx";
import { useStoreVoucher } from "../bank/queries.ts";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { plainAmount } from "../ui/amount-text.ts";
import { dateText } from "../ui/date-text.ts";
import { FileChoice } from "../ui/file-choice.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { useRules } from "../ui/required.ts";
import { SubmitForm } from "../ui/submit-form.tsx";
import {
  type Asset,
  type NewAsset,
  useBookRent,
  useRecordLease,
  useRegisterAsset,
} from "./queries.ts";

const kinds = ["shop", "hall", "parking", "advertising", "equipment", "other"] as const;

export function AssetForm() {
  const words = useText().commons.assets;
  const { estate } = useEstate();
  const rules = useRules();
  const register = useRegisterAsset();
  const [form] = Form.useForm<NewAsset>();
  return (
    <Panel title={words.register}>
      {register.data === undefined ? null : (
        <Announcement
          key={register.submittedAt}
          title={words.made(register.data.number)}
          tone="good"
        />
      )}
      <SubmitForm<NewAsset>
        error={register.error}
        form={form}
        initialValues={{ heldSince: todayIn(estate.zone), collectiveShare: "0" }}
        name="asset"
        onSubmit={({ area, ...given }) =>
          register.mutate(area ? { ...given, area } : given, {
            onSuccess: () => form.resetFields(),
          })
        }
        sending={register}
        submitLabel={words.submit}
      >
        <Form.Item label={words.number} name="number" rules={rules.required(words.number)}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item label={words.name} name="name" rules={rules.required(words.name)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item label={words.kind} name="kind" rules={rules.required(words.kind)}>
          <Select options={kinds.map((value) => ({ value, label: words.kinds[value] }))} />
        </Form.Item>
        <Form.Item label={words.place} name="place" rules={rules.required(words.place)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          label={words.area}
          name="area"
          rules={[{ pattern: /^\d{1,7}(\.\d{1,2})?$/, message: words.areaFault }]}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={10} />
        </Form.Item>
        <Form.Item
          extra={words.shareHint}
          label={words.share}
          name="collectiveShare"
          rules={rules.pattern(words.share, /^(0(\.\d{1,6})?|1)$/, words.shareHint)}
        >
          <Input autoComplete="off" inputMode="decimal" maxLength={8} />
        </Form.Item>
        <Form.Item label={words.heldSince} name="heldSince" rules={rules.required(words.heldSince)}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

interface GivenLease {
  readonly assetId: string;
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly rent: string;
  readonly dueDay: number;
  readonly contract: File;
}

export function LeaseForm({ assets }: { readonly assets: readonly Asset[] }) {
  const words = useText().commons.assets;
  const { estate } = useEstate();
  const rules = useRules();
  const store = useStoreVoucher();
  const record = useRecordLease();
  const [form] = Form.useForm<GivenLease>();
  if (assets.length === 0) return null;
  const submit = ({ contract, rent, ...given }: GivenLease) =>
    store.mutate(contract, {
      onSuccess: ({ sha256 }) =>
        record.mutate(
          {
            ...given,
            rent: { amount: plainAmount(rent), currency: estate.currency },
            contractSha256: sha256,
          },
          { onSuccess: () => form.resetFields() },
        ),
    });
  return (
    <Panel title={words.lease}>
      {record.data === undefined ? null : (
        <Announcement key={record.submittedAt} title={words.leaseMade} tone="good" />
      )}
      <SubmitForm<GivenLease>
        error={store.error ?? record.error}
        form={form}
        initialValues={{ dueDay: 5 }}
        name="lease"
        onSubmit={submit}
        sending={{ isPending: store.isPending || record.isPending }}
        submitLabel={words.lease}
      >
        <Form.Item label={words.asset} name="assetId" rules={rules.required(words.asset)}>
          <Select
            options={assets.map(({ id, number, name }) => ({
              value: id,
              label: `${number} ${name}`,
            }))}
          />
        </Form.Item>
        <Form.Item label={words.tenant} name="tenant" rules={rules.required(words.tenant)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item label={words.from} name="from" rules={rules.required(words.from)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item label={words.to} name="to" rules={rules.required(words.to)}>
          <Input className="date" type="date" />
        </Form.Item>
        <Form.Item label={words.rentAmount} name="rent" rules={rules.amount(words.rentAmount)}>
          <Input autoComplete="off" inputMode="decimal" maxLength={20} />
        </Form.Item>
        <Form.Item label={words.dueDay} name="dueDay" rules={rules.required(words.dueDay)}>
          <InputNumber max={31} min={1} precision={0} />
        </Form.Item>
        <Form.Item
          label={words.contract}
          name="contract"
          rules={[{ required: true, message: words.missingContract }]}
        >
          <FileChoice accept=".pdf,.png,.jpg,.jpeg,.txt" />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}

interface GivenRent {
  readonly leaseId: string;
  readonly lineId: string;
  readonly reason: string;
}

export function RentForm({ assets }: { readonly assets: readonly Asset[] }) {
  const { text, language } = useLanguage();
  const words = text.commons.assets;
  const rules = useRules();
  const book = useBookRent();
  const [form] = Form.useForm<GivenRent>();
  const leases = assets.flatMap(({ number, leases: own }) =>
    own.map(({ id, tenant, from }) => ({
      value: id,
      label: `${number} ${tenant} ${dateText(from, language)}`,
    })),
  );
  if (leases.length === 0) return null;
  return (
    <Panel note={words.receiveIntro} title={words.receive}>
      {book.data === undefined ? null : (
        <Announcement key={book.submittedAt} title={words.booked} tone="good" />
      )}
      <SubmitForm<GivenRent>
        error={book.error}
        form={form}
        name="rent"
        onSubmit={(given) => book.mutate(given, { onSuccess: () => form.resetFields() })}
        sending={book}
        submitLabel={words.receive}
      >
        <Form.Item
          label={words.chosenLease}
          name="leaseId"
          rules={rules.required(words.chosenLease)}
        >
          <Select options={leases} />
        </Form.Item>
        <LineChoice direction="in" />
        <Form.Item label={words.reason} name="reason" rules={rules.required(words.reason)}>
          <Input maxLength={200} />
        </Form.Item>
      </SubmitForm>
    </Panel>
  );
}
