import { useEffect, useRef, useState } from "react";
import { momentText } from "../../ui/date-text.ts";
import { to } from "../address.ts";
import { useAsked, useSending } from "../asking.ts";
import { zoneHere } from "../report/zone.ts";
import { usePlace } from "../session/session.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Answered, Failure } from "../ui/answer.tsx";
import { castBallots, type OwnBallot, readOwnBallots, type Said } from "./queries.ts";
import { weightsText } from "./weights.ts";

/** One owner's ballots of a meeting: what is asked, what was said, and the way to say it. */
export function Voting({ meetingId }: { readonly meetingId: string }) {
  const text = useText();
  const words = text.ballot;
  const place = usePlace();
  const asked = useAsked(meetingId, () => readOwnBallots(place, meetingId));
  return (
    <Answered asked={asked}>
      {(own) => (
        <>
          <h1>{words.title}</h1>
          <p className="quiet">{words.statuses[own.status]}</p>
          {own.closingRule === null ? null : <p className="note">{own.closingRule}</p>}
          {own.silenceWarning === null ? null : (
            <section className="card">
              <h2>{words.silence}</h2>
              <p>{own.silenceWarning}</p>
            </section>
          )}
          {own.ballots.length === 0 ? <p className="note">{words.nothing}</p> : null}
          {own.ballots.map((ballot) => (
            <Paper
              again={asked.state === "here" ? asked.again : () => {}}
              ballot={ballot}
              key={ballot.voterId}
              meetingId={meetingId}
            />
          ))}
          {own.status === "convened" ? null : (
            <p>
              <a href={to("ballot", meetingId, "receipts")}>{words.toReceipts}</a>
            </p>
          )}
          {own.status === "published" ? (
            <p>
              <a href={`/v/${meetingId}`}>{words.result}</a>
            </p>
          ) : null}
        </>
      )}
    </Answered>
  );
}

type Motion = OwnBallot["motions"][number];

const mayVote = (motion: Motion): boolean =>
  motion.isOpen && (motion.ballots.length === 0 || motion.mayChange);

function Paper({
  ballot,
  meetingId,
  again,
}: {
  readonly ballot: OwnBallot;
  readonly meetingId: string;
  readonly again: () => void;
}) {
  const { language, text } = useLanguage();
  const words = text.ballot;
  const [isVoting, setVoting] = useState(false);
  const [isDone, setDone] = useState(false);
  const open = ballot.motions.filter(mayVote);
  const isAble =
    open.length > 0 &&
    ballot.isBarredBecause === null &&
    (!ballot.isJoint || ballot.isNominee || open.some(({ voice }) => voice === null));
  return (
    <section aria-label={words.for(text.listed(ballot.units))} className="card">
      <h2>{words.for(text.listed(ballot.units))}</h2>
      <p className="quiet">
        {words.weight(weightsText(ballot.weights, language))}
        <br />
        {words.number(ballot.paperNumber)}
      </p>
      {ballot.via === "proxy" ? <p>{words.proxy}</p> : null}
      {ballot.via === "buyer" ? <p>{words.buyer}</p> : null}
      {ballot.isJoint ? <p>{words.joint}</p> : null}
      {ballot.isBarredBecause === null ? null : (
        <p className="bad">{words.barred(ballot.isBarredBecause)}</p>
      )}
      {isDone ? <Done meetingId={meetingId} /> : null}
      {isVoting ? (
        <Choosing
          ballot={ballot}
          meetingId={meetingId}
          motions={open}
          onCancel={() => setVoting(false)}
          onDone={() => {
            setVoting(false);
            setDone(true);
            again();
          }}
        />
      ) : (
        <>
          <ol className="motions">
            {ballot.motions.map((motion) => (
              <li key={motion.motionId}>
                <MotionState motion={motion} />
              </li>
            ))}
          </ol>
          {isAble && !isDone ? (
            <button className="first" onClick={() => setVoting(true)} type="button">
              {open.every(({ ballots }) => ballots.length > 0) ? words.again : words.open}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
}

function MotionState({ motion }: { readonly motion: Motion }) {
  const { language, text } = useLanguage();
  const words = text.ballot;
  const when = (at: string) => momentText(at, zoneHere(), language);
  return (
    <>
      <h3>{motion.title}</h3>
      {motion.words === null ? null : <p>{motion.words}</p>}
      {motion.ballots.length === 0 && motion.voice === null ? (
        <p className="quiet">
          {motion.isOpen ? words.closes(when(motion.closesAt)) : words.notOpen}
        </p>
      ) : null}
      {motion.voice === null ? null : (
        <p>
          {words.choices[motion.voice.choice]} · {words.waits}
        </p>
      )}
      {motion.ballots.map((cast) => (
        <p className={cast.standing === "counts" ? "good" : "quiet"} key={cast.ballotId}>
          {words.voted(words.choices[cast.choice], when(cast.castAt))}
          {cast.channel === "paper" ? ` · ${words.paper}` : ""}
          {cast.standing === "counts" ? "" : ` · ${words.standings[cast.standing]}`}
        </p>
      ))}
    </>
  );
}

const said: readonly Said[] = ["for", "against", "abstain"];

/** One motion at a time, each choice a target for a thumb; then everything once more, then cast. */
function Choosing({
  ballot,
  meetingId,
  motions,
  onDone,
  onCancel,
}: {
  readonly ballot: OwnBallot;
  readonly meetingId: string;
  readonly motions: readonly Motion[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const text = useText();
  const words = text.ballot;
  const place = usePlace();
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<Readonly<Record<string, Said>>>({});
  const [isMissing, setMissing] = useState(false);
  const { isSending, error, send } = useSending((given: Parameters<typeof castBallots>[2], key) =>
    castBallots(place, meetingId, given, key),
  );
  const step = useRef<HTMLHeadingElement>(null);
  useEffect(() => step.current?.focus(), [at]);
  const motion = motions[at];
  if (motion !== undefined) {
    const next = () => {
      setMissing(chosen[motion.motionId] === undefined);
      if (chosen[motion.motionId] !== undefined) setAt(at + 1);
    };
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <p className="quiet">{words.motion(at + 1, motions.length)}</p>
        <h3 ref={step} tabIndex={-1}>
          {motion.title}
        </h3>
        {motion.words === null ? null : <p>{motion.words}</p>}
        <fieldset className="ballot-choices">
          <legend>{words.choose}</legend>
          {said.map((choice) => (
            <label key={choice}>
              <input
                checked={chosen[motion.motionId] === choice}
                name={motion.motionId}
                onChange={() => {
                  setMissing(false);
                  setChosen((all) => ({ ...all, [motion.motionId]: choice }));
                }}
                type="radio"
              />
              {words.choices[choice]}
            </label>
          ))}
        </fieldset>
        {isMissing ? (
          <p className="fault" role="alert">
            {words.missing}
          </p>
        ) : null}
        <button className="first" type="submit">
          {words.next}
        </button>
        <button
          className="plain"
          onClick={() => (at === 0 ? onCancel() : setAt(at - 1))}
          type="button"
        >
          {text.back}
        </button>
      </form>
    );
  }
  const cast = async () => {
    const choices = motions.flatMap(({ motionId }) => {
      const choice = chosen[motionId];
      return choice === undefined ? [] : [{ motionId, choice }];
    });
    const answered = await send({ voterId: ballot.voterId, choices });
    if (answered !== undefined) onDone();
  };
  return (
    <>
      <h3 ref={step} tabIndex={-1}>
        {words.check}
      </h3>
      <p>
        {motions.every(({ mayChange }) => mayChange) ? words.checkIntroChange : words.checkIntro}
      </p>
      <dl className="checked">
        {motions.map(({ motionId, title }) => {
          const choice = chosen[motionId];
          return (
            <div key={motionId}>
              <dt>{title}</dt>
              <dd>{choice === undefined ? "—" : words.choices[choice]}</dd>
            </div>
          );
        })}
      </dl>
      {error === undefined ? null : <Failure error={error} />}
      <button className="first" disabled={isSending} onClick={() => void cast()} type="button">
        {isSending ? words.casting : words.cast}
      </button>
      <button className="plain" onClick={() => setAt(0)} type="button">
        {words.change}
      </button>
    </>
  );
}

/** Takes the focus: what somebody did last is what is read next. */
function Done({ meetingId }: { readonly meetingId: string }) {
  const words = useText().ballot;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="done" ref={box} role="status" tabIndex={-1}>
      <p className="good">{words.done}</p>
      <p>{words.doneIntro}</p>
      <p>
        <a className="button" href={to("ballot", meetingId, "receipts")}>
          {words.receipts}
        </a>
      </p>
    </div>
  );
}
