export type Tone = "good" | "waiting" | "bad" | "idle";

const marks: Readonly<Record<Tone, string>> = { good: "✓", waiting: "…", bad: "!", idle: "–" };

/** A state in words, with a mark and a colour that only repeat them. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={`status status-${tone}`}>
      <span aria-hidden="true" className="status-mark">
        {marks[tone]}
      </span>
      {children}
    </span>
  );
}
