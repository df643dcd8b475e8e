import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { Loaded } from "../ui/loaded.tsx";
import { useSession } from "./queries.ts";

/** Nothing behind this door is shown before someone has signed in under a password of their own. */
export function SignedIn() {
  const session = useSession();
  const { pathname } = useLocation();
  return (
    <Loaded query={session}>
      {(who) => {
        if (who === null) {
          const search = pathname === "/" || pathname === "/estates" ? {} : { back: pathname };
          return <Navigate search={search} to="/sign-in" />;
        }
        if (who.mustChangePassword && pathname !== "/password") return <Navigate to="/password" />;
        return <Outlet />;
      }}
    </Loaded>
  );
}
