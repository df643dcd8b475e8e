import { Link } from "@tanstack/react-router";
import { wordOf } from "../organizations/names.tsx";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { drawn } from "./map-drawing.ts";
import { type EstateStanding, type MapPlace, useMap } from "./queries.ts";

const gravest = ["bad", "waiting", "idle", "good"] as const;

/** The operator's map where there is one, else a square an estate, community by community. */
export function DistrictMap({ estates }: { readonly estates: readonly EstateStanding[] }) {
  const words = useText().organizations.city;
  const map = useMap();
  return (
    <Loaded query={map}>
      {(places) => (
        <>
          <p className="quiet">{places === null ? words.gridNote : words.mapNote}</p>
          {places === null ? null : <Outlines estates={estates} places={places} />}
          <Grid estates={estates} />
          <Legend />
        </>
      )}
    </Loaded>
  );
}

/** Decoration for those who see it: the grid below says the same in words and leads on. */
function Outlines({
  places,
  estates,
}: {
  readonly places: readonly MapPlace[];
  readonly estates: readonly EstateStanding[];
}) {
  const { width, height, shapes } = drawn(places);
  const toneOf = (name: string) => {
    const here = estates.filter((one) => one.name === name || one.communityName === name);
    return gravest.find((tone) => here.some(({ light }) => light.tone === tone)) ?? "none";
  };
  return (
    <svg aria-hidden="true" className="map" viewBox={`0 0 ${width} ${height}`}>
      {shapes.map(({ name, path, at }) => (
        <g className={`place light-${toneOf(name)}`} key={name}>
          {path === null ? <circle cx={at[0]} cy={at[1]} r={6} /> : <path d={path} />}
          <text x={at[0]} y={at[1]}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Grid({ estates }: { readonly estates: readonly EstateStanding[] }) {
  const words = useText().organizations;
  const { districtId } = useDistrict();
  const communities = [...new Set(estates.map(({ communityName }) => communityName))];
  return (
    <div className="grid-map">
      {communities.map((community) => (
        <section aria-label={community} className="grid-community" key={community}>
          <h3>{community}</h3>
          <ul>
            {estates
              .filter((one) => one.communityName === community)
              .map((one) => (
                <li key={one.estateId}>
                  <Link
                    className={`cell light-${one.light.tone}`}
                    params={{ districtId, estateId: one.estateId }}
                    title={wordOf(words.because, one.light.because)}
                    to="/estates/$districtId/$estateId/governance"
                  >
                    <span aria-hidden="true" className="cell-mark">
                      {marks[one.light.tone]}
                    </span>
                    {one.name}
                    <span className="unseen">
                      {words.city.tones[one.light.tone]}：{wordOf(words.because, one.light.because)}
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const marks = { good: "✓", waiting: "…", bad: "!", idle: "–" } as const;

function Legend() {
  const words = useText().organizations.city;
  return (
    <ul aria-label={words.legend} className="legend">
      {(["bad", "waiting", "good", "idle"] as const).map((tone) => (
        <li className={`legend-entry light-${tone}`} key={tone}>
          <span aria-hidden="true">{marks[tone]}</span> {words.tones[tone]}
        </li>
      ))}
    </ul>
  );
}
