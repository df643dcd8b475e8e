import { useId } from "react";

/** One of a few, all in sight: plain radio buttons, so that arrow keys work as everywhere. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      {options.map(([option, words]) => (
        <label className={option === value ? "choice-chosen" : undefined} key={option}>
          <input
            checked={option === value}
            name={name}
            onChange={() => onChange(option)}
            type="radio"
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
