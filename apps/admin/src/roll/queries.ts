import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api, asFile } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Unit = Schema<"Unit">;
export type RollImport = Schema<"RollImport">;

export function useUnits(enabled = true): UseQueryResult<Unit[]> {
  const path = useEstatePath();
  return useQuery({
    enabled,
    queryKey: ["estate", path.estateId, "units"],
    queryFn: () =>
      everyPage("units", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/units", {
            params: { path, query },
          }),
        ),
      ),
  });
}

export interface RollFile {
  readonly file: File;
  readonly from: string;
}

export function useImportRoll(): UseMutationResult<RollImport, Error, RollFile> {
  const path = useEstatePath();
  return useSubmission(({ file, from }, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/roll-imports", {
        params: { path, query: { from }, header: { "idempotency-key": key } },
        headers: { "content-type": "text/csv" },
        ...asFile(file),
      }),
    ),
  );
}
