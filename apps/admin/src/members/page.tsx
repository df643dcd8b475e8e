import { useEstate } from "../session/estate-context.tsx";
import { useText } from "../text/language.tsx";
import { Page } from "../ui/page.tsx";
import { MemberForm } from "./form.tsx";
import { MemberList } from "./list.tsx";

export function Members() {
  const text = useText();
  const { may } = useEstate();
  return (
    <Page intro={text.members.intro} title={text.members.title}>
      {may("people:manage") ? <MemberForm /> : null}
      <MemberList />
    </Page>
  );
}
