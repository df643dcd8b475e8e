import { Button } from "antd";
import { useText } from "../../text/language.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { Announcement, Refusal } from "../../ui/refusal.tsx";
import { Editor } from "./editor.tsx";
import { useAddRoutingPack, useRoutingPack, useRoutingPacks } from "./queries.ts";

export function EditRouting() {
  const text = useText();
  const words = text.complaints.editor;
  const packs = useRoutingPacks();
  return (
    <Page title={words.title}>
      <Loaded query={packs}>
        {({ packs: list, bundled }) => {
          const inForce = list.find(({ isInForce }) => isInForce)?.id;
          return inForce === undefined ? <Begin bundled={bundled} /> : <Edit id={inForce} />;
        }}
      </Loaded>
    </Page>
  );
}

/** A district without rules begins with a pack that ships. */
function Begin({ bundled }: { readonly bundled: readonly string[] }) {
  const words = useText().complaints.editor;
  const add = useAddRoutingPack();
  return (
    <Panel note={words.beginNote} title={words.begin}>
      {add.error === null ? null : <Refusal error={add.error} />}
      <p className="row-actions">
        {bundled.map((id) => (
          <Button
            key={id}
            loading={add.isPending}
            onClick={() => add.mutate({ from: "bundled", id })}
          >
            {words.beginWith(id)}
          </Button>
        ))}
      </p>
    </Panel>
  );
}

function Edit({ id }: { readonly id: string }) {
  const words = useText().complaints.editor;
  const pack = useRoutingPack(id);
  const add = useAddRoutingPack();
  return (
    <>
      {add.error === null || add.isPending ? null : <Refusal error={add.error} />}
      {add.data === undefined ? null : (
        <Announcement key={add.submittedAt} title={words.sent(add.data.version)} tone="good" />
      )}
      <Loaded query={pack}>
        {({ content }) => (
          <Editor
            current={content}
            key={content.version}
            onSend={(next) => add.mutate({ from: "upload", content: next })}
            sending={add.isPending}
          />
        )}
      </Loaded>
    </>
  );
}
