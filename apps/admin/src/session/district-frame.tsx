import { Link, Outlet, useLocation, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useText } from "../text/language.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { Seal } from "../ui/seal.tsx";
import { DistrictProvider, useDistrict } from "./district-context.tsx";
import { NothingHere, useFocusOnArrival } from "./frame.tsx";
import { useSession } from "./queries.ts";
import { SignOutButton } from "./sign-out.tsx";

/** The district's screens, for those who look over all its estates and organizations. */
export function DistrictFrame() {
  const { districtId } = useParams({ from: "/signed-in/districts/$districtId" });
  const session = useSession();
  const text = useText();
  const district = session.data?.districts.find((one) => one.districtId === districtId);
  if (district === undefined) return <NothingHere />;
  const permissions = new Set(
    district.roles.filter(({ estateId }) => estateId === null).flatMap((role) => role.permissions),
  );
  const may = (permission: string) => permissions.has(permission);
  return (
    <DistrictProvider value={{ districtId, name: district.name, may }}>
      <a className="skip" href="#content">
        {text.skipToContent}
      </a>
      <div className="frame">
        <DistrictHead personName={district.personName} />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </DistrictProvider>
  );
}

function DistrictHead({ personName }: { readonly personName: string }) {
  const text = useText();
  const words = text.organizations.nav;
  const { districtId, name, may } = useDistrict();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // A new place closes the menu.
  useEffect(() => setOpen(false), [pathname]);
  useFocusOnArrival();
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
    <header className="side">
      <div className="side-head">
        <Seal />
        <p className="side-title">
          <strong>{name}</strong>
          <span>{words.district}</span>
        </p>
        <Button
          aria-controls="ways"
          aria-expanded={open}
          className="menu-button"
          onClick={() => setOpen(!open)}
        >
          {text.menu}
        </Button>
      </div>
      <div className={open ? "side-body side-body-open" : "side-body"} id="ways">
        <nav aria-label={text.navigation}>
          <ul>
            {ways.map(([way, label, allowed]) =>
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
          </ul>
        </nav>
        <div className="side-end">
          <p>{text.nav.signedInAs(personName)}</p>
          <Link className="side-link" to="/estates">
            {words.backToEstates}
          </Link>
          <LanguageSwitch />
          <SignOutButton />
        </div>
      </div>
    </header>
  );
}
