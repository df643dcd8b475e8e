import { addDays, type LocalDate, type WorkingCalendar } from "@xinyi/calendar";
import { z } from "zod";

/**
 * `calendar.json`: a place's zone and its official days off and make-up days,
 * notice by notice. Outside `since` to `horizon` nothing is known and nothing
 * is assumed.
 */
export interface PlaceCalendar {
  readonly zone: string;
  readonly since: LocalDate;
  readonly horizon: LocalDate;
  readonly years: readonly CalendarYear[];
}

/** One year's notice. */
export interface CalendarYear {
  readonly year: string;
  readonly source: string;
  readonly verified: boolean;
  readonly holidays: readonly {
    readonly name: { readonly zh: string; readonly en: string };
    readonly from: LocalDate;
    readonly to: LocalDate;
  }[];
  readonly makeUpDays: readonly LocalDate[];
}

const date = z.templateLiteral([z.number(), "-", z.number(), "-", z.number()]);
const day = z.iso.date().pipe(date);

export const PlaceCalendarSchema: z.ZodType<PlaceCalendar> = z
  .strictObject({
    zone: z.string().min(1),
    since: day,
    horizon: day,
    years: z.array(
      z.strictObject({
        year: z.string().regex(/^\d{4}$/),
        source: z.string().min(1),
        verified: z.boolean(),
        holidays: z.array(
          z.strictObject({
            name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
            from: day,
            to: day,
          }),
        ),
        makeUpDays: z.array(day),
      }),
    ),
  })
  .refine(({ since, horizon, years }) => isCovered(since, horizon, years), {
    message: "every year from `since` to `horizon` needs its notice, and no day may lie outside",
  });

/** A year without a notice would read as Monday to Friday, which is the error this form prevents. */
function isCovered(since: string, horizon: string, years: readonly CalendarYear[]): boolean {
  const [first, last] = [Number(since.slice(0, 4)), Number(horizon.slice(0, 4))];
  for (let year = first; year <= last; year += 1) {
    if (!years.some((each) => Number(each.year) === year)) return false;
  }
  return years.every(({ holidays, makeUpDays }) =>
    [...holidays.flatMap(({ from, to }) => [from, to]), ...makeUpDays].every(
      (each) => each >= since && each <= horizon,
    ),
  );
}

/** The days as the calendar counts them. */
export function workingCalendarOf({ since, horizon, years }: PlaceCalendar): WorkingCalendar {
  const holidays = years.flatMap((year) =>
    year.holidays.flatMap(({ from, to }) => daysFrom(from, to)),
  );
  return { since, horizon, holidays, makeUpDays: years.flatMap((year) => year.makeUpDays) };
}

function daysFrom(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let next = from; next <= to; next = addDays(next, 1)) days.push(next);
  return days;
}
