import { type FormEvent, useEffect, useState } from "react";
import { answer, api } from "../../api.ts";
import { hasPasskeys, makePasskey } from "../../passkey.ts";
import { goTo, replaceAddress } from "../address.ts";
import { useAsked, useSending } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { useText } from "../text/language.tsx";
import { Answered, Failure } from "../ui/answer.tsx";
import { Digits } from "../ui/digits.tsx";
import { isKnownDevice, useSession } from "./session.tsx";

/** From a scanned code, or typed digits, to a PIN of one's own. */
export function SlipPage({ rest }: PageProps) {
  const [code, setCode] = useState(() => rest[0] ?? "");
  const scanned = rest[0];
  useEffect(() => {
    if (scanned === undefined) return;
    setCode(scanned);
    // The digits are taken in; they need not stay in the address or the way back.
    replaceAddress("slip");
  }, [scanned]);
  const isCode = /^\d{12}$/.test(code);
  if (!isCode) return <SlipEntry onCode={setCode} />;
  return <Slip code={code} key={code} onLeave={() => setCode("")} />;
}

export function SlipEntry({ onCode }: { readonly onCode: (code: string) => void }) {
  const text = useText();
  const [digits, setDigits] = useState("");
  const [isShort, setShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShort(digits.length !== 12);
    if (digits.length === 12) onCode(digits);
  };
  return (
    <>
      <h1>{text.door.slipTitle}</h1>
      <form onSubmit={submit}>
        <p>{text.door.slipIntro}</p>
        <Digits
          fault={isShort ? text.door.twelveDigits : undefined}
          label={text.door.slipCode}
          length={12}
          onChange={setDigits}
          value={digits}
        />
        <button className="first" type="submit">
          {text.door.look}
        </button>
      </form>
      {isKnownDevice() ? (
        <p>
          <a href="#/">{text.door.alreadyIn}</a>
        </p>
      ) : null}
    </>
  );
}

function Slip({ code, onLeave }: { readonly code: string; readonly onLeave: () => void }) {
  const text = useText();
  const look = useAsked(code, () => answer(api.POST("/api/residents/slip", { body: { code } })));
  return (
    <>
      <h1>{text.door.slipTitle}</h1>
      <Answered asked={look}>
        {(slip) => (
          <>
            <section className="card">
              <h2>{text.door.isThisYou}</h2>
              <dl>
                <dt>{text.door.estate}</dt>
                <dd>{slip.estateName}</dd>
                <dt>{text.door.owner}</dt>
                <dd>{slip.ownerMasked}</dd>
                <dt>{text.door.units}</dt>
                <dd>{text.listed(slip.unitNumbers)}</dd>
              </dl>
              <button className="second" onClick={onLeave} type="button">
                {text.door.notMine}
              </button>
            </section>
            <PinChoice code={code} />
            {hasPasskeys() ? <PasskeyChoice code={code} /> : null}
          </>
        )}
      </Answered>
      {look.state === "failed" ? (
        <button className="second" onClick={onLeave} type="button">
          {text.back}
        </button>
      ) : null}
    </>
  );
}

function PasskeyChoice({ code }: { readonly code: string }) {
  const text = useText();
  const { keep } = useSession();
  const using = useSending(async (body: { code: string }) => {
    const { options } = await answer(api.POST("/api/residents/slip/passkey-options", { body }));
    const passkey = await makePasskey(options);
    return answer(api.POST("/api/residents/slip/use", { body: { ...body, passkey } }));
  });
  const use = async () => {
    const session = await using.send({ code });
    if (!session) return;
    keep(session);
    goTo();
  };
  return (
    <section className="apart">
      <p>{text.door.orPasskey}</p>
      {using.error === undefined ? null : <Failure error={using.error} />}
      <button
        className="second"
        disabled={using.isSending}
        onClick={() => void use()}
        type="button"
      >
        {text.door.setPasskey}
      </button>
    </section>
  );
}

function PinChoice({ code }: { readonly code: string }) {
  const text = useText();
  const { keep } = useSession();
  const [pin, setPin] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isTried, setTried] = useState(false);
  const using = useSending((body: { code: string; pin: string }) =>
    answer(api.POST("/api/residents/slip/use", { body })),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (pin.length !== 6 || repeated !== pin) return;
    const session = await using.send({ code, pin });
    if (!session) return;
    keep(session);
    goTo();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h2>{text.door.choosePin}</h2>
      <Digits
        fault={isTried && pin.length !== 6 ? text.door.sixDigits : undefined}
        hint={text.door.choosePinHint}
        isSecret
        label={text.door.pin}
        length={6}
        onChange={setPin}
        value={pin}
      />
      <Digits
        fault={isTried && repeated !== pin ? text.door.pinsDiffer : undefined}
        isSecret
        label={text.door.repeatPin}
        length={6}
        onChange={setRepeated}
        value={repeated}
      />
      {using.error === undefined ? null : <Failure error={using.error} />}
      <button className="first" disabled={using.isSending} type="submit">
        {using.isSending ? text.sending : text.door.set}
      </button>
    </form>
  );
}
