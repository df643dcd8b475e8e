import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Page } from "../ui/page.tsx";
import { RollForm } from "./form.tsx";
import { UnitList } from "./list.tsx";

export function Roll() {
  const text = useText();
  const { may } = useEstate();
  return (
    <Page intro={text.roll.intro} title={text.roll.title}>
      {may("roll:import") ? <RollForm /> : null}
      <UnitList />
    </Page>
  );
}
