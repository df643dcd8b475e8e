import { useEstate } from "../session/estate-context.tsx";
import { useLanguage } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { monthText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { Status, type Tone } from "../ui/status.tsx";
import { PublishForm } from "./publish-form.tsx";
import { type Notice, useNotices } from "./queries.ts";

export function Notices() {
  const { text } = useLanguage();
  const { may } = useEstate();
  return (
    <Page intro={text.notices.intro} title={text.notices.title}>
      {may("notice:publish") ? <PublishForm /> : null}
      <NoticeList />
    </Page>
  );
}

const tones: Readonly<Record<Notice["state"], Tone>> = {
  requested: "waiting",
  published: "good",
  failed: "bad",
  replaced: "idle",
};

function NoticeList() {
  const { text, language } = useLanguage();
  const words = text.notices;
  const notices = useNotices();
  return (
    <Panel title={words.listTitle}>
      <Loaded query={notices}>
        {(list) => (
          <Records<Notice>
            caption={words.listTitle}
            columns={[
              {
                key: "month",
                title: words.forMonth,
                render: (notice) => monthText(notice.month, language),
              },
              {
                key: "version",
                title: words.version,
                render: (notice) => words.versionNumber(notice.version),
              },
              {
                key: "state",
                title: words.state,
                render: (notice) => (
                  <>
                    <Status tone={tones[notice.state]}>{words.states[notice.state]}</Status>
                    {notice.state === "failed" ? (
                      <p className="quiet">{words.failedDetail}</p>
                    ) : null}
                  </>
                ),
              },
              {
                key: "period",
                title: words.period,
                render: (notice) => (
                  <>
                    <CivilDate date={notice.publishedFrom} /> –{" "}
                    <CivilDate date={notice.publishedTo} />
                  </>
                ),
              },
              { key: "code", title: words.code, render: (notice) => <code>{notice.code}</code> },
              { key: "links", title: words.links, render: (notice) => <Ways notice={notice} /> },
            ]}
            empty={words.none}
            rowKey={(notice) => notice.id}
            rows={list}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function Ways({ notice }: { readonly notice: Notice }) {
  const { text } = useLanguage();
  if (notice.state === "requested" || notice.state === "failed") return <>—</>;
  return (
    <span className="ways">
      <a className="way" href={notice.pageUrl} rel="noreferrer" target="_blank">
        {text.notices.page}
        <span className="unseen">{text.notices.newTab}</span>
      </a>
      <a className="way" href={notice.pdfUrl} rel="noreferrer" target="_blank">
        {text.notices.pdf}
        <span className="unseen">{text.notices.newTab}</span>
      </a>
    </span>
  );
}
