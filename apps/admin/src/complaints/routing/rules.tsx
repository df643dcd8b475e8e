import type { Destination, RoutingPack, RoutingRule } from "@xinyi/complaint-routing";
import { useText } from "../../text/language.tsx";
import { Records } from "../../ui/records.tsx";
import { Status } from "../../ui/status.tsx";
import { type RoutingWords, useRoutingWords } from "./words.ts";

/** The rules as they are asked: tier after tier, the first that speaks decides. */
export function Rules({ pack }: { readonly pack: RoutingPack }) {
  const words = useRoutingWords(pack);
  const say = useText().complaints.pack;
  const told = useDestination(pack);
  return (
    <>
      {pack.tiers.map((tier, at) => (
        <section key={tier.id}>
          <h3>
            {at + 1}. {words.tier(tier.id)}{" "}
            {tier.departmentsOnly === true ? (
              <Status tone="idle">{say.departmentsOnly}</Status>
            ) : null}
          </h3>
          <Records<RoutingRule>
            caption={words.tier(tier.id)}
            columns={[
              { key: "id", title: say.rule, render: ({ id }) => <code>{id}</code> },
              { key: "when", title: say.when, render: ({ when }) => conditions(when, words) },
              { key: "then", title: say.then, render: ({ then }) => told(then) },
              { key: "basis", title: say.basis, render: ({ basis }) => basis },
            ]}
            empty={say.noRules}
            rowKey={({ id }) => id}
            rows={tier.rules}
          />
        </section>
      ))}
      <p className="quiet">{say.thenTriage}</p>
    </>
  );
}

function conditions(when: RoutingRule["when"], words: RoutingWords): string {
  return Object.entries(when)
    .map(([fact, cell]) => {
      const values = typeof cell === "object" ? cell : [cell];
      return `${words.fact(fact)}: ${values.map((value) => words.value(fact, value)).join("、")}`;
    })
    .join(" · ");
}

/** A rule's destination in one line. */
export function useDestination(pack: RoutingPack): (then: Destination) => string {
  const words = useRoutingWords(pack);
  const say = useText().complaints.pack;
  return (then) => {
    const limit = words.limit(then.limit);
    const ends = limit === undefined ? [] : [limit];
    switch (then.disposition) {
      case "dispatch-to-grid":
        return [say.toGrid, ...ends].join(" · ");
      case "dispatch": {
        const { lead, co = [], supervisor } = then;
        return [
          words.outcome({ disposition: "dispatch", lead }),
          ...(co.length === 0 ? [] : [say.co(co.map(words.unit).join("、"))]),
          ...(supervisor === undefined ? [] : [say.supervisor(words.unit(supervisor))]),
          ...ends,
        ].join(" · ");
      }
      default:
        return [words.outcome({ disposition: then.disposition, to: then.to }), ...ends].join(" · ");
    }
  };
}
