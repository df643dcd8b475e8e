import { Link } from "@tanstack/react-router";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate, Moment } from "../ui/civil-date.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { Paged } from "./more.tsx";
import { type Meeting, type MeetingCard, useMeetings } from "./queries.ts";

const tones: Readonly<Record<Meeting["status"], Tone>> = {
  convened: "waiting",
  open: "good",
  closed: "waiting",
  published: "idle",
};

export function MeetingStatus({ status }: { readonly status: Meeting["status"] }) {
  return <Status tone={tones[status]}>{useText().votes.statuses[status]}</Status>;
}

export function Meetings() {
  const words = useText().votes;
  const { may, estate } = useEstate();
  const path = useEstatePath();
  const meetings = useMeetings();
  return (
    <Page
      aside={
        may("meeting:convene") ? (
          <Link
            className="way way-strong"
            params={path}
            search={{}}
            to="/estates/$districtId/$estateId/meetings/new"
          >
            {words.convene}
          </Link>
        ) : undefined
      }
      intro={words.intro}
      title={words.title}
    >
      <Panel title={words.list}>
        <Paged pages={meetings} rows={(page) => page.meetings}>
          {(rows) => (
            <Records<MeetingCard>
              caption={words.list}
              columns={[
                {
                  key: "title",
                  title: words.meetingTitle,
                  render: (row) => (
                    <Link
                      className="way"
                      params={{ ...path, meetingId: row.id }}
                      search={{}}
                      to="/estates/$districtId/$estateId/meetings/$meetingId"
                    >
                      {row.title}
                    </Link>
                  ),
                },
                {
                  key: "status",
                  title: words.status,
                  render: (row) => <MeetingStatus status={row.status} />,
                },
                {
                  key: "held",
                  title: words.heldOn,
                  render: (row) => <CivilDate date={row.heldOn} />,
                },
                {
                  key: "closes",
                  title: words.times.closes,
                  render: (row) => <Moment at={row.closesAt} zone={estate.zone} />,
                },
                {
                  key: "motions",
                  title: words.motions,
                  numeric: true,
                  render: (row) => row.motions,
                },
                { key: "place", title: words.place, render: (row) => row.place },
              ]}
              empty={words.none}
              rowKey={(row) => row.id}
              rows={rows}
            />
          )}
        </Paged>
      </Panel>
    </Page>
  );
}
