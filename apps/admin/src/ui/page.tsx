import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";

/** One screen: its title in the window and on the page, a sentence on what it is for, its content. */
export function Page({
  title,
  intro,
  aside,
  children,
}: {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const text = useText();
  return (
    <>
      <title>{`${title} · ${text.product}`}</title>
      <header className="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {intro === undefined ? null : <p className="intro">{intro}</p>}
        </div>
        {aside}
      </header>
      {children}
    </>
  );
}

/** A panel with a heading of its own. */
export function Panel({
  title,
  note,
  aside,
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className="panel">
      <div className="panel-head">
        <div>
          <h2>{title}</h2>
          {note === undefined ? null : <p className="quiet">{note}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Names and values, one pair a line. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
