import { Form, Input, Select } from "antd";
import { useState } from "react";
import { type Unit, useUnits } from "../roll/queries.ts";
import { useText } from "../text/language.tsx";
import { useMoneyText } from "../ui/amount.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Panel } from "../ui/page.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type BankLine, useMatchLine } from "./queries.ts";

interface Claim {
  readonly unitId: string;
  readonly occurredOn: string;
  readonly reason: string;
}

export function MatchForm({
  line,
  onDone,
}: {
  readonly line: BankLine;
  readonly onDone: (unit: string) => void;
}) {
  const text = useText();
  const words = text.lines;
  const money = useMoneyText();
  const units = useUnits();
  const match = useMatchLine();
  const [claim, setClaim] = useState<Claim | null>(null);
  const numberOf = (unitId: string | undefined) =>
    units.data?.find(({ id }) => id === unitId)?.number ?? "";
  const required = (label: string) => [{ required: true, message: text.session.required(label) }];
  return (
    <Panel note={words.matchIntro} title={words.match}>
      <SubmitForm<Claim>
        error={null}
        initialValues={{ occurredOn: line.bookedOn }}
        name="match"
        onSubmit={setClaim}
        sending={match}
        submitLabel={words.match}
      >
        <Form.Item label={words.matchUnit} name="unitId" rules={required(words.matchUnit)}>
          <Select
            loading={units.isPending}
            options={(units.data ?? []).map((unit) => ({ value: unit.id, label: labelOf(unit) }))}
            placeholder={words.matchUnitPlaceholder}
            showSearch={{ optionFilterProp: "label" }}
          />
        </Form.Item>
        <Form.Item
          extra={words.reasonHint}
          label={words.reason}
          name="reason"
          rules={required(words.reason)}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item label={words.occurredOn} name="occurredOn" rules={required(words.occurredOn)}>
          <Input className="date" type="date" />
        </Form.Item>
      </SubmitForm>
      <Confirm
        confirmLabel={words.confirm}
        error={match.error}
        onCancel={() => setClaim(null)}
        onConfirm={() => {
          if (claim === null) return;
          match.mutate(
            { lineId: line.id, ...claim },
            {
              onSuccess: (matched) => {
                setClaim(null);
                onDone(matched.unitNumber ?? numberOf(claim.unitId));
              },
            },
          );
        }}
        open={claim !== null}
        sending={match.isPending}
        title={words.confirmMatchTitle}
      >
        <p>{words.confirmMatch(money(line.amount), numberOf(claim?.unitId))}</p>
      </Confirm>
    </Panel>
  );
}

function labelOf({ number, building, ownersMasked }: Unit): string {
  return [number, building, ownersMasked.join("、")].filter((part) => part !== "").join(" · ");
}
