import { bundledSchemes, readScheme, schemeFor } from "@xinyi/jurisdictions";
import type { PreparedScheme } from "@xinyi/organization-classification/schema";
import type { UnitOfWork } from "../unit-of-work.ts";

/** The version of a scheme that this district classifies by: the last applied, else the bundled one. */
export async function schemeInEffect(
  work: UnitOfWork,
  id: string,
): Promise<PreparedScheme | undefined> {
  const { rows } = await work.client.query(
    `select a.version from organizations.scheme_application a
      where a.scheme_id = $1 order by a.ordinal desc limit 1`,
    [id],
  );
  const applied = rows[0]?.version as string | undefined;
  return applied === undefined ? shipped(work, id) : schemeAt(work, id, applied);
}

/** One version of a scheme, bundled or kept by the district. */
export async function schemeAt(
  work: UnitOfWork,
  id: string,
  version: string,
): Promise<PreparedScheme | undefined> {
  const known = shipped(work, id);
  if (known?.scheme.version === version) return known;
  const { rows } = await work.client.query(
    `select content, hash from organizations.scheme_version where scheme_id = $1 and version = $2`,
    [id, version],
  );
  return rows[0] && prepared(id, rows[0].hash, rows[0].content);
}

/** Preparing a scheme is the same work for the same bytes: done once a process. */
const known = new Map<string, PreparedScheme>();

function prepared(id: string, hash: string, content: unknown): PreparedScheme {
  const before = known.get(hash);
  if (before) return before;
  const read = readScheme(id, content);
  if (!read.ok) throw new Error(`a stored scheme cannot be read: ${read.rejection.kind}`);
  known.set(hash, read.value);
  return read.value;
}

/** What is there without the district's doing: of the operator's folder, or of this program. */
export function shipped(work: UnitOfWork, id: string): PreparedScheme | undefined {
  return work.ports.extraSchemes.get(id) ?? bundled(id);
}

function bundled(id: string): PreparedScheme | undefined {
  if (!bundledSchemes.includes(id)) return undefined;
  const before = known.get(`bundled ${id}`);
  if (before) return before;
  const read = schemeFor(id);
  if (!read.ok) throw new Error(`a bundled scheme cannot be read: ${read.rejection.kind}`);
  known.set(`bundled ${id}`, read.value);
  return read.value;
}
