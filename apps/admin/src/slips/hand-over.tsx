import { Input } from "antd";
import { useId, useState } from "react";
import { todayIn } from "../clock.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { type Manner, useHandOver } from "./queries.ts";

/** Who records it is who handed it over: the question is only how and when. */
export function HandOverDialog({
  slipId,
  name,
  onClose,
}: {
  readonly slipId: string | undefined;
  readonly name: string;
  readonly onClose: (isDone: boolean) => void;
}) {
  const words = useText().people.slips;
  const { estate } = useEstate();
  const handOver = useHandOver();
  const [manner, setManner] = useState<Manner>("in-person");
  const [on, setOn] = useState<string>(() => todayIn(estate.zone));
  const id = useId();
  return (
    <Confirm
      confirmLabel={words.handOver}
      error={handOver.error}
      onCancel={() => onClose(false)}
      onConfirm={() => {
        if (slipId === undefined) return;
        handOver.mutate({ slipId, manner, on }, { onSuccess: () => onClose(true) });
      }}
      open={slipId !== undefined}
      sending={handOver.isPending}
      title={words.handOverTitle(name)}
    >
      <p>{words.handOverText}</p>
      <Choice<Manner>
        label={words.manner}
        onChange={setManner}
        options={(["in-person", "household-member", "letterbox", "post"] as const).map(
          (one) => [one, words.manners[one]] as const,
        )}
        value={manner}
      />
      <label htmlFor={id}>{words.on}</label>
      <Input id={id} onChange={(event) => setOn(event.target.value)} type="date" value={on} />
    </Confirm>
  );
}
