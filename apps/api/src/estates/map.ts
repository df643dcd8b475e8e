import { readFile, stat } from "node:fs/promises";
import { z } from "zod";

/** One place of the operator's map: its name and its outlines or its point, longitude first. */
export interface MapPlace {
  readonly name: string;
  readonly rings: [number, number][][];
  readonly point: [number, number] | null;
}

const limitBytes = 8 * 1024 * 1024;
const Position = z
  .array(z.number())
  .min(2)
  .transform(([east = 0, north = 0]) => [east, north] as [number, number]);
const Rings = z.array(z.array(Position));
const Geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Point"), coordinates: Position }),
  z.object({ type: z.literal("Polygon"), coordinates: Rings }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(Rings) }),
]);
const Collection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(
    z.object({ properties: z.object({ name: z.string() }).loose(), geometry: Geometry }),
  ),
});

/**
 * Reads the GeoJSON an operator supplies (RFC 7946): features that carry the name of an estate or a
 * community. Nothing where no file is set; a file that is no such map is a fault of the settings.
 */
export async function placesOn(path: string | undefined): Promise<MapPlace[] | undefined> {
  if (path === undefined) return undefined;
  if ((await stat(path)).size > limitBytes) throw new Error(`the map ${path} is over 8 MB`);
  return placesIn(JSON.parse(await readFile(path, "utf8")));
}

export function placesIn(content: unknown): MapPlace[] {
  return Collection.parse(content).features.map(({ properties, geometry }) => ({
    name: properties.name,
    rings:
      geometry.type === "Polygon"
        ? geometry.coordinates
        : geometry.type === "MultiPolygon"
          ? geometry.coordinates.flat()
          : [],
    point: geometry.type === "Point" ? geometry.coordinates : null,
  }));
}
