import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { MandateChoice } from "../mandates/choice.tsx";
import { hasPasskeys } from "../passkey.ts";
import { useEstate } from "../session/estate-context.tsx";
import { useSession } from "../session/queries.ts";
import { useText } from "../text/language.tsx";
import { factsOf, isProblemKind } from "../text/problem-kind.ts";
import { useMoneyText } from "../ui/amount.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Panel } from "../ui/page.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { OrderForm } from "./form.tsx";
import {
  type OrderCard,
  useApprove,
  useApproveWithPasskey,
  useChangeOrder,
  useGiveUp,
  useRatify,
} from "./queries.ts";

interface Step {
  readonly card: OrderCard;
  readonly onDone: (words: string) => void;
}

/** Approve or return: two buttons, and a passkey or a code for the first. */
export function Decision({ card, onDone }: Step) {
  const text = useText();
  const words = text.twoKeys.orders;
  const { may } = useEstate();
  const session = useSession();
  const [asked, setAsked] = useState<"approve" | "return" | null>(null);
  if (!may("order:approve")) return null;
  if (card.asksMeAs === null) return <WhyNot card={card} />;
  if (session.data?.hasTotp === false && session.data.passkeys === 0) {
    return (
      <p className="note">
        {words.enrolFirst} <Link to="/totp">{words.enrol}</Link>
      </p>
    );
  }
  return (
    <Panel title={words.yourTurn(text.twoKeys.parties[card.asksMeAs])}>
      <div className="decision">
        <Button onClick={() => setAsked("approve")} size="large" type="primary">
          {words.approve}
        </Button>
        <Button onClick={() => setAsked("return")} size="large">
          {words.sendBack}
        </Button>
      </div>
      <ApproveDialog
        card={card}
        onClose={() => setAsked(null)}
        onDone={onDone}
        open={asked === "approve"}
      />
      <GiveUpDialog
        card={card}
        onClose={() => setAsked(null)}
        onDone={onDone}
        open={asked === "return"}
        way="return"
      />
    </Panel>
  );
}

/** The refusal an approval would meet, said before anybody tries. */
function WhyNot({ card }: { readonly card: OrderCard }) {
  const text = useText();
  const kind = card.whyNotMe;
  if (card.status !== "open") return null;
  return (
    <p className="note">
      {kind !== null && isProblemKind(kind)
        ? text.problems[kind](factsOf(undefined, text.refusal.place))
        : text.twoKeys.orders.notYours}
    </p>
  );
}

interface DialogProps extends Step {
  readonly open: boolean;
  readonly onClose: () => void;
}

function ApproveDialog({ card, open, onClose, onDone }: DialogProps) {
  const text = useText();
  const words = text.twoKeys.orders;
  const money = useMoneyText();
  const approve = useApprove(card.id);
  const byPasskey = useApproveWithPasskey(card.id);
  const session = useSession();
  const done = {
    onSuccess: () => {
      onClose();
      onDone(words.approved);
    },
  };
  return (
    <Dialog
      footer={null}
      onCancel={onClose}
      open={open}
      title={words.approveTitle(money(card.amount), card.payeeName)}
    >
      {session.data !== null && (session.data?.passkeys ?? 0) > 0 && hasPasskeys() ? (
        <>
          <p>{text.people.passkeys.approveText}</p>
          {byPasskey.error === null ? null : <Refusal error={byPasskey.error} />}
          <p>
            <Button
              loading={byPasskey.isPending}
              // The hash of what was shown: if the order has changed meanwhile, the server refuses.
              onClick={() => byPasskey.mutate({ hash: card.hash }, done)}
              size="large"
              type="primary"
            >
              {text.people.passkeys.approve}
            </Button>
          </p>
        </>
      ) : null}
      {session.data?.hasTotp === true ? (
        <>
          <p>{words.approveText}</p>
          <SubmitForm<{ code: string }>
            error={approve.error}
            name="approval"
            onSubmit={({ code }) => approve.mutate({ hash: card.hash, code: code.trim() }, done)}
            sending={approve}
            submitLabel={words.approve}
          >
            <Form.Item
              label={words.code}
              name="code"
              rules={[{ required: true, message: text.session.required(words.code) }]}
            >
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
            </Form.Item>
          </SubmitForm>
        </>
      ) : null}
    </Dialog>
  );
}

function GiveUpDialog({
  card,
  open,
  way,
  onClose,
  onDone,
}: DialogProps & { readonly way: "return" | "void" }) {
  const text = useText();
  const words = text.twoKeys.orders;
  const giveUp = useGiveUp(card);
  const isReturn = way === "return";
  return (
    <Dialog
      footer={null}
      onCancel={onClose}
      open={open}
      title={isReturn ? words.sendBackTitle : words.voidTitle}
    >
      <SubmitForm<{ reason: string }>
        error={giveUp.error}
        name={way}
        onSubmit={({ reason }) =>
          giveUp.mutate(
            { way, reason },
            {
              onSuccess: () => {
                onClose();
                onDone(isReturn ? words.sentBack : words.voided);
              },
            },
          )
        }
        sending={giveUp}
        submitLabel={isReturn ? words.sendBack : words.void}
      >
        <Form.Item
          label={words.reason}
          name="reason"
          rules={[{ required: true, message: text.session.required(words.reason) }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </SubmitForm>
    </Dialog>
  );
}

/** What is not the approver's: to change an order, to give it up, to ratify an emergency. */
export function OtherSteps({ card, onDone }: Step) {
  const words = useText().twoKeys.orders;
  const { may } = useEstate();
  const [isVoiding, setVoiding] = useState(false);
  const change = useChangeOrder(card);
  const mayChange = card.mayChange && may("order:propose");
  return (
    <>
      {mayChange ? (
        <Panel note={words.changeIntro} title={words.change}>
          <OrderForm
            before={card}
            error={change.error}
            key={card.version}
            onSubmit={({ isEmergency: _, ...terms }) =>
              change.mutate(terms, { onSuccess: () => onDone(words.changed) })
            }
            sending={change}
            submitLabel={words.submitChange}
          />
          <p className="give-up">
            <Button danger onClick={() => setVoiding(true)}>
              {words.void}
            </Button>
          </p>
        </Panel>
      ) : null}
      <GiveUpDialog
        card={card}
        onClose={() => setVoiding(false)}
        onDone={onDone}
        open={isVoiding}
        way="void"
      />
      {card.isEmergency && !card.isRatified && may("mandate:record") ? (
        <Ratification card={card} onDone={onDone} />
      ) : null}
    </>
  );
}

function Ratification({ card, onDone }: Step) {
  const words = useText().twoKeys.orders;
  const ratify = useRatify(card.id);
  return (
    <Panel title={words.ratify}>
      <SubmitForm<{ mandateId: string }>
        error={ratify.error}
        name="ratification"
        onSubmit={(values) => ratify.mutate(values, { onSuccess: () => onDone(words.ratified) })}
        sending={ratify}
        submitLabel={words.ratify}
      >
        <MandateChoice subject={`ratification:${card.id}`} />
      </SubmitForm>
    </Panel>
  );
}
