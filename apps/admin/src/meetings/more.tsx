import { Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";
import { Loading } from "../ui/loaded.tsx";
import { Refusal } from "../ui/refusal.tsx";
import type { Pages } from "./queries.ts";

/** What the pages asked for so far hold, and a button for one more while there is one. */
export function Paged<Page, Row>({
  pages,
  rows,
  children,
}: {
  readonly pages: Pages<Page>;
  readonly rows: (page: Page) => readonly Row[];
  readonly children: (rows: readonly Row[], first: Page) => ReactNode;
}) {
  const text = useText();
  const [first] = pages.data?.pages ?? [];
  if (pages.error !== null) {
    return <Refusal error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (first === undefined) return <Loading />;
  return (
    <>
      {children(pages.data?.pages.flatMap(rows) ?? [], first)}
      {pages.hasNextPage ? (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {text.actions.more}
        </Button>
      ) : null}
    </>
  );
}
