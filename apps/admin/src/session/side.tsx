import { Link, useLocation, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useText } from "../text/language.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { Seal } from "../ui/seal.tsx";
import { SignOutButton } from "./sign-out.tsx";

/** A frame around screens: who and where at the top, the ways through them at the side. */
export function Framed({
  title,
  subtitle,
  personName,
  ways,
  links,
  children,
}: {
  readonly title: string;
  readonly subtitle: string;
  readonly personName: string;
  /** The screens this person may open, each a list item. */
  readonly ways: ReactNode;
  /** What leads out of this frame, below the ways. */
  readonly links: ReactNode;
  readonly children: ReactNode;
}) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // A new place closes the menu.
  useEffect(() => setOpen(false), [pathname]);
  useFocusOnArrival();
  return (
    <>
      <a className="skip" href="#content">
        {text.skipToContent}
      </a>
      <div className="frame">
        <header className="side">
          <div className="side-head">
            <Seal />
            <p className="side-title">
              <strong>{title}</strong>
              <span>{subtitle}</span>
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
              <ul>{ways}</ul>
            </nav>
            <div className="side-end">
              <p>{text.nav.signedInAs(personName)}</p>
              {links}
              <LanguageSwitch />
              <SignOutButton />
            </div>
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}

/** After a step to another screen, reading goes on at its heading. */
function useFocusOnArrival(): void {
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
