import { isYearMonth } from "@xinyi/calendar";
import { Form, Input } from "antd";
import { useState } from "react";
import { useLatestMonth } from "../bank/queries.ts";
import { useSummary } from "../overview/queries.ts";
import { useLanguage, useText } from "../text/language.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { monthText } from "../ui/date-text.ts";
import { Loaded, Loading } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Notice, useNotices, usePublishNotice } from "./queries.ts";

export function PublishForm() {
  const text = useText();
  const latest = useLatestMonth();
  return (
    <Panel title={text.notices.publish}>
      {latest === undefined ? <Loading /> : <PublishFrom latest={latest} />}
    </Panel>
  );
}

function PublishFrom({ latest }: { readonly latest: string }) {
  const { text, language } = useLanguage();
  const words = text.notices;
  const publish = usePublishNotice();
  const [month, setMonth] = useState<string | null>(null);
  return (
    <>
      <SubmitForm<{ month: string }>
        error={null}
        initialValues={{ month: latest }}
        name="publish"
        onSubmit={(values) => setMonth(values.month)}
        sending={publish}
        submitLabel={words.publish}
      >
        <Form.Item
          label={words.month}
          name="month"
          rules={[
            {
              validator: (_, value: string | undefined) =>
                isYearMonth(value ?? "")
                  ? Promise.resolve()
                  : Promise.reject(new Error(text.session.required(words.month))),
            },
          ]}
        >
          <Input className="date" type="month" />
        </Form.Item>
      </SubmitForm>
      {publish.data === undefined || month !== null ? null : (
        <Progress key={publish.data.id} requested={publish.data} />
      )}
      <Confirm
        confirmLabel={words.confirm}
        error={publish.error}
        onCancel={() => setMonth(null)}
        onConfirm={() => {
          if (month !== null) publish.mutate({ month }, { onSuccess: () => setMonth(null) });
        }}
        open={month !== null}
        sending={publish.isPending}
        title={words.confirmTitle(monthText(month ?? "", language))}
      >
        {month === null ? null : <StillOpen month={month} />}
      </Confirm>
    </>
  );
}

/** What is not settled yet, said before publishing and not after. */
function StillOpen({ month }: { readonly month: string }) {
  const { text } = useLanguage();
  const summary = useSummary(month);
  return (
    <Loaded query={summary}>
      {({ suspense, unexplained }) => (
        <p>{text.notices.confirmText(suspense.lines, unexplained.lines)}</p>
      )}
    </Loaded>
  );
}

function Progress({ requested }: { readonly requested: Notice }) {
  const { text, language } = useLanguage();
  const words = text.notices;
  const notices = useNotices();
  const now = notices.data?.find(({ id }) => id === requested.id) ?? requested;
  switch (now.state) {
    case "requested":
      return <Announcement title={words.requested} tone="waiting" />;
    case "failed":
      return (
        <Announcement key="failed" title={words.states.failed} tone="bad">
          <p>{words.failedDetail}</p>
          <p>
            {words.code} <code>{now.code}</code>
          </p>
        </Announcement>
      );
    default:
      return (
        <Announcement
          key="published"
          title={words.published(monthText(now.month, language), now.version)}
          tone="good"
        />
      );
  }
}
