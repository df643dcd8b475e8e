import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useText } from "../text/language.tsx";
import { useSignOut } from "./queries.ts";

export function SignOutButton() {
  const text = useText();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <Button
      loading={signOut.isPending}
      onClick={() =>
        signOut.mutate(undefined, { onSuccess: () => void navigate({ to: "/sign-in" }) })
      }
      type="text"
    >
      {text.nav.signOut}
    </Button>
  );
}
