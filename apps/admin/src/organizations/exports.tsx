import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";

/** What other systems can read: files straight from the API, under the same sign-in. */
export function Exports() {
  const words = useText().organizations.register;
  const { districtId } = useDistrict();
  const base = `/api/districts/${districtId}/organization-exports`;
  const files = [
    ["register.csv", "CSV"],
    ["popolo.json", "Popolo"],
    ["hsds.json", "HSDS 3.0"],
    ["360giving.json", "360Giving 1.4"],
    ["schema-org.json", "schema.org"],
    ["left-out.json", words.leftOut],
  ] as const;
  return (
    <>
      <p className="quiet">{words.exportsIntro}</p>
      <ul className="entry-list">
        {files.map(([file, label]) => (
          <li key={file}>
            <a className="way" download={file} href={`${base}/${file}`}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
