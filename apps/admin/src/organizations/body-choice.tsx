import { Select } from "antd";
import { useState } from "react";
import { useBodiesLike } from "./commons-queries.ts";

/** One or several bodies, found by typing; for use inside a form item. */
export function BodyChoice({
  several = false,
  ...field
}: {
  readonly several?: boolean;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}) {
  const [sought, setSought] = useState("");
  const bodies = useBodiesLike(sought);
  return (
    <Select
      {...field}
      {...(several ? { mode: "multiple" as const } : {})}
      allowClear
      filterOption={false}
      onSearch={setSought}
      options={(bodies.data ?? []).map(({ id, name, community }) => ({
        value: id,
        label: `${name} · ${community}`,
      }))}
      showSearch
    />
  );
}
