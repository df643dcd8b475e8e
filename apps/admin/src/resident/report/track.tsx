import { type FormEvent, useId, useState } from "react";
import { goTo, to } from "../address.ts";
import { useAsked } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { useText } from "../text/language.tsx";
import { Answered } from "../ui/answer.tsx";
import { readDistricts, readTracked, stepTracked } from "./queries.ts";
import { TrackedCase } from "./tracked-case.tsx";

/** To follow a complaint by its code, scanned or typed. `#/track/district/code`. */
export default function TrackPage({ rest }: PageProps) {
  const [districtId, code] = rest;
  if (districtId === undefined || code === undefined) return <EnterCode />;
  return <Followed code={code} districtId={districtId} />;
}

function Followed({ districtId, code }: { readonly districtId: string; readonly code: string }) {
  const words = useText().report;
  const asked = useAsked(`${districtId} ${code}`, () => readTracked(districtId, code));
  return (
    <>
      <Answered asked={asked}>
        {(complaint) => (
          <TrackedCase
            complaint={complaint}
            step={(body, key) => stepTracked(districtId, code, body, key)}
          />
        )}
      </Answered>
      {asked.state === "failed" ? (
        <p>
          <a href={to("track")}>{words.otherCode}</a>
        </p>
      ) : null}
    </>
  );
}

function EnterCode() {
  const text = useText();
  const words = text.report;
  const id = useId();
  const districts = useAsked("districts", readDistricts);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const [isTried, setTried] = useState(false);
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, "");
  const isWrong = isTried && !/^[a-z0-9]{20}$/.test(code);
  return (
    <Answered asked={districts}>
      {(list) => {
        const districtId = chosen === "" ? list[0]?.id : chosen;
        const submit = (event: FormEvent) => {
          event.preventDefault();
          setTried(true);
          if (districtId !== undefined && /^[a-z0-9]{20}$/.test(code))
            goTo("track", districtId, code);
        };
        return (
          <form noValidate onSubmit={submit}>
            <h1>{words.trackTitle}</h1>
            {list.length > 1 ? (
              <div className="field">
                <label htmlFor={`${id}-district`}>{words.chooseDistrict}</label>
                <select
                  id={`${id}-district`}
                  onChange={({ target }) => setChosen(target.value)}
                  value={districtId}
                >
                  {list.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </select>
              </div>
            ) : null}
            <div className="field">
              <label htmlFor={id}>{words.code}</label>
              <p className="small" id={`${id}-hint`}>
                {words.codeHint}
              </p>
              <input
                aria-describedby={isWrong ? `${id}-hint ${id}-fault` : `${id}-hint`}
                aria-invalid={isWrong || undefined}
                autoCapitalize="none"
                autoComplete="off"
                id={id}
                onChange={({ target }) => setTyped(target.value)}
                value={typed}
              />
              {isWrong ? (
                <p className="fault" id={`${id}-fault`} role="alert">
                  {words.codeFault}
                </p>
              ) : null}
            </div>
            <button className="first" type="submit">
              {words.look}
            </button>
          </form>
        );
      }}
    </Answered>
  );
}
