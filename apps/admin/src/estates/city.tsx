import { Link } from "@tanstack/react-router";
import { SalonMonths } from "../organizations/commons-gatherings.tsx";
import { wordOf } from "../organizations/names.tsx";
import { useCounts } from "../organizations/queries.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { Figure, ReportedFigures } from "./figures.tsx";
import { DistrictMap } from "./map.tsx";
import { type EstateStanding, type GovernanceOverview, useOverview } from "./queries.ts";
import { Targets } from "./targets.tsx";

/** What a street officer must see in ten seconds: how many need action, which, and where. */
export function City() {
  const words = useText().organizations.city;
  const overview = useOverview();
  return (
    <Loaded query={overview}>
      {(found) => (
        <Page intro={words.intro(found.asOf)} title={words.title}>
          <Headline overview={found} />
          <FirstThings estates={found.estates} />
          <Panel title={words.map}>
            <DistrictMap estates={found.estates} />
          </Panel>
          <Classes overview={found} />
          <Numbers overview={found} />
        </Page>
      )}
    </Loaded>
  );
}

const tones = ["bad", "waiting", "good", "idle"] as const satisfies readonly Tone[];

function Headline({ overview }: { readonly overview: GovernanceOverview }) {
  const words = useText().organizations.city;
  const { estates } = overview;
  const count = (tone: Tone) => estates.filter(({ light }) => light.tone === tone).length;
  return (
    <section className="headline">
      <p className="headline-words">
        {words.headline(estates.length, count("bad"), count("waiting"))}
      </p>
      {count("idle") === 0 ? null : <p className="quiet">{words.idle(count("idle"))}</p>}
      <ul className="light-bar">
        {tones.map((tone) =>
          count(tone) === 0 ? null : (
            <li className={`light-part light-${tone}`} key={tone} style={{ flexGrow: count(tone) }}>
              <strong>{count(tone)}</strong> {words.tones[tone]}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function FirstThings({ estates }: { readonly estates: readonly EstateStanding[] }) {
  const words = useText().organizations;
  const { districtId } = useDistrict();
  const urgent = estates.filter(({ light }) => light.tone === "bad");
  return (
    <Panel title={words.city.first}>
      {urgent.length === 0 ? <p className="empty">{words.city.nothingFirst}</p> : null}
      <ul className="attention">
        {urgent.slice(0, 8).map((one) => (
          <li key={one.estateId}>
            <Status tone="bad">{`${one.name} · ${wordOf(words.because, one.light.because)}`}</Status>
            <Link
              aria-label={`${words.register.open} ${one.name}`}
              className="way way-strong"
              params={{ districtId, estateId: one.estateId }}
              to="/estates/$districtId/$estateId/governance"
            >
              {words.register.open}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** For each class: how many, in which state, and how far the trust reaches against the plan. */
function Classes({ overview }: { readonly overview: GovernanceOverview }) {
  const text = useText();
  const words = text.organizations;
  const { districtId, may } = useDistrict();
  const rows = overview.coverage.filter(({ estates, target }) => estates > 0 || target !== null);
  return (
    <Panel note={overview.verified ? undefined : words.city.unverified} title={words.city.classes}>
      <ul className="classes">
        {rows.map((row) => {
          const name = wordOf(words.origins, row.reportingClass);
          const share = row.estates === 0 ? 0 : row.trust / row.estates;
          return (
            <li className="class-tile" key={row.reportingClass}>
              <Link
                className="class-name"
                params={{ districtId }}
                search={{ class: row.reportingClass }}
                to="/districts/$districtId/estates"
              >
                {name}
              </Link>
              <p className="class-count">
                <strong>{row.estates}</strong> {words.city.estates}
              </p>
              <ul className="class-lights">
                {tones.map((tone) =>
                  row.lights[tone] === 0 ? null : (
                    <li key={tone}>
                      <Status tone={tone}>{`${words.city.tones[tone]} ${row.lights[tone]}`}</Status>
                    </li>
                  ),
                )}
              </ul>
              <progress aria-label={`${name} ${words.city.trust}`} max={1} value={share} />
              <p className="quiet">
                {text.labelled(words.city.trust, `${row.trust} / ${row.estates}`)}
                {" · "}
                {text.labelled(
                  words.city.target,
                  row.target === null || row.targetBy === null
                    ? words.city.noTarget
                    : words.city.targetBy(row.target, row.targetBy),
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {may("governance:write") ? <Targets classes={overview.coverage} /> : null}
    </Panel>
  );
}

function Numbers({ overview }: { readonly overview: GovernanceOverview }) {
  const words = useText().organizations;
  const { districtId, may } = useDistrict();
  const counts = useCounts();
  const params = { districtId };
  if (!may("organization:read")) return null;
  return (
    <Loaded query={counts}>
      {(found) => (
        <>
          <Panel note={words.city.counted} title={words.city.numbers}>
            <ul className="figures">
              <Figure label={words.city.pilots} value={overview.pilots}>
                <Link
                  params={params}
                  search={{ class: "pilot" }}
                  to="/districts/$districtId/estates"
                >
                  {words.register.open}
                </Link>
              </Figure>
              <Figure label={words.city.converting} value={overview.conversions.open} />
              <Figure
                label={words.city.voteToAccount}
                value={
                  overview.conversions.medianVoteToAccount === null
                    ? words.none
                    : words.days(overview.conversions.medianVoteToAccount)
                }
              />
              <Figure
                label={words.city.bankDays}
                value={
                  overview.conversions.medianBank === null
                    ? words.none
                    : words.days(overview.conversions.medianBank)
                }
              />
              <Figure label={words.city.filed} value={found.filed}>
                <Link
                  params={params}
                  search={{ standing: "filed" }}
                  to="/districts/$districtId/organizations"
                >
                  {words.register.open}
                </Link>
              </Figure>
              <Figure label={words.city.members} value={found.members}>
                <Link
                  params={params}
                  search={{ member: "true" }}
                  to="/districts/$districtId/organizations"
                >
                  {words.register.open}
                </Link>
              </Figure>
              <Figure label={words.city.visited} value={found.visited} />
              <Figure label={words.city.incubated} value={found.incubated} />
              <Figure label={words.city.waitingReviews} value={found.waiting}>
                {may("organization:classify") ? (
                  <Link params={params} to="/districts/$districtId/reviews">
                    {words.register.open}
                  </Link>
                ) : null}
              </Figure>
            </ul>
            <h3>{words.commons.salons}</h3>
            <SalonMonths salons={found.salons} />
          </Panel>
          <ReportedFigures figures={found.reported} />
        </>
      )}
    </Loaded>
  );
}
