import { type UseMutationResult, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api } from "../api.ts";
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
    queryFn: async () => {
      const reply = api.GET("/api/districts/{districtId}/estates/{estateId}/members", {
        params: { path },
      });
      return (await answer(reply)).members;
    },
  });
}

export interface NewMember {
  readonly personName: string;
  readonly username: string;
  readonly roleId: string;
}

export interface AddedMember {
  readonly member: Member;
  readonly oneTimePassword: string | null;
}

export function useAddMember(): UseMutationResult<AddedMember, Error, NewMember> {
  const path = useEstatePath();
  return useSubmission((body, key) =>
    answer(
      api.POST("/api/districts/{districtId}/estates/{estateId}/members", {
        params: { path, header: { "idempotency-key": key } },
        body,
      }),
    ),
  );
}

export function useEndMember(): UseMutationResult<void, Error, Member> {
  const path = useEstatePath();
  return useSubmission(async ({ assignmentId }, key) => {
    await answer(
      api.DELETE("/api/districts/{districtId}/estates/{estateId}/members/{assignmentId}", {
        params: { path: { ...path, assignmentId }, header: { "idempotency-key": key } },
      }),
    );
  });
}
