import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { dateText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { AssetForm, LeaseForm, RentForm } from "./forms.tsx";
import { type Asset, type Lease, useAssets } from "./queries.ts";

/** What is held in common, who rents it, and what each lease owes today. */
export function Assets() {
  const words = useLanguage().text.commons.assets;
  const { may } = useEstate();
  const assets = useAssets();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={assets}>
        {(list) => (
          <>
            <Register assets={list} />
            {may("books:write") ? (
              <>
                <RentForm assets={list} />
                <LeaseForm assets={list.filter(({ retiredOn }) => retiredOn === null)} />
                <AssetForm />
              </>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Register({ assets }: { readonly assets: readonly Asset[] }) {
  const { text, language } = useLanguage();
  const words = text.commons.assets;
  return (
    <Panel title={words.list}>
      <Records<Asset>
        caption={words.list}
        columns={[
          { key: "number", title: words.number, render: (row) => row.number },
          { key: "name", title: words.name, render: (row) => row.name },
          { key: "kind", title: words.kind, render: (row) => words.kinds[row.kind] },
          { key: "place", title: words.place, render: (row) => row.place },
          { key: "share", title: words.share, numeric: true, render: (row) => row.collectiveShare },
          {
            key: "leases",
            title: words.chosenLease,
            render: (row) =>
              row.retiredOn === null
                ? words.leases(row.leases.length)
                : words.retired(dateText(row.retiredOn, language), row.retiredBecause ?? ""),
          },
        ]}
        empty={words.empty}
        expand={(row) => <Leases leases={row.leases} />}
        expandLabels={[words.show, words.hide]}
        rowKey={(row) => row.id}
        rowName={(row) => row.number}
        rows={assets}
      />
    </Panel>
  );
}

function Leases({ leases }: { readonly leases: readonly Lease[] }) {
  const { text, language } = useLanguage();
  const words = text.commons.assets;
  return (
    <Records<Lease>
      caption={words.chosenLease}
      columns={[
        { key: "tenant", title: words.tenant, render: (row) => row.tenant },
        {
          key: "period",
          title: words.period,
          render: (row) =>
            `${words.until(dateText(row.from, language), dateText(row.to, language))}${row.isEnded ? ` · ${words.ended}` : ""}`,
        },
        {
          key: "rent",
          title: words.rent,
          numeric: true,
          render: (row) => <Amount money={row.rent} />,
        },
        {
          key: "due",
          title: words.due,
          numeric: true,
          render: (row) => <Amount money={row.standing.due} />,
        },
        {
          key: "received",
          title: words.received,
          numeric: true,
          render: (row) => <Amount money={row.standing.received} />,
        },
        {
          key: "open",
          title: words.open,
          numeric: true,
          render: (row) => (
            <>
              <Amount money={row.standing.open} />
              {row.standing.openSince === null ? null : (
                <div className="quiet">
                  {words.openSince(dateText(row.standing.openSince, language))}
                </div>
              )}
            </>
          ),
        },
      ]}
      empty={words.noLeases}
      rowKey={(row) => row.id}
      rows={leases}
    />
  );
}
