import { Button } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { GiftForm, GrantForm } from "./forms.tsx";
import { type Grant, type PurposeFund, useAwardGrant, useGrants } from "./queries.ts";
import { Stages } from "./stages.tsx";

/** Gifts for a purpose, and what was promised out of them and paid. */
export function Grants() {
  const words = useLanguage().text.commons.grants;
  const { may } = useEstate();
  const desk = useGrants();
  return (
    <Page intro={words.intro} title={words.title}>
      <Loaded query={desk}>
        {({ funds, grants }) => (
          <>
            <Funds funds={funds} />
            <List grants={grants} />
            {may("books:write") ? (
              <>
                <GiftForm />
                <GrantForm />
              </>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Funds({ funds }: { readonly funds: readonly PurposeFund[] }) {
  const words = useLanguage().text.commons.grants;
  return (
    <Panel title={words.funds}>
      <Records<PurposeFund>
        caption={words.funds}
        columns={[
          { key: "fund", title: words.fund, render: (row) => row.fund },
          { key: "gifts", title: words.gifts, numeric: true, render: (row) => row.gifts },
          {
            key: "given",
            title: words.given,
            numeric: true,
            render: (row) => <Amount money={row.given} />,
          },
          {
            key: "promised",
            title: words.promised,
            numeric: true,
            render: (row) => <Amount money={row.promised} />,
          },
          {
            key: "free",
            title: words.free,
            numeric: true,
            render: (row) => <Amount money={row.free} />,
          },
        ]}
        empty={words.noFunds}
        rowKey={(row) => row.fund}
        rows={funds}
      />
    </Panel>
  );
}

function List({ grants }: { readonly grants: readonly Grant[] }) {
  const words = useLanguage().text.commons.grants;
  return (
    <Panel title={words.list}>
      <Records<Grant>
        caption={words.list}
        columns={[
          { key: "recipient", title: words.recipient, render: (row) => row.recipient },
          { key: "purpose", title: words.purpose, render: (row) => row.purpose },
          { key: "fund", title: words.fund, render: (row) => row.fund },
          {
            key: "status",
            title: words.status,
            render: (row) => (
              <>
                {words.statuses[row.status]}
                <Award grant={row} />
              </>
            ),
          },
          {
            key: "awarded",
            title: words.awarded,
            numeric: true,
            render: (row) => <Amount money={row.awarded} />,
          },
          {
            key: "paid",
            title: words.paid,
            numeric: true,
            render: (row) => <Amount money={row.paid} />,
          },
        ]}
        empty={words.empty}
        expand={(row) => <Stages grant={row} />}
        expandLabels={[words.show, words.hide]}
        rowKey={(row) => row.id}
        rowName={(row) => row.recipient}
        rows={grants}
      />
    </Panel>
  );
}

/** The second person's step: what cannot be undone is asked about first. */
function Award({ grant }: { readonly grant: Grant }) {
  const words = useLanguage().text.commons.grants;
  const { may } = useEstate();
  const award = useAwardGrant(grant.id);
  const [asked, setAsked] = useState(false);
  if (grant.status !== "proposed" || !may("mandate:record")) return null;
  return (
    <>
      <div>
        <Button onClick={() => setAsked(true)}>{words.award}</Button>
      </div>
      <Confirm
        confirmLabel={words.award}
        error={award.error}
        onCancel={() => setAsked(false)}
        onConfirm={() => award.mutate({}, { onSuccess: () => setAsked(false) })}
        open={asked}
        sending={award.isPending}
        title={words.awardTitle}
      >
        <p>
          {grant.recipient} <Amount money={grant.awarded} />
        </p>
        <p>{words.awardText}</p>
      </Confirm>
    </>
  );
}
