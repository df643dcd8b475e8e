import { momentText } from "../../ui/date-text.ts";
import { to } from "../address.ts";
import { useAsked } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { usePlace } from "../session/session.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Answered } from "../ui/answer.tsx";
import { readOwn, stepOwn } from "./queries.ts";
import { TrackedCase } from "./tracked-case.tsx";
import { zoneHere } from "./zone.ts";

/** What a signed-in resident has reported, and each of them. `#/complaints/id`. */
export default function MyComplaints({ rest }: PageProps) {
  const { language } = useLanguage();
  const words = useText().report;
  const { districtId } = usePlace();
  const [id] = rest;
  const asked = useAsked(`own ${districtId}`, () => readOwn(districtId));
  return (
    <Answered asked={asked}>
      {(list) => {
        const one = list.find((complaint) => complaint.id === id);
        if (one !== undefined) {
          return (
            <TrackedCase
              complaint={one}
              key={one.id}
              step={(body, key) => stepOwn(districtId, one.id, body, key)}
            />
          );
        }
        return (
          <>
            <h1>{words.mine}</h1>
            <p>
              <a href={to("report", districtId)}>{words.new}</a>
            </p>
            {list.length === 0 ? <p className="note">{words.noneYet}</p> : null}
            <ul className="ways">
              {list.map((complaint) => (
                <li key={complaint.id}>
                  <a href={to("complaints", complaint.id)}>
                    <strong>
                      {language === "zh" ? complaint.categoryZh : complaint.categoryEn}
                    </strong>
                    <span>
                      {words.states[complaint.state]} ·{" "}
                      {momentText(complaint.receivedAt, zoneHere(), language)} · {complaint.number}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answered>
  );
}
