import { Button } from "antd";
import { useState } from "react";
import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { type Member, useEndMember, useMembers } from "./queries.ts";

export function MemberList() {
  const { text, language } = useLanguage();
  const words = text.members;
  const { estate, may, mayInDistrict } = useEstate();
  const members = useMembers();
  const end = useEndMember();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const roleOf = (member: Member | null) =>
    (language === "zh" ? member?.titleZh : member?.titleEn) ?? "";
  return (
    <Panel title={words.listTitle}>
      {end.isSuccess && leaving === null ? (
        <Announcement
          key={end.submittedAt}
          title={words.endDone(end.variables.personName)}
          tone="good"
        />
      ) : null}
      <Loaded query={members}>
        {(list) => (
          <Records<Member>
            caption={words.listTitle}
            columns={[
              { key: "name", title: words.name, render: (member) => member.personName },
              {
                key: "username",
                title: words.username,
                render: (member) => <code>{member.username}</code>,
              },
              { key: "role", title: words.role, render: roleOf },
              {
                key: "scope",
                title: words.scope,
                render: (member) =>
                  member.estateId === null ? words.wholeDistrict : words.thisEstate,
              },
              {
                key: "from",
                title: words.from,
                render: (member) => <Moment at={member.from} zone={estate.zone} />,
              },
              {
                key: "to",
                title: words.to,
                render: (member) =>
                  member.to === null ? (
                    <Status tone="good">{words.still}</Status>
                  ) : (
                    <Moment at={member.to} zone={estate.zone} />
                  ),
              },
              ...(may("people:manage")
                ? [
                    {
                      key: "end",
                      title: text.lines.action,
                      render: (member: Member) => {
                        if (member.to !== null) return words.ended;
                        // A role of the whole district is not one estate's to end.
                        if (member.estateId === null && !mayInDistrict("people:manage")) return "—";
                        return (
                          <Button
                            aria-label={text.labelled(
                              words.end,
                              `${member.personName} ${roleOf(member)}`,
                            )}
                            danger
                            onClick={() => setLeaving(member)}
                          >
                            {words.end}
                          </Button>
                        );
                      },
                    },
                  ]
                : []),
            ]}
            empty={words.none}
            rowKey={(member) => member.assignmentId}
            rows={list}
          />
        )}
      </Loaded>
      <Confirm
        confirmLabel={words.confirmEnd}
        danger
        error={end.error}
        onCancel={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving !== null) end.mutate(leaving, { onSuccess: () => setLeaving(null) });
        }}
        open={leaving !== null}
        sending={end.isPending}
        title={words.endTitle(leaving?.personName ?? "", roleOf(leaving))}
      >
        <p>{words.endText}</p>
      </Confirm>
    </Panel>
  );
}
