import { useText } from "../text/language.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import type { Order } from "./queries.ts";

const tones: Readonly<Record<Order["status"], Tone>> = {
  open: "waiting",
  approved: "waiting",
  "sent-back": "bad",
  executed: "good",
  returned: "bad",
  voided: "idle",
  expired: "idle",
};

/** Where an order stands, and whose key is still missing. */
export function OrderStatus({ order }: { readonly order: Pick<Order, "status" | "missing"> }) {
  const text = useText();
  const words = text.twoKeys.orders;
  return (
    <span>
      <Status tone={tones[order.status]}>{words.statuses[order.status]}</Status>
      {order.status === "open" ? (
        <span className="quiet">
          {" "}
          {text.listed(
            order.missing.map((one) => words.missing(text.twoKeys.parties[one.party], one.missing)),
          )}
        </span>
      ) : null}
    </span>
  );
}
