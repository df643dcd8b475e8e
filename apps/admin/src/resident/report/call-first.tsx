import type { Schema } from "@xinyi/api-client";
import { useLanguage } from "../text/language.tsx";

/** An emergency is called in, not typed: the number stands first and dials by a touch. */
export function CallFirst({ to }: { readonly to: Schema<"RoutingUnit"> }) {
  const { language, text } = useLanguage();
  const words = text.report;
  const title = language === "zh" ? to.titleZh : to.titleEn;
  return (
    <div className="bad">
      <p>
        <strong>{words.callFirst(title)}</strong>
      </p>
      {to.channel === null ? (
        <p>{words.callOffice}</p>
      ) : (
        <a className="button first" href={`tel:${to.channel.replace(/[^\d+]/g, "")}`}>
          {words.call(to.channel)}
        </a>
      )}
      <p>{words.thenWrite}</p>
    </div>
  );
}
