import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useEstatePath } from "../session/estate-context.tsx";
import { useSubmission } from "../submission.ts";

export type Member = Schema<"Member">;

export interface Role {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
}

export function useRoles(): UseQueryResult<Role[]> {
  return useQuery({
    queryKey: ["roles"],
    queryFn: async () => (await answer(api.GET("/api/roles"))).roles,
  });
}

export function useMembers(): UseQueryResult<Member[]> {
  const path = useEstatePath();
  return useQuery({
    queryKey: ["estate", path.estateId, "members"],
    queryFn: () =>
      everyPage("members", (query) =>
        answer(
          api.GET("/api/districts/{districtId}/estates/{estateId}/members", {
            params: { path, query },
          }),
        ),
      ),
  });
}

export interface NewMember {
  readonly personName: string;
  readonly username: string;
  readonly roleId: string;
  /** For every estate of the district; the server says which roles can be given so. */
  readonly isWholeDistrict?: boolean;
}

export interface AddedMember {
  readonly member: Member;
  readonly oneTimePassword: string | null;
}

export function useAddMember(): UseMutationResult<AddedMember, Error, NewMember> {
  const path = useEstatePath();
  return useSubmission(({ isWholeDistrict = false, ...body }, key) => {
    const header = { "idempotency-key": key };
    return answer(
      isWholeDistrict
        ? api.POST("/api/districts/{districtId}/officers", { params: { path, header }, body })
        : api.POST("/api/districts/{districtId}/estates/{estateId}/members", {
            params: { path, header },
            body,
          }),
    );
  });
}

export function useEndMember(): UseMutationResult<void, Error, Member> {
  const path = useEstatePath();
  return useSubmission(async ({ assignmentId, estateId }, key) => {
    const params = { path: { ...path, assignmentId }, header: { "idempotency-key": key } };
    await answer(
      estateId === null
        ? api.DELETE("/api/districts/{districtId}/officers/{assignmentId}", { params })
        : api.DELETE("/api/districts/{districtId}/estates/{estateId}/members/{assignmentId}", {
            params,
          }),
    );
  });
}
