import type { Schema } from "@xinyi/api-client";
import { useEffect, useState } from "react";
import { answer, api } from "../../api.ts";
import { useAsked } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { usePlace } from "../session/session.tsx";
import { useText } from "../text/language.tsx";
import { Amount } from "../ui/amount.tsx";
import { Answered } from "../ui/answer.tsx";

type Line = Schema<"OwnAccountLine">;

/** Bills and payments of one unit, newest first. */
export default function Account({ rest }: PageProps) {
  const text = useText();
  const words = text.account;
  const place = usePlace();
  const [unitId = "", number = ""] = rest;
  const [cursor, setCursor] = useState<string>();
  const [earlier, setEarlier] = useState<readonly Line[]>([]);
  const asked = useAsked(`${unitId} ${cursor ?? ""}`, () =>
    answer(
      api.GET("/api/districts/{districtId}/estates/{estateId}/own/units/{unitId}/account", {
        params: {
          path: { ...place, unitId },
          query: { limit: 24, ...(cursor === undefined ? {} : { cursor }) },
        },
      }),
    ),
  );
  useEffect(() => setEarlier([]), [unitId]);
  return (
    <>
      <h1>{words.title(number)}</h1>
      <p className="quiet">{words.explained}</p>
      <Lines lines={earlier} />
      <Answered asked={asked}>
        {({ lines, next }) => (
          <>
            {lines.length === 0 && earlier.length === 0 ? <p>{words.nothing}</p> : null}
            <Lines lines={lines} />
            {next === null ? null : (
              <button
                className="second"
                onClick={() => {
                  setEarlier([...earlier, ...lines]);
                  setCursor(next);
                }}
                type="button"
              >
                {text.more}
              </button>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const words = useText().account;
  if (lines.length === 0) return null;
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.id}>
          <span>
            {line.kind === "bill" && line.month !== null
              ? words.bill(line.month)
              : words.kinds[line.kind]}
            {line.isReversed ? <em> {words.reversed}</em> : null}
            <small>{line.occurredOn}</small>
          </span>
          <Amount of={line.amount} />
        </li>
      ))}
    </ul>
  );
}
