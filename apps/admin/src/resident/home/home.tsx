import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../../api.ts";
import { to } from "../address.ts";
import { useAsked } from "../asking.ts";
import { pages } from "../pages.tsx";
import { usePlace } from "../session/session.tsx";
import { useText } from "../text/language.tsx";
import { Amount, isNothing } from "../ui/amount.tsx";
import { Answered } from "../ui/answer.tsx";

type OwnHome = Schema<"OwnHome">;

/** First what somebody opens this for: what is mine, what I owe; then the ways on. */
export function Home() {
  const text = useText();
  const words = text.ownHome;
  const path = usePlace();
  const asked = useAsked(path.estateId, () =>
    answer(api.GET("/api/districts/{districtId}/estates/{estateId}/own", { params: { path } })),
  );
  return (
    <Answered asked={asked}>
      {(home) => (
        <>
          <h1>{words.greeting(home.personName)}</h1>
          <p className="quiet">
            {home.communityName} {home.estateName}
          </p>
          <section aria-label={words.units}>
            {home.units.map((unit) => (
              <Unit key={unit.id} unit={unit} />
            ))}
          </section>
          <ul className="ways">
            {pages.map(({ name, way }) => {
              const words = way?.(text);
              return words === undefined ? null : (
                <Way hint={words.hint} href={to(name)} key={name} title={words.title} />
              );
            })}
            {home.openBudgets.map(({ draftId, year, closesOn }) => (
              <Way
                hint={words.budgetHint(closesOn)}
                href={`/budgets/${draftId}`}
                key={draftId}
                title={words.budget(year)}
              />
            ))}
            <Way
              hint={words.estateBooksHint}
              href={`/e/${path.estateId}`}
              title={words.estateBooks}
            />
            <Way
              hint={home.contactPhone}
              href={`tel:${home.contactPhone.replace(/[^\d+]/g, "")}`}
              title={words.office}
            />
          </ul>
          {home.cameInWith === null ? null : (
            <p className="small">
              {words.cameIn(home.cameInWith.printedBy, home.cameInWith.printedOn)}
            </p>
          )}
        </>
      )}
    </Answered>
  );
}

function Unit({ unit }: { readonly unit: OwnHome["units"][number] }) {
  const text = useText();
  const words = text.ownHome;
  return (
    <article className="card">
      <h2>{unit.number}</h2>
      {isNothing(unit.owed) ? (
        <p className="good">{words.paidUp}</p>
      ) : (
        <p>
          {words.owed} <Amount isBig of={unit.owed} />
        </p>
      )}
      <dl>
        {isNothing(unit.paidAhead) ? null : (
          <>
            <dt>{words.ahead}</dt>
            <dd>
              <Amount of={unit.paidAhead} />
            </dd>
          </>
        )}
        <dt>{words.area}</dt>
        <dd>{words.areaOf(unit.areaSquareMetres)}</dd>
        <dt>{words.rate}</dt>
        <dd>{unit.rate === null ? words.noRate : words.rateOf(plain(unit.rate))}</dd>
      </dl>
      <p>
        <a className="button" href={to("account", unit.id, unit.number)}>
          {words.account}
        </a>
      </p>
    </article>
  );
}

function Way(way: { readonly href: string; readonly title: string; readonly hint: string }) {
  return (
    <li>
      <a href={way.href}>
        <strong>{way.title}</strong>
        <span>{way.hint}</span>
      </a>
    </li>
  );
}

/** 1.5000 as people write it: 1.50. */
const plain = (rate: string) => rate.replace(/(\.\d\d\d*?)0+$/, "$1");
