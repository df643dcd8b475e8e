import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { Refused } from "./api.ts";
import { type MeetingPartName, meetingParts } from "./meetings/parts.ts";
import { ChangePassword } from "./session/change-password.tsx";
import { DistrictFrame } from "./session/district-frame.tsx";
import { Estates } from "./session/estates.tsx";
import { Frame } from "./session/frame.tsx";
import { SignedIn, ToFirstScreen } from "./session/guard.tsx";
import { sessionQuery } from "./session/queries.ts";
import { NothingHere } from "./session/side.tsx";
import { SignIn } from "./session/sign-in.tsx";
import { SpeakingProvider, useLanguage, useText } from "./text/language.tsx";
import { theme } from "./ui/theme.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NothingHere });
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignIn,
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === "string" ? { back: search.back } : {},
});
const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", component: SignedIn });
const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: ToFirstScreen,
});
const password = createRoute({
  getParentRoute: () => signedIn,
  path: "/password",
  component: ChangePassword,
});
const totp = createRoute({
  getParentRoute: () => signedIn,
  path: "/totp",
  component: lazyRouteComponent(() => import("./session/totp.tsx"), "Totp"),
});
const estates = createRoute({
  getParentRoute: () => signedIn,
  path: "/estates",
  component: Estates,
});
const estate = createRoute({
  getParentRoute: () => signedIn,
  path: "/estates/$districtId/$estateId",
  component: Frame,
});

/** The month looked at stands in the address, so that it can be kept and sent on. */
const withMonth = (search: Record<string, unknown>): { month?: string } =>
  typeof search.month === "string" ? { month: search.month } : {};

const overview = createRoute({
  getParentRoute: () => estate,
  path: "/overview",
  validateSearch: withMonth,
  component: lazyRouteComponent(() => import("./overview/page.tsx"), "Overview"),
});
const roll = createRoute({
  getParentRoute: () => estate,
  path: "/roll",
  component: lazyRouteComponent(() => import("./roll/page.tsx"), "Roll"),
});
const billing = createRoute({
  getParentRoute: () => estate,
  path: "/billing",
  component: lazyRouteComponent(() => import("./billing/page.tsx"), "Billing"),
});
const tariffs = createRoute({
  getParentRoute: () => estate,
  path: "/tariffs",
  component: lazyRouteComponent(() => import("./fees/tariffs.tsx"), "Tariffs"),
});
const arrears = createRoute({
  getParentRoute: () => estate,
  path: "/arrears",
  component: lazyRouteComponent(() => import("./fees/arrears.tsx"), "Arrears"),
});
const closing = createRoute({
  getParentRoute: () => estate,
  path: "/closing",
  validateSearch: withMonth,
  component: lazyRouteComponent(() => import("./closing/page.tsx"), "Closing"),
});
const funds = createRoute({
  getParentRoute: () => estate,
  path: "/funds",
  component: lazyRouteComponent(() => import("./funds/page.tsx"), "Funds"),
});
const assets = createRoute({
  getParentRoute: () => estate,
  path: "/assets",
  component: lazyRouteComponent(() => import("./assets/page.tsx"), "Assets"),
});
const grants = createRoute({
  getParentRoute: () => estate,
  path: "/grants",
  component: lazyRouteComponent(() => import("./grants/page.tsx"), "Grants"),
});
const subsidies = createRoute({
  getParentRoute: () => estate,
  path: "/subsidies",
  component: lazyRouteComponent(() => import("./subsidies/page.tsx"), "Subsidies"),
});
const remuneration = createRoute({
  getParentRoute: () => estate,
  path: "/remuneration",
  component: lazyRouteComponent(() => import("./remuneration/page.tsx"), "Remuneration"),
});
const bank = createRoute({
  getParentRoute: () => estate,
  path: "/bank",
  component: lazyRouteComponent(() => import("./bank/statements.tsx"), "Statements"),
});
const lines = createRoute({
  getParentRoute: () => estate,
  path: "/lines",
  validateSearch: (search: Record<string, unknown>): { state?: string; statementId?: string } => ({
    ...(typeof search.state === "string" ? { state: search.state } : {}),
    ...(typeof search.statementId === "string" ? { statementId: search.statementId } : {}),
  }),
  component: lazyRouteComponent(() => import("./bank/lines.tsx"), "Lines"),
});
const line = createRoute({
  getParentRoute: () => estate,
  path: "/lines/$lineId",
  component: lazyRouteComponent(() => import("./bank/line.tsx"), "Line"),
});
const journal = createRoute({
  getParentRoute: () => estate,
  path: "/journal",
  validateSearch: withMonth,
  component: lazyRouteComponent(() => import("./journal/page.tsx"), "Journal"),
});
const notices = createRoute({
  getParentRoute: () => estate,
  path: "/notices",
  component: lazyRouteComponent(() => import("./notices/page.tsx"), "Notices"),
});
const mandates = createRoute({
  getParentRoute: () => estate,
  path: "/mandates",
  component: lazyRouteComponent(() => import("./mandates/page.tsx"), "Mandates"),
});
const budget = createRoute({
  getParentRoute: () => estate,
  path: "/budget",
  component: lazyRouteComponent(() => import("./budget/page.tsx"), "Budget"),
});
const policy = createRoute({
  getParentRoute: () => estate,
  path: "/policy",
  component: lazyRouteComponent(() => import("./policy/page.tsx"), "Policy"),
});
const payees = createRoute({
  getParentRoute: () => estate,
  path: "/payees",
  component: lazyRouteComponent(() => import("./payees/page.tsx"), "Payees"),
});
const orders = createRoute({
  getParentRoute: () => estate,
  path: "/orders",
  component: lazyRouteComponent(() => import("./orders/page.tsx"), "Orders"),
});
const order = createRoute({
  getParentRoute: () => estate,
  path: "/orders/$orderId",
  component: lazyRouteComponent(() => import("./orders/card.tsx"), "Order"),
});
const members = createRoute({
  getParentRoute: () => estate,
  path: "/members",
  component: lazyRouteComponent(() => import("./members/page.tsx"), "Members"),
});
const slips = createRoute({
  getParentRoute: () => estate,
  path: "/slips",
  component: lazyRouteComponent(() => import("./slips/page.tsx"), "Slips"),
});
const governance = createRoute({
  getParentRoute: () => estate,
  path: "/governance",
  component: lazyRouteComponent(() => import("./estates/estate.tsx"), "EstateGovernance"),
});
const audit = createRoute({
  getParentRoute: () => estate,
  path: "/audit",
  component: lazyRouteComponent(() => import("./audit/page.tsx"), "Audit"),
});

const cases = createRoute({
  getParentRoute: () => estate,
  path: "/cases",
  validateSearch: (search: Record<string, unknown>): { queue?: string } =>
    typeof search.queue === "string" ? { queue: search.queue } : {},
  component: lazyRouteComponent(() => import("./complaints/list.tsx"), "Cases"),
});
const newCase = createRoute({
  getParentRoute: () => estate,
  path: "/cases/new",
  component: lazyRouteComponent(() => import("./complaints/intake.tsx"), "Intake"),
});
const oneCase = createRoute({
  getParentRoute: () => estate,
  path: "/cases/$caseId",
  component: lazyRouteComponent(() => import("./complaints/case.tsx"), "Case"),
});
const hotIssues = createRoute({
  getParentRoute: () => estate,
  path: "/hot-issues",
  component: lazyRouteComponent(() => import("./complaints/hot-issues.tsx"), "HotIssues"),
});
const desks = createRoute({
  getParentRoute: () => estate,
  path: "/desks",
  component: lazyRouteComponent(() => import("./complaints/desks.tsx"), "Desks"),
});
const complaintRates = createRoute({
  getParentRoute: () => estate,
  path: "/complaint-rates",
  component: lazyRouteComponent(() => import("./complaints/rates.tsx"), "ComplaintRates"),
});
const routing = createRoute({
  getParentRoute: () => estate,
  path: "/routing",
  component: lazyRouteComponent(() => import("./complaints/routing/page.tsx"), "RoutingRules"),
});
const tryRouting = createRoute({
  getParentRoute: () => estate,
  path: "/routing/try",
  component: lazyRouteComponent(() => import("./complaints/routing/try-page.tsx"), "TryRouting"),
});
const editRouting = createRoute({
  getParentRoute: () => estate,
  path: "/routing/edit",
  component: lazyRouteComponent(() => import("./complaints/routing/edit-page.tsx"), "EditRouting"),
});

const complaints = [
  cases,
  newCase,
  oneCase,
  hotIssues,
  desks,
  complaintRates,
  routing,
  tryRouting,
  editRouting,
];
const meetings = createRoute({
  getParentRoute: () => estate,
  path: "/meetings",
  component: lazyRouteComponent(() => import("./meetings/list.tsx"), "Meetings"),
});
const convene = createRoute({
  getParentRoute: () => estate,
  path: "/meetings/new",
  validateSearch: (search: Record<string, unknown>): { reconvenes?: string } =>
    typeof search.reconvenes === "string" ? { reconvenes: search.reconvenes } : {},
  component: lazyRouteComponent(() => import("./meetings/convene.tsx"), "Convene"),
});
const meeting = createRoute({
  getParentRoute: () => estate,
  path: "/meetings/$meetingId",
  validateSearch: (search: Record<string, unknown>): { part?: MeetingPartName } => {
    const part = meetingParts.find((one) => one === search.part);
    return part === undefined ? {} : { part };
  },
  component: lazyRouteComponent(() => import("./meetings/meeting.tsx"), "MeetingPage"),
});
const chain = createRoute({
  getParentRoute: () => estate,
  path: "/chain",
  validateSearch: (search: Record<string, unknown>): { mandateId?: string; orderId?: string } => ({
    ...(typeof search.mandateId === "string" ? { mandateId: search.mandateId } : {}),
    ...(typeof search.orderId === "string" ? { orderId: search.orderId } : {}),
  }),
  component: lazyRouteComponent(() => import("./chain/page.tsx"), "ChainPage"),
});

const voting = [meetings, convene, meeting, chain];
const paying = [mandates, budget, policy, payees, orders, order];
const keeping = [tariffs, arrears, closing, funds, subsidies, remuneration, assets, grants];
const screens = [
  ...paying,
  ...keeping,
  governance,
  ...voting,
  ...complaints,
  overview,
  roll,
  billing,
  bank,
  lines,
  line,
  journal,
  notices,
  members,
  slips,
  audit,
];
const district = createRoute({
  getParentRoute: () => signedIn,
  path: "/districts/$districtId",
  component: DistrictFrame,
});
/** Filters stand in the address; only those that are texts are taken. */
const texts = <Name extends string>(...names: readonly Name[]) => {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> =>
    Object.fromEntries(
      names.flatMap((name) =>
        typeof search[name] === "string" ? [[name, search[name]] as const] : [],
      ),
    ) as Partial<Record<Name, string>>;
};
const overDistrict = [
  createRoute({
    getParentRoute: () => district,
    path: "/watch",
    component: lazyRouteComponent(() => import("./watch/page.tsx"), "WatchScreen"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/city",
    component: lazyRouteComponent(() => import("./estates/city.tsx"), "City"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/estates",
    validateSearch: texts("class"),
    component: lazyRouteComponent(() => import("./estates/list.tsx"), "EstateList"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/organizations",
    validateSearch: texts("q", "stage", "standing", "code", "kind", "member"),
    component: lazyRouteComponent(() => import("./organizations/register.tsx"), "Register"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/organizations/$organizationId",
    component: lazyRouteComponent(() => import("./organizations/card.tsx"), "OrganizationCard"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/reviews",
    component: lazyRouteComponent(() => import("./organizations/reviews.tsx"), "Reviews"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/schemes",
    component: lazyRouteComponent(() => import("./organizations/schemes.tsx"), "Schemes"),
  }),
  createRoute({
    getParentRoute: () => district,
    path: "/commons",
    component: lazyRouteComponent(() => import("./organizations/commons.tsx"), "Commons"),
  }),
] as const;
const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([
    home,
    password,
    totp,
    estates,
    estate.addChildren(screens),
    district.addChildren(overDistrict),
  ]),
]);

const router = createRouter({
  routeTree,
  basepath: "/admin",
  defaultErrorComponent: Crashed,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** A session that ended elsewhere shows at the next answer, whichever it is. */
const noticeEnd = (error: Error): void => {
  if (error instanceof Refused && error.problem.status === 401) {
    if (client.getQueryData(sessionQuery.queryKey)) {
      client.setQueryData(sessionQuery.queryKey, null);
    }
  }
};
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => !(error instanceof Refused) && failures < 2,
    },
  },
});

/** `nonce` is the page's own, by which the styles made in the browser are allowed. */
export function App({ nonce }: { readonly nonce: string | undefined }) {
  return (
    <SpeakingProvider>
      <Dressed nonce={nonce}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Dressed>
    </SpeakingProvider>
  );
}

function Dressed({
  nonce,
  children,
}: {
  readonly nonce: string | undefined;
  readonly children: React.ReactNode;
}) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      {...(language === "zh" ? { locale: zhCN } : {})}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
      button={{ autoInsertSpace: false }}
      theme={theme}
    >
      {children}
    </ConfigProvider>
  );
}

function Crashed({ error }: ErrorComponentProps) {
  const text = useText();
  return (
    <main className="nothing-here" role="alert">
      <p>{text.refusal.crashed}</p>
      <code>{String(error)}</code>
    </main>
  );
}
