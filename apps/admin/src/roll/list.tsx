import { Input } from "antd";
import { useId, useState } from "react";
import { useText } from "../text/language.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Panel } from "../ui/page.tsx";
import { Records } from "../ui/records.tsx";
import { type Unit, useUnits } from "./queries.ts";

export function UnitList() {
  const text = useText();
  const words = text.roll;
  const units = useUnits();
  const [sought, setSought] = useState("");
  const searchId = useId();
  return (
    <Panel title={words.title}>
      <div className="search">
        <label htmlFor={searchId}>{words.search}</label>
        <Input
          id={searchId}
          onChange={(event) => setSought(event.target.value.trim())}
          type="search"
        />
      </div>
      <Loaded query={units}>
        {(list) => (
          <>
            <p className="quiet" role="status">
              {text.state.total(list.filter((unit) => isSought(unit, sought)).length)}
            </p>
            <Records<Unit>
              caption={words.title}
              columns={[
                { key: "number", title: words.number, render: (unit) => unit.number },
                { key: "building", title: words.building, render: (unit) => unit.building },
                {
                  key: "owners",
                  title: words.owners,
                  render: (unit) => unit.ownersMasked.join("、"),
                },
                {
                  key: "area",
                  title: words.area,
                  numeric: true,
                  render: (unit) => unit.areaSquareMetres,
                },
                {
                  key: "rate",
                  title: words.rate,
                  numeric: true,
                  render: (unit) => unit.rate ?? words.noRate,
                },
              ]}
              empty={list.length === 0 ? words.empty : words.noMatch}
              rowKey={(unit) => unit.id}
              rows={list.filter((unit) => isSought(unit, sought))}
            />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function isSought(unit: Unit, sought: string): boolean {
  return [unit.number, unit.building, ...unit.ownersMasked].some((part) => part.includes(sought));
}
