import { to } from "../address.ts";
import { useAsked } from "../asking.ts";
import type { PageProps } from "../pages.tsx";
import { useSession } from "../session/session.tsx";
import { useLanguage, useText } from "../text/language.tsx";
import { Answered } from "../ui/answer.tsx";
import { CallFirst } from "./call-first.tsx";
import { type Category, type ReportForm, readDistricts, readForm } from "./queries.ts";
import { SealedPage } from "./sealed.tsx";
import { Write } from "./write.tsx";

/** To report a problem: where, what kind, then in one's own words. `#/report/district/category`. */
export default function ReportPage({ rest }: PageProps) {
  const { standing } = useSession();
  const [inAddress, code] = rest;
  const own = standing.state === "in" ? standing.places[0]?.districtId : undefined;
  const districtId = inAddress ?? own;
  if (districtId === undefined) return <Districts />;
  return <District code={code} districtId={districtId} />;
}

/** Most see no choice here: there is one district. */
function Districts() {
  const words = useText().report;
  const asked = useAsked("districts", readDistricts);
  return (
    <Answered asked={asked}>
      {(districts) => {
        const [only] = districts;
        if (only === undefined) return <p className="note">{words.noDistrict}</p>;
        if (districts.length === 1) return <District code={undefined} districtId={only.id} />;
        return (
          <>
            <h1>{words.chooseDistrict}</h1>
            <ul className="ways">
              {districts.map(({ id, name }) => (
                <li key={id}>
                  <a href={to("report", id)}>
                    <strong>{name}</strong>
                  </a>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answered>
  );
}

function District({
  districtId,
  code,
}: {
  readonly districtId: string;
  readonly code: string | undefined;
}) {
  const asked = useAsked(`form ${districtId}`, () => readForm(districtId));
  return (
    <Answered asked={asked}>
      {(form) => {
        const category = form.categories.find((one) => one.code === code);
        if (category === undefined) return <Begin districtId={districtId} form={form} />;
        if (!category.isLeaf) {
          return <Categories districtId={districtId} form={form} parent={category} />;
        }
        if (category.isSealed)
          return <SealedPage districtId={districtId} office={form.discipline} />;
        return <Ordinary category={category} districtId={districtId} form={form} />;
      }}
    </Answered>
  );
}

function Begin({ districtId, form }: { readonly districtId: string; readonly form: ReportForm }) {
  const words = useText().report;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.promise}</p>
      <p>
        <a href={to("track")}>{words.follow}</a>
      </p>
      <h2>{words.what}</h2>
      <CategoryList districtId={districtId} form={form} parent={null} />
    </>
  );
}

function Categories({
  districtId,
  form,
  parent,
}: {
  readonly districtId: string;
  readonly form: ReportForm;
  readonly parent: Category;
}) {
  const text = useText();
  const { language } = useLanguage();
  return (
    <>
      <h1>{language === "zh" ? parent.titleZh : parent.titleEn}</h1>
      <CategoryList districtId={districtId} form={form} parent={parent.code} />
      <p>
        <a href={to("report", districtId)}>{text.report.otherKind}</a>
      </p>
    </>
  );
}

function CategoryList({
  districtId,
  form,
  parent,
}: {
  readonly districtId: string;
  readonly form: ReportForm;
  readonly parent: string | null;
}) {
  const { language } = useLanguage();
  const here = form.categories
    .filter((one) => one.parent === parent)
    .map((one) => only(form.categories.filter((child) => child.parent === one.code)) ?? one);
  // What cannot wait stands first, whatever the order of the rules; accusations are rare.
  const rank = (one: Category) => (one.isSafety ? 0 : one.isSealed ? 2 : 1);
  const sorted = [...here].sort((a, b) => rank(a) - rank(b));
  return (
    <ul className="ways kinds">
      {sorted.map((one) => (
        <li className={one.isSafety ? "kind-urgent" : undefined} key={one.code}>
          <a href={to("report", districtId, one.code)}>
            <strong>{language === "zh" ? one.titleZh : one.titleEn}</strong>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A family of one is no choice: its only member stands in its place. */
function only(children: readonly Category[]): Category | undefined {
  return children.length === 1 ? children[0] : undefined;
}

function Ordinary({
  districtId,
  form,
  category,
}: {
  readonly districtId: string;
  readonly form: ReportForm;
  readonly category: Category;
}) {
  const { language } = useLanguage();
  return (
    <>
      <h1>{language === "zh" ? category.titleZh : category.titleEn}</h1>
      {category.redirect === null ? null : <CallFirst to={category.redirect} />}
      <Write category={category} districtId={districtId} form={form} key={category.code} />
    </>
  );
}
