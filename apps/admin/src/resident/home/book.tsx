import type { Schema } from "@xinyi/api-client";
import { useState } from "react";
import { answer, api } from "../../api.ts";
import { useAsked } from "../asking.ts";
import { usePlace } from "../session/session.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Answered } from "../ui/answer.tsx";

type Book = Schema<"OwnersBook">;
type Movements = Book["movements"];

/** The estate's money for every owner at any time: what is there, what moved, what is about to. */
export default function OwnersBook() {
  const text = useText();
  const words = text.book;
  const path = usePlace();
  const [cursor, setCursor] = useState<string>();
  const [earlier, setEarlier] = useState<Movements>([]);
  const asked = useAsked(cursor ?? "", () =>
    answer(
      api.GET("/api/districts/{districtId}/estates/{estateId}/own/book", {
        params: { path, query: { limit: 30, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  return (
    <>
      <h1>{words.title}</h1>
      <Answered asked={asked}>
        {(book) => (
          <>
            <p>
              {words.now} <Amount isBig of={book.moneyNow} />
            </p>
            <p>
              <a href={`/e/${path.estateId}`}>{words.notices}</a>
            </p>
            <Orders orders={book.orders} />
            <h2>{words.movements}</h2>
            <Lines movements={[...earlier, ...book.movements]} />
            {book.next === null ? null : (
              <button
                className="second"
                onClick={() => {
                  setEarlier([...earlier, ...book.movements]);
                  setCursor(book.next ?? undefined);
                }}
                type="button"
              >
                {text.more}
              </button>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Orders({ orders }: { readonly orders: Book["orders"] }) {
  const text = useText();
  const words = text.book;
  return (
    <section aria-label={words.orders} className="card">
      <h2>{words.orders}</h2>
      {orders.length === 0 ? <p>{words.noOrders}</p> : null}
      <ul className="lines">
        {orders.map((order) => (
          <li key={order.id}>
            <span>
              {order.payee}: {order.purpose}
              <small>
                {order.proposedOn} · {words.status[order.status]} ·{" "}
                {order.approvedBy.length === 0
                  ? words.noKey
                  : words.keys(text.listed(order.approvedBy.map((party) => words.parties[party])))}
              </small>
            </span>
            <Amount of={order.amount} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ movements }: { readonly movements: Movements }) {
  const { text, language } = useLanguage();
  const words = text.book;
  return (
    <ul className="lines">
      {movements.map((one) => (
        <li key={one.sequence}>
          <span>
            {one.isReversal ? `${words.reversal}: ` : ""}
            {language === "zh" ? one.titleZh : one.titleEn}
            {one.payee === null ? null : ` · ${one.payee} ${one.purpose ?? ""}`}
            {one.isReversed ? <em> {words.reversed}</em> : null}
            <small>
              {one.count > 1 ? words.summed(one.occurredOn.slice(0, 7), one.count) : one.occurredOn}
              {one.voucherNumber === null ? "" : ` · ${words.voucher(one.voucherNumber)}`}
            </small>
          </span>
          <Amount of={one.amount} />
        </li>
      ))}
    </ul>
  );
}
