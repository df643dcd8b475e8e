import { useText } from "../text/language.tsx";
import { Page } from "../ui/page.tsx";
import { Exchanges } from "./commons-exchanges.tsx";
import { Gatherings } from "./commons-gatherings.tsx";
import { Services } from "./commons-services.tsx";
import { Spaces } from "./commons-spaces.tsx";

/** What the bodies of a street share: meetings, rooms, needs and offers, services. */
export function Commons() {
  const words = useText().organizations.commons;
  return (
    <Page intro={words.intro} title={words.title}>
      <Gatherings />
      <Exchanges />
      <Spaces />
      <Services />
    </Page>
  );
}
