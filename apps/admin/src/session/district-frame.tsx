import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useText } from "../text/language.tsx";
import { DistrictProvider, useDistrict } from "./district-context.tsx";
import { useSession } from "./queries.ts";
import { Framed, NothingHere } from "./side.tsx";

/** The district's screens, for those who look over all its estates and organizations. */
export function DistrictFrame() {
  const { districtId } = useParams({ from: "/signed-in/districts/$districtId" });
  const session = useSession();
  const district = session.data?.districts.find((one) => one.districtId === districtId);
  if (district === undefined) return <NothingHere />;
  const permissions = new Set(
    district.roles.filter(({ estateId }) => estateId === null).flatMap((role) => role.permissions),
  );
  const may = (permission: string) => permissions.has(permission);
  return (
    <DistrictProvider value={{ districtId, name: district.name, may }}>
      <DistrictScreens personName={district.personName} />
    </DistrictProvider>
  );
}

function DistrictScreens({ personName }: { readonly personName: string }) {
  const text = useText();
  const words = text.organizations.nav;
  const { districtId, name, may } = useDistrict();
  const ways = [
    ["watch", text.people.watch.nav, may("district:watch")],
    ["city", words.city, may("district:watch")],
    ["estates", words.estates, may("district:watch")],
    ["organizations", words.organizations, may("organization:read")],
    ["reviews", words.reviews, may("organization:classify")],
    ["commons", words.commons, may("organization:read")],
    ["schemes", words.schemes, may("organization:read")],
  ] as const;
  return (
    <Framed
      links={
        <Link className="side-link" to="/estates">
          {words.backToEstates}
        </Link>
      }
      personName={personName}
      subtitle={words.district}
      title={name}
      ways={ways.map(([way, label, allowed]) =>
        allowed ? (
          <li key={way}>
            <Link
              activeProps={{ "aria-current": "page" }}
              params={{ districtId }}
              to={`/districts/$districtId/${way}`}
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
