import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Moment } from "../ui/civil-date.tsx";
import { Panel } from "../ui/page.tsx";
import { useTitles } from "./names.tsx";
import type { CaseCard } from "./queries.ts";
import { wordFor } from "./routing/words.ts";

type Step = CaseCard["timeline"][number];

/** Everything that happened, in order, with who did it and in which part. */
export function Timeline({ card }: { readonly card: CaseCard }) {
  const words = useText().complaints.timeline;
  const { estate } = useEstate();
  return (
    <Panel title={words.title}>
      <ol className="timeline">
        {card.timeline.map((step) => (
          <li key={step.ordinal}>
            <p className="timeline-head">
              <Moment at={step.at} zone={estate.zone} /> <Sentence step={step} />
            </p>
            {step.words === null ? null : <p className="timeline-words">{step.words}</p>}
            <Author step={step} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Sentence({ step }: { readonly step: Step }) {
  const text = useText();
  const words = text.complaints;
  const titles = useTitles();
  const verb = wordFor(words.verbs, step.verb);
  const facts = [
    ...(step.to === null ? [] : [titles.unit(step.to)]),
    ...(step.units.length === 0 ? [] : [text.listed(step.units.map(titles.unit))]),
    ...(step.class === null ? [] : [wordFor(words.classes, step.class)]),
    ...(step.days === null ? [] : [words.clock.days(step.days)]),
    ...(step.level === null ? [] : [words.timeline.level(step.level)]),
    ...(step.rating === null ? [] : [words.ratings[step.rating]]),
    ...(step.outcome === null ? [] : [wordFor(words.outcomes, step.outcome)]),
    ...(step.other === null ? [] : [step.other.number]),
    ...(step.isFinal ? [words.timeline.final] : []),
  ];
  return <strong>{facts.length === 0 ? verb : text.labelled(verb, facts.join(" · "))}</strong>;
}

function Author({ step }: { readonly step: Step }) {
  const words = useText().complaints;
  const titles = useTitles();
  const unit = step.unit === null ? wordFor(words.roles, step.role) : titles.unit(step.unit);
  return (
    <p className="quiet">{step.personName === null ? unit : `${unit} · ${step.personName}`}</p>
  );
}
