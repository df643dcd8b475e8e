import {
  addDays,
  firstDayOf,
  isYearMonth,
  monthOf,
  nextMonth,
  type YearMonth,
} from "@xinyi/calendar";
import { Button, Input } from "antd";
import { useId } from "react";
import { useText } from "../text/language.tsx";

/** A month from the address bar, where it is one. */
export function monthFrom(given: string | undefined): YearMonth | undefined {
  return given !== undefined && isYearMonth(given) ? given : undefined;
}

export function MonthChoice({
  month,
  onChange,
}: {
  readonly month: YearMonth;
  readonly onChange: (month: YearMonth) => void;
}) {
  const text = useText();
  const id = useId();
  return (
    <div className="month-choice">
      <label htmlFor={id}>{text.month.label}</label>
      <Button onClick={() => onChange(monthOf(addDays(firstDayOf(month), -1)))}>
        {text.month.previous}
      </Button>
      <Input
        id={id}
        onChange={({ target }) => {
          if (isYearMonth(target.value)) onChange(target.value);
        }}
        type="month"
        value={month}
      />
      <Button onClick={() => onChange(nextMonth(month))}>{text.month.next}</Button>
    </div>
  );
}
