import { useId, useState } from "react";
import { useText } from "../text/language.tsx";

/** A field for digits only: big, with the number keys of a phone, spaces and dashes let in. */
export function Digits({
  label,
  hint,
  length,
  isSecret = false,
  value,
  onChange,
  fault,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly length: number;
  readonly isSecret?: boolean;
  readonly value: string;
  readonly onChange: (digits: string) => void;
  readonly fault?: string | undefined;
}) {
  const text = useText();
  const id = useId();
  const [isShown, show] = useState(false);
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={fault === undefined ? undefined : true}
        autoComplete="off"
        className="digits"
        id={id}
        inputMode="numeric"
        onChange={(event) => onChange(event.target.value.replace(/\D/g, "").slice(0, length))}
        type={isSecret && !isShown ? "password" : "text"}
        value={isSecret ? value : grouped(value)}
      />
      {isSecret ? (
        <label className="tick">
          <input checked={isShown} onChange={() => show(!isShown)} type="checkbox" />
          {text.door.show}
        </label>
      ) : null}
      {fault === undefined ? null : (
        <p className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

/** As it stands on paper: in fours. */
const grouped = (digits: string) => digits.replace(/(\d{4})(?=\d)/g, "$1 ");
