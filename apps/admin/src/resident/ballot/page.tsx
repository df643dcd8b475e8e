import { momentText } from "../../ui/date-text.ts";
import { to } from "../address.ts";
import { useAsked } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { zoneHere } from "../report/zone.ts";
import { usePlace } from "../session/session.tsx";
import { useLanguage } from "../text/language.tsx";
import { Answered } from "../ui/answer.tsx";
import { readMeetings } from "./queries.ts";
import { Receipts } from "./receipts.tsx";
import { Voting } from "./voting.tsx";

/** `#/ballot`, `#/ballot/meeting`, `#/ballot/meeting/receipts`. */
export default function Ballot({ rest }: PageProps) {
  const [meetingId, part] = rest;
  if (meetingId === undefined) return <Meetings />;
  return part === "receipts" ? (
    <Receipts meetingId={meetingId} />
  ) : (
    <Voting key={meetingId} meetingId={meetingId} />
  );
}

function Meetings() {
  const { language, text } = useLanguage();
  const words = text.ballot;
  const place = usePlace();
  const asked = useAsked(place.estateId, () => readMeetings(place));
  const when = (at: string) => momentText(at, zoneHere(), language);
  return (
    <Answered asked={asked}>
      {(meetings) => (
        <>
          <h1>{words.title}</h1>
          {meetings.length === 0 ? <p className="note">{words.none}</p> : null}
          <ul className="ways">
            {meetings.map((meeting) => (
              <li key={meeting.id}>
                <a href={to("ballot", meeting.id)}>
                  <strong>{meeting.title}</strong>
                  <span>
                    {words.statuses[meeting.status]} ·{" "}
                    {meeting.status === "convened"
                      ? words.opens(when(meeting.opensAt))
                      : words.closes(when(meeting.closesAt))}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}
