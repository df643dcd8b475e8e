import { accept, type Result } from "@xinyi/result";
import type { UnitOfWork } from "../../unit-of-work.ts";
import type { ComplaintRefusal } from "../refusals.ts";
import { categoriesOf } from "../rules/categories.ts";
import { disciplineChannel } from "../rules/discipline.ts";
import { caseRulesOf, districtDay, rulesOn } from "../rules/store.ts";
import { classTitle } from "../rules/titles.ts";

/** All that the page to report needs to know of a district. */
export async function reportForm(work: UnitOfWork) {
  const today = await districtDay(work);
  const version = await rulesOn(work, today);
  if (!version.ok) return version satisfies Result<never, ComplaintRefusal>;
  const { pack } = version.value.routing;
  const rules = caseRulesOf(pack, today);
  if (!rules.ok) return rules satisfies Result<never, ComplaintRefusal>;
  const district = await work.client.query("select name from registry.district where id = $1", [
    work.districtId,
  ]);
  const estates = await work.client.query(
    `select e.id, e.name, c.name as "communityName" from registry.estate e
       join registry.community c on c.id = e.community_id order by c.name, e.name`,
  );
  return accept({
    districtName: district.rows[0].name as string,
    categories: [...categoriesOf(version.value)],
    classes: Object.entries(rules.value.terms.classes).map(([id, { value, verified }]) => {
      const title = classTitle(id);
      return {
        id,
        titleZh: title.zh,
        titleEn: title.en,
        amount: value.amount,
        unit: value.unit as string,
        isVerified: verified,
      };
    }),
    defaultClass: pack.lifecycle.defaultClass,
    estates: estates.rows as { id: string; name: string; communityName: string }[],
    discipline: await disciplineChannel(work),
  });
}
