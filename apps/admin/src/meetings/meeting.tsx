import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { CountPart } from "./count.tsx";
import { DeliveriesPart } from "./deliveries.tsx";
import { MeetingStatus } from "./list.tsx";
import { OverviewPart } from "./overview.tsx";
import { PapersPart } from "./papers.tsx";
import { type MeetingPartName, meetingParts } from "./parts.ts";
import { ProxiesPart } from "./proxies.tsx";
import { type Meeting, useMeeting } from "./queries.ts";
import { ResultPart } from "./result.tsx";
import { RollPart } from "./roll.tsx";

/** One meeting: its parts in the order they come up, the part looked at kept in the address. */
export function MeetingPage() {
  const { meetingId } = useParams({
    from: "/signed-in/estates/$districtId/$estateId/meetings/$meetingId",
  });
  const meeting = useMeeting(meetingId);
  return <Loaded query={meeting}>{(found) => <MeetingScreen meeting={found} />}</Loaded>;
}

function MeetingScreen({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes;
  const path = useEstatePath();
  const { may } = useEstate();
  const { part = "overview" } = useSearch({
    from: "/signed-in/estates/$districtId/$estateId/meetings/$meetingId",
  });
  const parts = meetingParts.filter((one) => {
    if (one === "count") return may("count:watch");
    return one === "deliveries" || one === "papers" || one === "proxies"
      ? may("ballot:record")
      : true;
  });
  return (
    <Page aside={<MeetingStatus status={meeting.status} />} title={meeting.title}>
      <nav aria-label={words.partsOf} className="parts">
        {parts.map((one) => (
          <Link
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{ "aria-current": "page" }}
            key={one}
            params={{ ...path, meetingId: meeting.id }}
            search={one === "overview" ? {} : { part: one }}
            to="/estates/$districtId/$estateId/meetings/$meetingId"
          >
            {words.parts[one]}
          </Link>
        ))}
      </nav>
      <Part meeting={meeting} part={parts.includes(part) ? part : "overview"} />
    </Page>
  );
}

function Part({ meeting, part }: { readonly meeting: Meeting; readonly part: MeetingPartName }) {
  switch (part) {
    case "overview":
      return <OverviewPart meeting={meeting} />;
    case "roll":
      return <RollPart meeting={meeting} />;
    case "deliveries":
      return <DeliveriesPart meeting={meeting} />;
    case "papers":
      return <PapersPart meeting={meeting} />;
    case "proxies":
      return <ProxiesPart meeting={meeting} />;
    case "count":
      return <CountPart meeting={meeting} />;
    case "result":
      return <ResultPart meeting={meeting} />;
  }
}
