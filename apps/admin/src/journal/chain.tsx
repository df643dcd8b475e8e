import { Button } from "antd";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { type Chain, useChain } from "./queries.ts";

/** Anybody with sight of the book can ask whether it has been tampered with. */
export function ChainCheck() {
  const text = useText();
  const words = text.journal;
  const chain = useChain();
  return (
    <Panel note={words.verifyNote} title={words.verify}>
      <Button loading={chain.isFetching} onClick={() => void chain.refetch()} type="primary">
        {words.verify}
      </Button>
      <p className="quiet" role="status">
        {chain.isFetching ? words.verifying : ""}
      </p>
      {chain.isFetching || chain.error === null ? null : <Refusal error={chain.error} />}
      {chain.isFetching || chain.data === undefined ? null : (
        <Verdict chain={chain.data} key={chain.dataUpdatedAt} />
      )}
    </Panel>
  );
}

function Verdict({ chain }: { readonly chain: Chain }) {
  const words = useText().journal;
  if (!chain.intact) {
    return <Announcement title={words.broken(chain.brokenAt ?? 0)} tone="bad" />;
  }
  return (
    <Announcement
      title={chain.headSequence === 0 ? words.empty() : words.intact(chain.headSequence)}
      tone="good"
    >
      <p>
        {words.headHash} <code className="hash">{chain.headHash}</code>
      </p>
    </Announcement>
  );
}
