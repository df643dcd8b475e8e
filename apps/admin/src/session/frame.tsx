import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { type EstateContext, EstateProvider, useEstate } from "./estate-context.tsx";
import { estatesQuery, type Session, useSession } from "./queries.ts";
import { Framed, NothingHere } from "./side.tsx";

/** The estate's screens. */
export function Frame() {
  const { districtId, estateId } = useParams({ from: "/signed-in/estates/$districtId/$estateId" });
  const session = useSession();
  const estates = useQuery(estatesQuery(districtId));
  return (
    <Loaded query={estates}>
      {(list) => {
        const estate = list.find(({ id }) => id === estateId);
        const district = session.data?.districts.find((one) => one.districtId === districtId);
        if (estate === undefined || district === undefined) return <NothingHere />;
        return (
          <EstateProvider value={contextOf(district, estate)}>
            <EstateScreens personName={district.personName} />
          </EstateProvider>
        );
      }}
    </Loaded>
  );
}

function contextOf(
  district: Session["districts"][number],
  estate: EstateContext["estate"],
): EstateContext {
  const granted = (anywhere: boolean) =>
    new Set(
      district.roles
        .filter((role) => role.estateId === null || (anywhere && role.estateId === estate.id))
        .flatMap((role) => role.permissions),
    );
  const here = granted(true);
  const inDistrict = granted(false);
  return {
    districtId: district.districtId,
    estate,
    may: (permission) => here.has(permission),
    mayInDistrict: (permission) => inDistrict.has(permission),
  };
}

function EstateScreens({ personName }: { readonly personName: string }) {
  const text = useText();
  const { districtId, estate, may, mayInDistrict } = useEstate();
  const params = { districtId, estateId: estate.id };
  const ways = [
    ["overview", text.nav.overview, may("books:read")],
    ["roll", text.nav.roll, may("roll:read")],
    ["billing", text.nav.billing, may("books:write")],
    ["tariffs", text.books.nav.tariffs, may("books:read")],
    ["arrears", text.books.nav.arrears, may("books:read")],
    ["subsidies", text.books.nav.subsidies, may("roll:read")],
    ["bank", text.nav.bank, may("bank:read")],
    ["lines", text.nav.lines, may("bank:read")],
    ["orders", text.nav.orders, may("books:read")],
    ["payees", text.nav.payees, may("books:read")],
    ["budget", text.nav.budget, may("books:read")],
    ["meetings", text.nav.meetings, may("meeting:read")],
    ["mandates", text.nav.mandates, may("books:read")],
    ["chain", text.nav.chain, may("books:read")],
    ["policy", text.nav.policy, may("books:read")],
    ["remuneration", text.books.nav.remuneration, may("books:read")],
    ["funds", text.books.nav.funds, may("books:read")],
    ["assets", text.commons.nav.assets, may("books:read")],
    ["grants", text.commons.nav.grants, may("books:read")],
    ["journal", text.nav.journal, may("books:read")],
    ["closing", text.books.nav.closing, may("books:read")],
    ["notices", text.nav.notices, may("books:read")],
    ["cases", text.complaints.nav.cases, true],
    ["complaint-rates", text.complaints.nav.rates, may("case:watch")],
    ["desks", text.complaints.nav.desks, may("routing:read")],
    ["routing", text.complaints.nav.routing, may("routing:read")],
    ["governance", text.organizations.estate.nav, may("estate:read")],
    ["slips", text.people.slips.nav, may("slip:issue")],
    ["members", text.nav.members, may("people:read")],
    ["audit", text.nav.audit, mayInDistrict("audit:read")],
  ] as const;
  return (
    <Framed
      links={
        <>
          <Link className="side-link" to="/estates">
            {text.nav.estates}
          </Link>
          <Link className="side-link" to="/totp">
            {text.twoKeys.totp.nav}
          </Link>
        </>
      }
      personName={personName}
      subtitle={estate.communityName}
      title={estate.name}
      ways={ways.map(([way, label, allowed]) =>
        allowed ? (
          <li key={way}>
            <Link
              activeProps={{ "aria-current": "page" }}
              params={params}
              to={`/estates/$districtId/$estateId/${way}`}
            >
              {label}
            </Link>
          </li>
        ) : null,
      )}
    >
      <Outlet />
    </Framed>
  );
}
