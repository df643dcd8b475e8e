import { type FormEvent, useState } from "react";
import { answer, api, kindOf, Refused } from "../../api.ts";
import { hasPasskeys, signWithPasskey } from "../../passkey.ts";
import { goTo, to } from "../address.ts";
import { useSending } from "../asking.ts";
import { useText } from "../text/language.tsx";
import { Failure } from "../ui/answer.tsx";
import { Digits } from "../ui/digits.tsx";
import { forgetDevice, isKnownDevice, useSession } from "./session.tsx";
import { SlipEntry } from "./slip-page.tsx";

/** What stands before the pages: the PIN where this phone is known, a slip where it is not. */
export function Door() {
  const text = useText();
  const [isKnown, setKnown] = useState(isKnownDevice);
  if (!isKnown) {
    return (
      <>
        <SlipEntry onCode={(code) => goTo("slip", code)} />
        <PasskeyButton />
      </>
    );
  }
  return (
    <>
      <h1>{text.door.title}</h1>
      <PinForm
        onUnknown={() => {
          forgetDevice();
          setKnown(false);
        }}
      />
      <PasskeyButton />
      <p className="quiet">{text.door.forgotten}</p>
      <p>
        <a href={to("slip")}>{text.door.useSlip}</a>
      </p>
    </>
  );
}

/** For a phone that keeps a passkey; one that does not is told so by the browser itself. */
function PasskeyButton() {
  const text = useText();
  const { keep } = useSession();
  const entering = useSending(async (_: null) => {
    const { options } = await answer(api.POST("/api/session/passkey-options"));
    const passkey = await signWithPasskey(options);
    return answer(api.POST("/api/session/passkey", { body: { passkey } }));
  });
  const enter = async () => {
    const session = await entering.send(null);
    if (session) keep(session);
  };
  if (!hasPasskeys()) return null;
  return (
    <>
      {entering.error === undefined ? null : <Failure error={entering.error} />}
      <p>
        <button
          className="second"
          disabled={entering.isSending}
          onClick={() => void enter()}
          type="button"
        >
          {text.door.enterByPasskey}
        </button>
      </p>
    </>
  );
}

function PinForm({ onUnknown }: { readonly onUnknown: () => void }) {
  const text = useText();
  const { keep } = useSession();
  const [pin, setPin] = useState("");
  const [isShort, setShort] = useState(false);
  const entering = useSending(async (body: { pin: string }) => {
    try {
      return await answer(api.POST("/api/residents/session", { body }));
    } catch (error) {
      if (error instanceof Refused && kindOf(error.problem) === "device-unknown") onUnknown();
      throw error;
    }
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setShort(pin.length !== 6);
    if (pin.length !== 6) return;
    const session = await entering.send({ pin });
    if (session) keep(session);
    else setPin("");
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p>{text.door.pinIntro}</p>
      <Digits
        fault={isShort ? text.door.sixDigits : undefined}
        isSecret
        label={text.door.pin}
        length={6}
        onChange={setPin}
        value={pin}
      />
      {entering.error === undefined ? null : <Failure error={entering.error} />}
      <button className="first" disabled={entering.isSending} type="submit">
        {entering.isSending ? text.sending : text.door.enter}
      </button>
    </form>
  );
}
