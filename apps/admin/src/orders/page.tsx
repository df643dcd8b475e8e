import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useSession } from "../session/queries.ts";
import { useText } from "../text/language.tsx";
import { Amount, useMoneyText } from "../ui/amount.tsx";
import { Choice } from "../ui/choice.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { OrderForm } from "./form.tsx";
import { type Order, useOrders, usePropose } from "./queries.ts";
import { OrderStatus } from "./status.tsx";

type Filter = "all" | "mine" | Order["status"];

export function Orders() {
  const text = useText();
  const words = text.twoKeys.orders;
  const { may } = useEstate();
  const session = useSession();
  const needsFactor =
    may("order:approve") && session.data?.hasTotp === false && session.data.passkeys === 0;
  return (
    <Page intro={words.intro} title={words.title}>
      {needsFactor ? (
        <p className="note">
          {words.enrolFirst} <Link to="/totp">{words.enrol}</Link>
        </p>
      ) : null}
      <OrderList />
      {may("order:propose") ? <NewOrder /> : null}
    </Page>
  );
}

function NewOrder() {
  const words = useText().twoKeys.orders;
  const propose = usePropose();
  return (
    <Panel title={words.newOrder}>
      {propose.isSuccess ? (
        <Announcement key={propose.submittedAt} title={words.proposed} tone="good" />
      ) : null}
      <OrderForm
        error={propose.error}
        isNew
        key={propose.submittedAt}
        onSubmit={(terms) => propose.mutate(terms)}
        sending={propose}
        submitLabel={words.submit}
      />
    </Panel>
  );
}

function OrderList() {
  const text = useText();
  const words = text.twoKeys.orders;
  const orders = useOrders();
  const [filter, setFilter] = useState<Filter>("all");
  const filters: readonly (readonly [Filter, string])[] = [
    ["all", words.all],
    ["mine", words.mine],
    ["open", words.statuses.open],
    ["approved", words.statuses.approved],
    ["executed", words.statuses.executed],
  ];
  const shown = (order: Order) =>
    filter === "all" || (filter === "mine" ? order.asksMe : order.status === filter);
  return (
    <Panel title={words.list}>
      <Choice label={words.filter} onChange={setFilter} options={filters} value={filter} />
      <Loaded query={orders}>
        {(list) => (
          <Records<Order>
            caption={words.list}
            columns={[
              {
                key: "amount",
                title: words.amount,
                numeric: true,
                render: (row) => <Amount money={row.amount} />,
              },
              { key: "payee", title: words.payee, render: (row) => row.payeeName },
              { key: "purpose", title: words.purpose, render: (row) => row.purpose },
              {
                key: "on",
                title: words.proposedOn,
                render: (row) => <CivilDate date={row.proposedOn} />,
              },
              { key: "state", title: words.state, render: (row) => <OrderStatus order={row} /> },
              { key: "look", title: words.look, render: (row) => <ToOrder order={row} /> },
            ]}
            empty={words.empty}
            rowKey={(row) => row.id}
            rows={list.filter(shown)}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function ToOrder({ order }: { readonly order: Order }) {
  const words = useText().twoKeys.orders;
  const money = useMoneyText();
  const { districtId, estate } = useEstate();
  return (
    <Link
      aria-label={`${order.asksMe ? words.approveThis : words.look} ${order.payeeName} ${money(order.amount)}`}
      className={order.asksMe ? "way way-strong" : "way"}
      params={{ districtId, estateId: estate.id, orderId: order.id }}
      to="/estates/$districtId/$estateId/orders/$orderId"
    >
      {order.asksMe ? words.approveThis : words.look}
    </Link>
  );
}
