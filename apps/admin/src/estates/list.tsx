import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { wordOf } from "../organizations/names.tsx";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status } from "../ui/status.tsx";
import { type EstateStanding, useOverview } from "./queries.ts";

const gravity = { bad: 0, waiting: 1, idle: 2, good: 3 } as const;

/** Every estate with its light, class by class, the gravest first. */
export function EstateList() {
  const text = useText();
  const words = text.organizations;
  const overview = useOverview();
  const { districtId } = useDistrict();
  const search = useSearch({ from: "/signed-in/districts/$districtId/estates" });
  const navigate = useNavigate({ from: "/districts/$districtId/estates" });
  const chosen = search.class ?? "all";
  return (
    <Page intro={words.estates.intro} title={words.estates.title}>
      <Loaded query={overview}>
        {({ estates, coverage }) => {
          const shown = estates
            .filter((one) =>
              chosen === "all"
                ? true
                : chosen === "pilot"
                  ? one.isPilot && one.currentMode === "trust"
                  : one.reportingClass === chosen,
            )
            .sort((one, other) => gravity[one.light.tone] - gravity[other.light.tone]);
          const options = [
            ["all", `${words.estates.all} ${estates.length}`],
            ...coverage
              .filter((one) => one.estates > 0)
              .map((one) => [
                one.reportingClass,
                `${wordOf(words.origins, one.reportingClass)} ${one.estates}`,
              ]),
            [
              "pilot",
              `${words.estates.pilot} ${
                estates.filter((one) => one.isPilot && one.currentMode === "trust").length
              }`,
            ],
          ] as [string, string][];
          return (
            <Panel title={words.estates.list}>
              <Choice
                label={words.estates.class}
                onChange={(next) =>
                  void navigate({ replace: true, search: next === "all" ? {} : { class: next } })
                }
                options={options}
                value={chosen}
              />
              <Records<EstateStanding>
                caption={words.estates.list}
                columns={[
                  {
                    key: "name",
                    title: words.estates.name,
                    render: (row) => (
                      <Link
                        className="way"
                        params={{ districtId, estateId: row.estateId }}
                        to="/estates/$districtId/$estateId/governance"
                      >
                        {row.name}
                      </Link>
                    ),
                  },
                  {
                    key: "community",
                    title: words.estates.community,
                    render: (row) => row.communityName,
                  },
                  {
                    key: "class",
                    title: words.estates.class,
                    render: (row) => wordOf(words.origins, row.reportingClass),
                  },
                  {
                    key: "light",
                    title: words.estates.light,
                    render: (row) => (
                      <Status tone={row.light.tone}>
                        {wordOf(words.because, row.light.because)}
                      </Status>
                    ),
                  },
                  {
                    key: "mode",
                    title: words.estates.mode,
                    render: (row) => (
                      <>
                        {wordOf(words.modes, row.currentMode)}
                        {row.since === null ? null : (
                          <span className="quiet">
                            {" "}
                            <CivilDate date={row.since} /> {words.estates.since}
                          </span>
                        )}
                        {row.isPilot ? (
                          <span className="quiet"> · {words.estates.pilot}</span>
                        ) : null}
                      </>
                    ),
                  },
                  {
                    key: "advised",
                    title: words.estates.advised,
                    render: (row) =>
                      `${wordOf(words.modes, row.recommendedMode)}${
                        row.mandatory ? ` · ${words.estate.order}` : ""
                      }`,
                  },
                ]}
                empty={words.estates.empty}
                rowKey={(row) => row.estateId}
                rows={shown}
              />
            </Panel>
          );
        }}
      </Loaded>
    </Page>
  );
}
