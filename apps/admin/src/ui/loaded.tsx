import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";
import { Refusal } from "./refusal.tsx";

/** What a query brought; while it is under way it says so, and a refusal is shown in full. */
export function Loaded<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) {
    return <Refusal error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Loading />;
}

export function Loading() {
  const text = useText();
  return (
    <p className="loading" role="status">
      {text.state.loading}
    </p>
  );
}
