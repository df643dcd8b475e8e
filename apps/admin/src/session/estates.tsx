import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Doorway } from "./doorway.tsx";
import { EstateForm } from "./estate-form.tsx";
import { estatesQuery, type Session, useSession } from "./queries.ts";
import { SignOutButton } from "./sign-out.tsx";

export function Estates() {
  const { text } = useLanguage();
  const session = useSession();
  const districts = session.data?.districts ?? [];
  return (
    <Doorway intro={text.session.estatesIntro} title={text.session.estatesTitle}>
      {districts.length === 0 ? <p className="note">{text.session.noEstates}</p> : null}
      {districts.map((district) => (
        <DistrictEstates district={district} key={district.districtId} />
      ))}
      <SignOutButton />
    </Doorway>
  );
}

function DistrictEstates({ district }: { readonly district: Session["districts"][number] }) {
  const { text, language } = useLanguage();
  const estates = useQuery(estatesQuery(district.districtId));
  const roles = district.roles.map((role) => (language === "zh" ? role.titleZh : role.titleEn));
  const mayCreate = district.roles.some(
    ({ estateId, permissions }) => estateId === null && permissions.includes("estate:create"),
  );
  const mayWatch = district.roles.some(
    ({ estateId, permissions }) => estateId === null && permissions.includes("district:watch"),
  );
  return (
    <section aria-label={district.name}>
      <h2>{district.name}</h2>
      <p className="quiet">{text.labelled(text.session.roles, text.listed([...new Set(roles)]))}</p>
      {mayWatch ? (
        <Link
          className="estate district-desk"
          params={{ districtId: district.districtId }}
          to="/districts/$districtId/city"
        >
          <strong>{text.organizations.nav.district}</strong>
          <span className="quiet">
            {text.listed([
              text.organizations.nav.city,
              text.organizations.nav.estates,
              text.organizations.nav.organizations,
            ])}
          </span>
        </Link>
      ) : null}
      <Loaded query={estates}>
        {(list) =>
          list.length === 0 ? (
            <p className="note">{text.session.noEstates}</p>
          ) : (
            <ul className="estates">
              {list.map((estate) => (
                <li key={estate.id}>
                  <Link
                    className="estate"
                    params={{ districtId: district.districtId, estateId: estate.id }}
                    to={`/estates/$districtId/$estateId/${firstScreen(district, estate.id)}`}
                  >
                    <strong>{estate.name}</strong>
                    <span className="quiet">
                      {estate.communityName} · {text.session.units(estate.unitCount)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayCreate ? <EstateForm districtId={district.districtId} /> : null}
    </section>
  );
}

/** Who reads no books has nothing on the overview: their work is the complaints. */
function firstScreen(
  { roles }: Session["districts"][number],
  estateId: string,
): "overview" | "cases" {
  const readsBooks = roles.some(
    (role) =>
      (role.estateId === null || role.estateId === estateId) &&
      role.permissions.includes("books:read"),
  );
  return readsBooks ? "overview" : "cases";
}
