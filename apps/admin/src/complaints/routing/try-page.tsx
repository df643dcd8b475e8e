import { useText } from "../../text/language.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { useRoutingPack, useRoutingPacks } from "./queries.ts";
import { TryFact } from "./try-fact.tsx";

export function TryRouting() {
  const text = useText();
  const packs = useRoutingPacks();
  const inForce = packs.data?.packs.find(({ isInForce }) => isInForce)?.id;
  const pack = useRoutingPack(inForce);
  return (
    <Page intro={text.complaints.tryFact.intro} title={text.complaints.tryFact.title}>
      {packs.data !== undefined && inForce === undefined ? (
        <p className="note">{text.complaints.pack.nothingInForce}</p>
      ) : (
        <Loaded query={pack}>
          {({ content, hash }) => <TryFact hash={hash} pack={content} />}
        </Loaded>
      )}
    </Page>
  );
}
