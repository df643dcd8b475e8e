import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { Loaded } from "../ui/loaded.tsx";
import { firstScreen } from "./first-screen.ts";
import { useSession } from "./queries.ts";

/** Nothing behind this door is shown before someone has signed in under a password of their own. */
export function SignedIn() {
  const session = useSession();
  const { pathname } = useLocation();
  return (
    <Loaded query={session}>
      {(who) => {
        if (who === null) return <ToSignIn />;
        if (who.mustChangePassword && pathname !== "/password") return <ToPassword />;
        return <Outlet />;
      }}
    </Loaded>
  );
}

/** Goes once, when it appears: it may be drawn again before the other screen is there. */
function ToSignIn() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useEffect(() => {
    const search = pathname === "/" || pathname === "/estates" ? {} : { back: pathname };
    void navigate({ to: "/sign-in", search, replace: true });
  }, []);
  return null;
}

function ToPassword() {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to: "/password", replace: true }), [navigate]);
  return null;
}

export function ToFirstScreen() {
  const navigate = useNavigate();
  const session = useSession();
  const to = firstScreen(session.data);
  useEffect(() => void navigate({ to, replace: true }), [navigate, to]);
  return null;
}
