import { Button, Input } from "antd";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useText } from "../text/language.tsx";
import { Choice } from "../ui/choice.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Page, Panel } from "../ui/page.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { EngineAnswer } from "./card-classification.tsx";
import { useCodeName } from "./names.tsx";
import {
  leadingScheme,
  type ReviewItem,
  useAgreement,
  useAssign,
  useGiveOpinion,
  useReviews,
  useSchemes,
} from "./queries.ts";

/** What waits for a person, one at a time, by digits and Enter alone. */
export function Reviews() {
  const words = useText().organizations.reviews;
  const [mode, setMode] = useState<"first" | "second">("first");
  return (
    <Page intro={words.intro} title={words.title}>
      <Choice
        label={words.mode}
        onChange={setMode}
        options={[
          ["first", words.first],
          ["second", words.second],
        ]}
        value={mode}
      />
      <Queue isSecond={mode === "second"} key={mode} />
      <AgreementPanel />
    </Page>
  );
}

function Queue({ isSecond }: { readonly isSecond: boolean }) {
  const words = useText().organizations.reviews;
  const queue = useReviews(isSecond);
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState<{ readonly words: string; readonly on: number } | null>(null);
  return (
    <Loaded query={queue}>
      {({ items, waiting }) => {
        const place = Math.min(at, items.length - 1);
        const item = items[place];
        return (
          <>
            {said === null ? null : <Announcement key={said.on} title={said.words} tone="good" />}
            <p className="quiet" role="status">
              {waiting === 0 ? words.done : words.waiting(waiting)}
            </p>
            {item === undefined ? null : (
              <Item
                isSecond={isSecond}
                item={item}
                key={item.organization.id}
                onMove={(step) => setAt(Math.min(Math.max(place + step, 0), items.length - 1))}
                onSaid={(done) => setSaid({ words: done, on: Date.now() })}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Item({
  item,
  isSecond,
  onMove,
  onSaid,
}: {
  readonly item: ReviewItem;
  readonly isSecond: boolean;
  readonly onMove: (step: number) => void;
  readonly onSaid: (words: string) => void;
}) {
  const text = useText();
  const words = text.organizations.reviews;
  const codeName = useCodeName();
  const schemes = useSchemes();
  const assign = useAssign();
  const opine = useGiveOpinion();
  const presets = words.reasonPresets;
  const [code, setCode] = useState<string | null>(item.engine?.code ?? null);
  const [reason, setReason] = useState(presets[0] ?? "");
  const box = useRef<HTMLFieldSetElement>(null);
  const reasonId = useId();
  const terms = schemes.data?.find(({ id }) => id === leadingScheme)?.terms ?? [];
  const isReady = terms.length > 0;
  // Once the types are there, the one that is suggested has the focus: digits work at once.
  useEffect(() => {
    const boxes = box.current;
    const first =
      boxes?.querySelector<HTMLElement>("input:checked") ?? boxes?.querySelector("input");
    if (isReady) first?.focus({ preventScroll: true });
  }, [isReady]);
  const codes = [...terms.map((term) => term.code), "out-of-scope"];
  const { organization } = item;
  const failed = assign.error ?? opine.error;
  const submit = () => {
    if (code === null || assign.isPending || opine.isPending) return;
    if (isSecond) {
      opine.mutate(
        { organizationId: organization.id, code },
        { onSuccess: ({ agrees }) => onSaid(agrees ? words.agree : words.disagree) },
      );
      return;
    }
    assign.mutate(
      {
        organizationId: organization.id,
        code,
        reason,
        basis: reason,
        supersedes: item.person?.id ?? null,
      },
      { onSuccess: () => onSaid(`${organization.name}：${codeName(code)}`) },
    );
  };
  const byKeys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (event.key === "Enter") {
      event.preventDefault();
      submit();
    }
    if (isTyping) return;
    const chosen = codes[Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && chosen !== undefined) setCode(chosen);
    if (event.key === "j") onMove(1);
    if (event.key === "k") onMove(-1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are a second way to the fields inside
    <div onKeyDown={byKeys}>
      <Panel note={words.why[item.why]} title={organization.name}>
        {item.engine === null ? (
          <div className="evidence-text">
            <p className="evidence-name">{organization.name}</p>
            <p>{organization.description}</p>
          </div>
        ) : (
          <EngineAnswer answer={item.engine} />
        )}
        {item.person === null ? null : (
          <Facts
            facts={[
              [
                text.organizations.hands.person,
                `${codeName(item.person.code)} · ${item.person.person ?? ""} · ${item.person.reason ?? ""}`,
              ],
            ]}
          />
        )}
        {isSecond ? <p className="quiet">{words.secondIntro}</p> : null}
        {failed === null ? null : <Refusal error={failed} />}
        <fieldset className="codes" ref={box}>
          <legend>{words.choose}</legend>
          {codes.map((one, place) => (
            <label className={one === code ? "code code-chosen" : "code"} key={one}>
              <input
                checked={one === code}
                name={`code-${organization.id}`}
                onChange={() => setCode(one)}
                type="radio"
              />
              <kbd>{place + 1}</kbd> {codeName(one)}
            </label>
          ))}
        </fieldset>
        {isSecond ? null : (
          <div className="search">
            <label htmlFor={reasonId}>{text.organizations.card.reason}</label>
            <Input
              id={reasonId}
              list={`${reasonId}-list`}
              maxLength={500}
              onChange={({ target }) => setReason(target.value)}
              value={reason}
            />
            <datalist id={`${reasonId}-list`}>
              {presets.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </div>
        )}
        <div className="form-end">
          <Button
            disabled={code === null || (!isSecond && reason.trim() === "")}
            loading={assign.isPending || opine.isPending}
            onClick={submit}
            type="primary"
          >
            {isSecond ? words.submitOpinion : words.submit}
          </Button>
        </div>
      </Panel>
    </div>
  );
}

function AgreementPanel() {
  const words = useText().organizations.reviews;
  const agreement = useAgreement();
  const line = (one: { pairs: number; same: number; kappa: number | null }) =>
    one.pairs === 0
      ? words.noPairs
      : `${words.pairs(one.same, one.pairs)}${one.kappa === null ? "" : ` · ${words.kappa(one.kappa.toFixed(2))}`}`;
  return (
    <Panel note={words.agreementIntro} title={words.agreement}>
      <Loaded query={agreement}>
        {({ reviewers, engine }) => (
          <Facts
            facts={[
              [words.reviewers, line(reviewers)],
              [words.engine, line(engine)],
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
