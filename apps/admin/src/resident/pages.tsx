import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { ResidentTexts } from "./text/language.tsx";

export interface PageProps {
  /** What stands in the address behind the page's own name: `#/ballot/abc/2` gives abc, 2. */
  readonly rest: readonly string[];
}

export interface ResidentPage {
  /** The first part of the address. */
  readonly name: string;
  readonly component: LazyExoticComponent<ComponentType<PageProps>>;
  /** Shown without sign-in: then there is no place, and `usePlace` may not be called. */
  readonly isOpen?: boolean;
  /** How the home page leads here; absent where another page does. */
  readonly way?: (text: ResidentTexts) => { readonly title: string; readonly hint: string };
}

/** Every page but the home page and the sign-in. One line each; each loads when it is opened. */
export const pages: readonly ResidentPage[] = [
  { name: "account", component: lazy(() => import("./home/account.tsx")) },
  {
    name: "book",
    component: lazy(() => import("./home/book.tsx")),
    way: (text) => ({ title: text.book.way, hint: text.book.hint }),
  },
  {
    name: "ballot",
    component: lazy(() => import("./ballot/page.tsx")),
    way: (text) => text.ballot.way,
  },
  {
    name: "decisions",
    component: lazy(() => import("./decisions/page.tsx")),
    way: (text) => text.decisions.way,
  },
  {
    name: "report",
    component: lazy(() => import("./report/page.tsx")),
    isOpen: true,
    way: (text) => text.report.way,
  },
  { name: "track", component: lazy(() => import("./report/track.tsx")), isOpen: true },
  {
    name: "complaints",
    component: lazy(() => import("./report/mine.tsx")),
    way: (text) => text.report.mineWay,
  },
];
