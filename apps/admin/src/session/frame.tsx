import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useParams, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useText } from "../text/language.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Seal } from "../ui/seal.tsx";
import { type EstateContext, EstateProvider, useEstate } from "./estate-context.tsx";
import { estatesQuery, type Session, useSession } from "./queries.ts";
import { SignOutButton } from "./sign-out.tsx";

/** The estate's screens: who and where at the top, the ways through it at the side. */
export function Frame() {
  const { districtId, estateId } = useParams({ from: "/signed-in/estates/$districtId/$estateId" });
  const session = useSession();
  const estates = useQuery(estatesQuery(districtId));
  const text = useText();
  return (
    <Loaded query={estates}>
      {(list) => {
        const estate = list.find(({ id }) => id === estateId);
        const district = session.data?.districts.find((one) => one.districtId === districtId);
        if (estate === undefined || district === undefined) return <NothingHere />;
        return (
          <EstateProvider value={contextOf(district, estate)}>
            <a className="skip" href="#content">
              {text.skipToContent}
            </a>
            <div className="frame">
              <FrameHead personName={district.personName} />
              <main id="content" tabIndex={-1}>
                <Outlet />
              </main>
            </div>
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

function FrameHead({ personName }: { readonly personName: string }) {
  const text = useText();
  const { districtId, estate, may, mayInDistrict } = useEstate();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // A new place closes the menu.
  useEffect(() => setOpen(false), [pathname]);
  useFocusOnArrival();
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
    <header className="side">
      <div className="side-head">
        <Seal />
        <p className="side-title">
          <strong>{estate.name}</strong>
          <span>{estate.communityName}</span>
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
                    params={params}
                    to={`/estates/$districtId/$estateId/${way}`}
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
            {text.nav.estates}
          </Link>
          <Link className="side-link" to="/totp">
            {text.twoKeys.totp.nav}
          </Link>
          <LanguageSwitch />
          <SignOutButton />
        </div>
      </div>
    </header>
  );
}

/** After a step to another screen, reading goes on at its heading. */
export function useFocusOnArrival(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return;
        document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
      }),
    [router],
  );
}

export function NothingHere() {
  const text = useText();
  return (
    <main className="nothing-here">
      <h1>{text.refusal.notFoundPage}</h1>
      <p>
        <Link to="/estates">{text.refusal.toEstates}</Link>
      </p>
    </main>
  );
}
