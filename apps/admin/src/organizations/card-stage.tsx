import { Button, Form, Input, Select } from "antd";
import { todayIn } from "../clock.ts";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { CivilDate } from "../ui/civil-date.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement, Refusal } from "../ui/refusal.tsx";
import { Status } from "../ui/status.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { wordOf } from "./names.tsx";
import { type Card, useCardWrites } from "./queries.ts";

const stages = ["found", "built", "used", "united"] as const;
type StageName = (typeof stages)[number];

/** 找 · 建 · 用 · 统: where it stands, what each stage asks, and the one step forward. */
export function Stage({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations;
  const { may } = useDistrict();
  const { move } = useCardWrites(card.organization.id);
  const at = card.organization.stage === null ? -1 : stages.indexOf(card.organization.stage);
  const next = stages[at + 1];
  const today = todayIn("Asia/Shanghai");
  return (
    <Panel title={words.card.stage}>
      {card.stageFailing.length === 0 ? null : (
        <p className="note">
          {words.card.failing(
            text.listed(card.stageFailing.map((test) => wordOf(words.tests, test))),
          )}
        </p>
      )}
      <ol className="stages stages-still">
        {stages.map((stage, place) => {
          const moved = card.stageMoves.find((one) => one.stage === stage);
          const state = place === at ? "stage-chosen" : place < at ? "stage-passed" : "stage-ahead";
          return (
            <li aria-current={place === at ? "step" : undefined} key={stage}>
              <div className={`stage ${state}`}>
                <strong>{words.stages[stage]}</strong>
                <span className="quiet">
                  {place <= at && moved ? <CivilDate date={moved.on} /> : null}
                </span>
                <ul className="stage-tests">
                  {card.stageTests
                    .filter((test) => test.stage === stage)
                    .map(({ test, isMet }) => (
                      <li key={test}>
                        <Status tone={isMet ? "good" : "idle"}>{wordOf(words.tests, test)}</Status>
                      </li>
                    ))}
                </ul>
              </div>
            </li>
          );
        })}
      </ol>
      {move.error !== null && !move.isPending ? (
        <Refusal error={move.error} key={move.submittedAt} />
      ) : null}
      {move.data === undefined ? null : (
        <Announcement
          key={move.submittedAt}
          title={text.labelled(
            words.card.stageNow,
            wordOf(words.stages, move.data.organization.stage ?? ""),
          )}
          tone="good"
        />
      )}
      {may("organization:write") ? (
        <>
          {next === undefined ? null : (
            <Button
              loading={move.isPending}
              onClick={() => move.mutate({ stage: next, on: today })}
              type="primary"
            >
              {words.card.nextStage(words.stages[next])}
            </Button>
          )}
          {at > 0 ? (
            <details>
              <summary>{words.card.moveBack}</summary>
              <SubmitForm<{ stage: StageName; reason: string }>
                error={null}
                name="stage"
                onSubmit={(values) => move.mutate({ ...values, on: today })}
                sending={move}
                submitLabel={words.card.moveBack}
              >
                <Form.Item
                  label={words.card.backStage}
                  name="stage"
                  rules={[{ required: true, message: text.session.required(words.card.backStage) }]}
                >
                  <Select
                    options={stages
                      .slice(0, at)
                      .map((stage) => ({ value: stage, label: words.stages[stage] }))}
                  />
                </Form.Item>
                <Form.Item
                  label={words.card.backReason}
                  name="reason"
                  rules={[
                    { required: true, message: text.session.required(words.card.backReason) },
                  ]}
                >
                  <Input maxLength={2000} />
                </Form.Item>
              </SubmitForm>
            </details>
          ) : null}
        </>
      ) : null}
    </Panel>
  );
}
