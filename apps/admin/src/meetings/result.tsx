import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { todayIn } from "../clock.ts";
import { useEstate, useEstatePath } from "../session/estate-context.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { dateText, momentText } from "../ui/date-text.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Facts, Panel } from "../ui/page.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { instantAt } from "../wall-time.ts";
import {
  type Meeting,
  type MeetingResult,
  type MotionResult,
  useLiveCount,
  useMeetingStep,
  useResult,
  useReview,
} from "./queries.ts";
import { Conditions, TalliesTable, VerdictStatus } from "./verdict.tsx";
import { named, useNamed } from "./words.ts";

/** What came of each motion, what the law opens next, and where everybody can read and recount it. */
export function ResultPart({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes.result;
  const isDecided = meeting.status === "closed" || meeting.status === "published";
  const result = useResult(meeting.id, isDecided);
  const { may } = useEstate();
  if (!isDecided) {
    return (
      <Panel title={words.title}>
        <p className="empty">{words.none}</p>
      </Panel>
    );
  }
  return (
    <>
      {meeting.status === "published" ? <PublicPlaces meeting={meeting} /> : null}
      <Loaded query={result}>
        {(found) => (
          <>
            {meeting.status === "closed" && may("count:watch") ? (
              <Standing meeting={meeting} />
            ) : null}
            {found.results.map((motion) => (
              <MotionPanel key={motion.motionId} meeting={meeting} motion={motion} result={found} />
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}

/** Verdicts are kept when they are published; until then they are drawn from the box as it stands. */
function Standing({ meeting }: { readonly meeting: Meeting }) {
  const { may } = useEstate();
  const live = useLiveCount(meeting.id);
  return (
    <Loaded query={live}>
      {(motions) => (
        <>
          {motions.map(({ motionId, title, verdict, tallies }) => (
            <Panel key={motionId} title={title}>
              <VerdictStatus verdict={verdict} />
              <Conditions verdict={verdict} />
              <TalliesTable tallies={tallies} />
              {may("meeting:convene") && verdict.status === "second-vote-available" ? (
                <SecondBallot meeting={meeting} motion={{ motionId }} />
              ) : null}
            </Panel>
          ))}
        </>
      )}
    </Loaded>
  );
}

function PublicPlaces({ meeting }: { readonly meeting: Meeting }) {
  const words = useText().votes.result;
  return (
    <Panel note={words.making} title={words.publicPage}>
      <p className="ways">
        <a className="way" href={`/v/${meeting.id}`} rel="noreferrer" target="_blank">
          {words.publicPage}
        </a>
        <a className="way" href={`/v/${meeting.id}.pdf`} rel="noreferrer" target="_blank">
          {words.print}
        </a>
      </p>
    </Panel>
  );
}

function MotionPanel({
  meeting,
  motion,
  result,
}: {
  readonly meeting: Meeting;
  readonly motion: MotionResult;
  readonly result: MeetingResult;
}) {
  const { text, language } = useLanguage();
  const words = text.votes.result;
  const name = useNamed();
  const { estate, may } = useEstate();
  const path = useEstatePath();
  const { verdict } = motion;
  const { body, challenge, deemed, pendingUntil } = verdict;
  const isLost = verdict.status === "failed" || verdict.status === "no-quorum";
  const mayConvene = may("meeting:convene");
  const opens = (kind: string) => verdict.next.some((step) => step.kind === kind);
  const ballot = motion.ballot === "second" ? `（${words.secondOf}）` : "";
  return (
    <Panel title={`${motion.ordinal}. ${motion.title}${ballot}`}>
      <VerdictStatus verdict={verdict} />
      {isLost ? <p className="note">{words.failedNote}</p> : null}
      <Conditions verdict={verdict} />
      <TalliesTable tallies={motion.tallies} />
      <Facts
        facts={[
          ...(body === undefined
            ? []
            : ([
                [words.body, text.votes.rule.body(name.body(body.decides), name.bound(body.binds))],
              ] as const)),
          ...(deemed === undefined
            ? []
            : ([[text.votes.form.silence, named(words.deemed, deemed.kind)]] as const)),
          ...(pendingUntil === undefined
            ? []
            : ([[words.review, words.pending(dateText(pendingUntil, language))]] as const)),
          ...(challenge === undefined
            ? []
            : ([
                [
                  words.challenge,
                  `${words.challengeText(challenge.months, words.challengeFrom[challenge.from])}${
                    challenge.until === undefined
                      ? ""
                      : `（${dateText(challenge.until, language)}）`
                  } · ${challenge.source}`,
                ],
              ] as const)),
          [words.resolution, motion.resolutionId],
          [words.packs, verdict.packs.map(({ id, version }) => `${id} ${version}`).join(" → ")],
          [
            words.rollHash,
            <code key="roll">
              {motion.secrecy === "named" ? result.namedRollHash : result.secretRollHash}
            </code>,
          ],
          [
            words.root,
            <span key="root">
              <code>{motion.logRoot}</code>{" "}
              <span className="quiet">{words.size(motion.logSize)}</span>
            </span>,
          ],
          ...motion.earlier.map(
            ({ status, decidedAt }) =>
              [
                words.earlier,
                `${name.status(status)} · ${momentText(decidedAt, estate.zone, language)}`,
              ] as const,
          ),
        ]}
      />
      {verdict.unverified.length === 0 ? null : (
        <details>
          <summary>{text.votes.rule.unverifiedTitle}</summary>
          <ul>
            {verdict.unverified.map(({ path: at, source }) => (
              <li key={at}>{source}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="ways">
        {meeting.status === "published" ? (
          <a
            className="way"
            href={`/recount/?motion=${motion.motionId}`}
            rel="noreferrer"
            target="_blank"
          >
            {words.recount}
          </a>
        ) : null}
        {motion.mandateId === null ? (
          <span className="quiet">{motion.subject === null ? words.noMandate : null}</span>
        ) : (
          <Link
            className="way"
            params={path}
            search={{ mandateId: motion.mandateId }}
            to="/estates/$districtId/$estateId/chain"
          >
            {words.chain}
          </Link>
        )}
        {mayConvene && isLost && opens("reconvene") ? (
          <Link
            className="way way-strong"
            params={path}
            search={{ reconvenes: meeting.id }}
            to="/estates/$districtId/$estateId/meetings/new"
          >
            {words.reconvene}
          </Link>
        ) : null}
      </p>
      {mayConvene && (verdict.status === "passed-pending" || verdict.status === "hold") ? (
        <Review meeting={meeting} motion={motion} pendingUntil={pendingUntil} />
      ) : null}
    </Panel>
  );
}

/** One more vote in the same meeting, where the law opens it and under the bar it names. */
function SecondBallot({
  meeting,
  motion,
}: {
  readonly meeting: Meeting;
  readonly motion: Pick<MotionResult, "motionId">;
}) {
  const text = useText();
  const words = text.votes.result;
  const { estate } = useEstate();
  const step = useMeetingStep(meeting.id);
  if (meeting.motions.some(({ follows }) => follows === motion.motionId)) {
    return <p className="note">{words.secondOpened}</p>;
  }
  return (
    <>
      <h3>{words.second}</h3>
      <p>{words.secondIntro}</p>
      <SubmitForm<{ closesAt: string }>
        error={step.error}
        name={`second-${motion.motionId}`}
        onSubmit={({ closesAt }) =>
          step.mutate({
            step: "second-ballot",
            motionId: motion.motionId,
            closesAt: instantAt(closesAt, estate.zone),
          })
        }
        sending={step}
        submitLabel={words.secondSubmit}
      >
        <Form.Item
          label={words.secondCloses}
          name="closesAt"
          rules={[{ required: true, message: text.session.required(words.secondCloses) }]}
        >
          <Input className="date" type="datetime-local" />
        </Form.Item>
      </SubmitForm>
    </>
  );
}

function Review({
  meeting,
  motion,
  pendingUntil,
}: {
  readonly meeting: Meeting;
  readonly motion: MotionResult;
  readonly pendingUntil: string | undefined;
}) {
  const words = useText().votes.result;
  const { estate } = useEstate();
  const review = useReview(meeting.id);
  const isDue = pendingUntil === undefined || pendingUntil < todayIn(estate.zone);
  return (
    <>
      {review.isSuccess ? (
        <Announcement key={review.submittedAt} title={words.reviewed} tone="good" />
      ) : null}
      {review.error === null ? null : <Refusal error={review.error} />}
      <p>
        <Button
          loading={review.isPending}
          onClick={() => review.mutate({ motionId: motion.motionId })}
        >
          {words.review}
        </Button>{" "}
        {isDue ? null : (
          <span className="quiet">
            {words.notYet} <CivilDate date={pendingUntil} />
          </span>
        )}
      </p>
    </>
  );
}
