import { useLanguage } from "../text/language.tsx";
import { dateText, momentText } from "./date-text.ts";

export function CivilDate({ date }: { readonly date: string }) {
  const { language } = useLanguage();
  return <time dateTime={date}>{dateText(date, language)}</time>;
}

export function Moment({ at, zone }: { readonly at: string; readonly zone: string }) {
  const { language } = useLanguage();
  return <time dateTime={at}>{momentText(at, zone, language)}</time>;
}
