import { Link } from "@tanstack/react-router";
import { useEstate } from "../../session/estate-context.tsx";
import { useLanguage } from "../../text/language.tsx";
import { Moment } from "../../ui/civil-date.tsx";
import { dateText } from "../../ui/date-text.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Facts, Page, Panel } from "../../ui/page.tsx";
import { Records } from "../../ui/records.tsx";
import { Status } from "../../ui/status.tsx";
import { DisciplineOffice } from "./discipline-office.tsx";
import { Unverified } from "./explained.tsx";
import { Findings } from "./findings.tsx";
import { type PackHead, type PackVersion, useRoutingPack, useRoutingPacks } from "./queries.ts";
import { Rules } from "./rules.tsx";

/** The district's rules: what is in force, what was found in it, each rule, and every version. */
export function RoutingRules() {
  const { text } = useLanguage();
  const words = text.complaints.pack;
  const { districtId, estate, may } = useEstate();
  const params = { districtId, estateId: estate.id };
  const packs = useRoutingPacks();
  return (
    <Page
      aside={
        <span className="row-actions">
          <Link className="way" params={params} to="/estates/$districtId/$estateId/routing/try">
            {words.tryIt}
          </Link>
          {may("routing:edit") ? (
            <Link className="way" params={params} to="/estates/$districtId/$estateId/routing/edit">
              {words.edit}
            </Link>
          ) : null}
        </span>
      }
      intro={words.intro}
      title={words.title}
    >
      <Loaded query={packs}>
        {({ packs: list }) => (
          <>
            <InForce id={list.find(({ isInForce }) => isInForce)?.id} />
            <Versions packs={list} />
          </>
        )}
      </Loaded>
      {may("routing:edit") ? <DisciplineOffice /> : null}
    </Page>
  );
}

function InForce({ id }: { readonly id: string | undefined }) {
  const { text } = useLanguage();
  const pack = useRoutingPack(id);
  if (id === undefined) return <p className="note">{text.complaints.pack.nothingInForce}</p>;
  return <Loaded query={pack}>{(version) => <Version version={version} />}</Loaded>;
}

function Version({ version }: { readonly version: PackVersion }) {
  const { text, language } = useLanguage();
  const words = text.complaints.pack;
  const { content } = version;
  return (
    <>
      <Panel title={language === "zh" ? version.titleZh : version.titleEn}>
        <Facts
          facts={[
            [words.version, `${version.packId} ${version.version}`],
            [words.period, <Period key="period" pack={version} />],
            [
              words.hash,
              <code className="hash" key="hash">
                {version.hash}
              </code>,
            ],
            [
              words.sources,
              <ul className="sources" key="sources">
                {content.sources.map((source) => (
                  <li key={source.title}>
                    {source.url === undefined ? (
                      source.title
                    ) : (
                      <a href={source.url} rel="noreferrer" target="_blank">
                        {source.title}
                      </a>
                    )}
                  </li>
                ))}
              </ul>,
            ],
          ]}
        />
        <Unverified sentences={content.unverified} />
      </Panel>
      <Panel title={text.complaints.findings.title}>
        <Findings analysis={version.analysis} />
      </Panel>
      <Panel title={words.rules}>
        <Rules pack={content} />
      </Panel>
    </>
  );
}

function Period({ pack }: { readonly pack: PackHead }) {
  const { text, language } = useLanguage();
  const words = text.complaints.pack;
  const from = dateText(pack.effectiveFrom, language);
  return pack.effectiveTo === null
    ? words.from(from)
    : words.until(from, dateText(pack.effectiveTo, language));
}

function Versions({ packs }: { readonly packs: readonly PackHead[] }) {
  const { text } = useLanguage();
  const words = text.complaints.pack;
  const { estate } = useEstate();
  return (
    <Panel title={words.versions}>
      <Records<PackHead>
        caption={words.versions}
        columns={[
          {
            key: "version",
            title: words.version,
            render: (pack) => `${pack.packId} ${pack.version}`,
          },
          { key: "period", title: words.period, render: (pack) => <Period pack={pack} /> },
          {
            key: "state",
            title: words.state,
            render: (pack) =>
              pack.isInForce ? <Status tone="good">{words.inForce}</Status> : words.notInForce,
          },
          {
            key: "loaded",
            title: words.loaded,
            render: (pack) => (
              <>
                <Moment at={pack.loadedAt} zone={estate.zone} /> {pack.loadedBy ?? ""}{" "}
                {words.sourcesOf[pack.source]}
              </>
            ),
          },
        ]}
        empty={words.nothingInForce}
        rowKey={({ id }) => id}
        rows={packs}
      />
    </Panel>
  );
}
