import { Component, type ReactNode, Suspense, useEffect, useState } from "react";
import { useAddress } from "./address.ts";
import { Home } from "./home/home.tsx";
import { pages } from "./pages.tsx";
import { Door } from "./session/door.tsx";
import { type Place, PlaceProvider, useSession } from "./session/session.tsx";
import { SlipPage } from "./session/slip-page.tsx";
import { useLanguage, useText } from "./text/language.tsx";
import { Failure, Loading } from "./ui/answer.tsx";

/** The head, one page, the foot. A new page begins at its heading, for eyes and ears alike. */
export function Frame() {
  const { language, text, speak } = useLanguage();
  const { standing, signOut } = useSession();
  const address = useAddress();
  const where = address.join("/");
  useEffect(() => {
    window.scrollTo(0, 0);
    document.title = `${text.product} · ${text.door.title}`;
  }, [where, text]);
  return (
    <>
      <button className="skip" onClick={skipToContent} type="button">
        {text.skipToContent}
      </button>
      <header className="head">
        <a className="mark" href="#/">
          <img alt="" src="/resident/seal.svg" />
          {text.product}
        </a>
        <button
          className="plain"
          lang={language === "zh" ? "en" : "zh-CN"}
          onClick={() => speak(language === "zh" ? "en" : "zh")}
          type="button"
        >
          {text.otherLanguage}
        </button>
      </header>
      <main id="content" tabIndex={-1}>
        <Crash key={address[0] ?? ""} words={text.refusal.crashed}>
          <Suspense fallback={<Loading />}>
            <Page address={address} />
          </Suspense>
        </Crash>
      </main>
      {standing.state === "in" ? (
        <footer className="foot">
          {address.length > 0 ? <a href="#/">{text.home}</a> : null}
          <button className="plain" onClick={() => void signOut()} type="button">
            {text.signOut}
          </button>
        </footer>
      ) : null}
    </>
  );
}

function Page({ address }: { readonly address: readonly string[] }) {
  const text = useText();
  const { standing, ask } = useSession();
  const [name, ...rest] = address;
  if (name === "slip") return <SlipPage rest={rest} />;
  const page = pages.find((one) => one.name === name);
  if (page?.isOpen === true) return <page.component rest={rest} />;
  if (standing.state === "loading") return <Loading />;
  if (standing.state === "failed") return <Failure error={standing.error} again={ask} />;
  if (standing.state === "out") return <Door />;
  if (name !== undefined && page === undefined) return <h1>{text.refusal.notFound}</h1>;
  return (
    <Placed places={standing.places}>
      {page === undefined ? <Home /> : <page.component rest={rest} />}
    </Placed>
  );
}

const placeKept = "xinyi.resident.place";

/** Most own in one estate and see no choice; who owns in several chooses, and it is kept. */
function Placed({
  places,
  children,
}: {
  readonly places: readonly Place[];
  readonly children: ReactNode;
}) {
  const text = useText();
  const [kept, setKept] = useState(() => localStorage.getItem(placeKept));
  const place = places.find(({ estateId }) => estateId === kept) ?? places[0];
  if (place === undefined) return <p className="note">{text.place.noEstate}</p>;
  const choose = (estateId: string) => {
    localStorage.setItem(placeKept, estateId);
    setKept(estateId);
  };
  return (
    <PlaceProvider value={place}>
      {places.length > 1 ? (
        <nav aria-label={text.place.choose} className="places">
          {places.map(({ estateId }, at) => (
            <button
              aria-pressed={estateId === place.estateId}
              className="plain"
              key={estateId}
              onClick={() => choose(estateId)}
              type="button"
            >
              {`${text.door.estate} ${at + 1}`}
            </button>
          ))}
        </nav>
      ) : null}
      <div key={place.estateId}>{children}</div>
    </PlaceProvider>
  );
}

/** No link: the address behind the # is the page's own. */
function skipToContent(): void {
  document.getElementById("content")?.focus();
}

class Crash extends Component<
  { readonly words: string; readonly children: ReactNode },
  { readonly hasCrashed: boolean }
> {
  override state = { hasCrashed: false };
  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }
  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <p className="bad" role="alert">
        {this.props.words}
      </p>
    );
  }
}
