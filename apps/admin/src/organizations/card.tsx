import { useParams } from "@tanstack/react-router";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Status } from "../ui/status.tsx";
import { Classification } from "./card-classification.tsx";
import { Filing } from "./card-filing.tsx";
import { Contacts, Incubation, Leaders, Membership } from "./card-people.tsx";
import { Stage } from "./card-stage.tsx";
import { CreditCode, Revise } from "./card-words.tsx";
import { Standing, wordOf } from "./names.tsx";
import { type Card, useOrganization } from "./queries.ts";

/** Everything that is recorded of one body; the evidence of its type stands first. */
export function OrganizationCard() {
  const { organizationId } = useParams({
    from: "/signed-in/districts/$districtId/organizations/$organizationId",
  });
  const card = useOrganization(organizationId);
  return <Loaded query={card}>{(found) => <Body card={found} />}</Loaded>;
}

function Body({ card }: { readonly card: Card }) {
  const words = useText().organizations;
  const { may } = useDistrict();
  const { organization } = card;
  const isCommunity = organization.kind === "community-organization";
  return (
    <Page
      aside={<Standing standing={organization.standing} />}
      intro={`${organization.community} · ${wordOf(words.kinds, organization.kind)}`}
      title={organization.name}
    >
      {isCommunity ? <Classification card={card} /> : null}
      <Stage card={card} />
      <div className="columns">
        <Basics card={card} />
        <Filing card={card} />
      </div>
      <div className="columns">
        <Membership card={card} />
        <Incubation card={card} />
      </div>
      <Contacts card={card} />
      <div className="columns">
        <Leaders card={card} />
        <CreditCode card={card} />
      </div>
      {may("organization:write") ? <Revise card={card} /> : null}
    </Page>
  );
}

function Basics({ card }: { readonly card: Card }) {
  const words = useText().organizations;
  const { organization } = card;
  const date = (day: string | null) => (day === null ? words.unknown : <CivilDate date={day} />);
  return (
    <Panel title={words.card.basics}>
      <Facts
        facts={[
          [words.register.leadSource, organization.leadSource],
          [words.register.foundOn, date(organization.foundOn)],
          [words.register.foundedOn, date(organization.foundedOn)],
          [words.register.memberCount, organization.memberCount ?? words.unknown],
          ...(organization.publicBenefitShare === null
            ? []
            : [[words.register.publicBenefitShare, organization.publicBenefitShare] as const]),
          [words.register.phone, organization.phone ?? words.unknown],
          [words.card.number, organization.filingNumber ?? words.none],
          [
            words.register.member,
            <Status key="member" tone={organization.isMember ? "good" : "idle"}>
              {organization.isMember ? words.yes : words.no}
            </Status>,
          ],
          [words.register.activeOn, date(organization.activeOn)],
        ]}
      />
    </Panel>
  );
}
