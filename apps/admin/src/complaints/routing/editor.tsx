import {
  analyzePack,
  compilePack,
  type PackAnalysis,
  type RoutingPack,
} from "@xinyi/complaint-routing";
import { decodeRoutingPack } from "@xinyi/complaint-routing/schema";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useText } from "../../text/language.tsx";
import { FileChoice } from "../../ui/file-choice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Announcement } from "../../ui/refusal.tsx";
import { Changed } from "./changed.tsx";
import { Findings } from "./findings.tsx";
import { TryFact } from "./try-fact.tsx";

interface Checked {
  readonly pack: RoutingPack;
  readonly analysis: PackAnalysis;
  readonly before: RoutingPack;
}

type Reading = Checked | { readonly faults: readonly string[] };

/** A draft read and looked over as the server will, before anything is sent to it. */
function readDraft(draft: string, before: RoutingPack): Reading {
  let content: unknown;
  try {
    content = JSON.parse(draft);
  } catch (fault) {
    return { faults: [String(fault)] };
  }
  const read = decodeRoutingPack(content);
  if (!read.ok) return { faults: read.rejection.map(({ path, message }) => `${path}: ${message}`) };
  return { pack: read.value, analysis: analyzePack(read.value), before };
}

/**
 * A pack is edited as the text it is, in the page or as a file: checked, compared with the one in
 * force, tried, and only then sent.
 */
export function Editor({
  current,
  onSend,
  sending,
}: {
  readonly current: RoutingPack;
  readonly onSend: (pack: RoutingPack) => void;
  readonly sending: boolean;
}) {
  const words = useText().complaints.editor;
  const [draft, setDraft] = useState(() => JSON.stringify(current, null, 2));
  const [reading, setReading] = useState<{ readonly attempt: number; readonly found: Reading }>();
  const id = useId();
  const change = (text: string) => {
    setDraft(text);
    setReading(undefined);
  };
  const check = () =>
    setReading((last) => ({ attempt: (last?.attempt ?? 0) + 1, found: readDraft(draft, current) }));
  return (
    <>
      <Panel note={words.note} title={words.title}>
        <div className="form pack-form">
          <label htmlFor={`${id}-file`}>{words.file}</label>
          <FileChoice
            accept=".json,application/json"
            id={`${id}-file`}
            onChange={(file) => void file?.text().then(change)}
          />
          <label htmlFor={id}>{words.text}</label>
          <Input.TextArea
            className="pack-text"
            id={id}
            onChange={({ target }) => change(target.value)}
            rows={18}
            spellCheck={false}
            value={draft}
          />
          <div className="form-end">
            <Button onClick={check} type="primary">
              {words.check}
            </Button>
          </div>
        </div>
      </Panel>
      {reading === undefined ? null : (
        <Looked key={reading.attempt} onSend={onSend} reading={reading.found} sending={sending} />
      )}
    </>
  );
}

function Looked({
  reading,
  onSend,
  sending,
}: {
  readonly reading: Reading;
  readonly onSend: (pack: RoutingPack) => void;
  readonly sending: boolean;
}) {
  const text = useText();
  const words = text.complaints.editor;
  if ("faults" in reading) {
    return (
      <Announcement title={words.unreadable} tone="bad">
        <ul>
          {reading.faults.slice(0, 12).map((fault) => (
            <li key={fault}>
              <code>{fault}</code>
            </li>
          ))}
        </ul>
      </Announcement>
    );
  }
  const { pack, analysis, before } = reading;
  return (
    <>
      <Announcement
        title={analysis.isUsable ? words.canBeSent : words.cannotBeSent}
        tone={analysis.isUsable ? "good" : "bad"}
      />
      <Panel title={text.complaints.findings.title}>
        <Findings analysis={analysis} />
      </Panel>
      <Changed after={pack} before={before} />
      {compilePack(pack).ok ? <TryFact pack={pack} /> : null}
      {analysis.isUsable ? (
        <p className="form-end">
          <Button loading={sending} onClick={() => onSend(pack)} type="primary">
            {words.send(pack.version, pack.effectiveFrom)}
          </Button>
        </p>
      ) : null}
    </>
  );
}
