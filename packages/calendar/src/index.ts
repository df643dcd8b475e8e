export { type InForce, inForceOn } from "./in-force.ts";
export {
  addMinutes,
  compareInstants,
  type Instant,
  type InstantRejection,
  isInstant,
  localDateAt,
  parseInstant,
} from "./instant.ts";
export {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  firstDayOf,
  isLocalDate,
  type LocalDate,
  type LocalDateRejection,
  lastDayOf,
  monthOf,
  parseLocalDate,
  type Weekday,
  weekday,
} from "./local-date.ts";
export { contains, overlaps, type Period } from "./period.ts";
export { type Term, termEnd } from "./term.ts";
export {
  addWorkingDays,
  type CalendarHorizon,
  isWorkingDay,
  type WorkingCalendar,
  workingDayFrom,
} from "./working-calendar.ts";
export {
  daysInMonth,
  isYearMonth,
  nextMonth,
  parseYearMonth,
  type YearMonth,
  type YearMonthRejection,
} from "./year-month.ts";
