import {
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Schema } from "@xinyi/api-client";
import { answer, api, newKey, Refused } from "../api.ts";
import { everyPage } from "../every-page.ts";
import { useSubmission } from "../submission.ts";

export type Session = Schema<"Session">;
export type Estate = Schema<"Estate">;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await answer(api.GET("/api/session"));
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export function useSession(): UseQueryResult<Session | null> {
  return useQuery(sessionQuery);
}

export function useSignIn(): UseMutationResult<
  Session,
  Error,
  { username: string; password: string }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => answer(api.POST("/api/session", { body })),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut(): UseMutationResult<void, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const header = { "idempotency-key": newKey() };
      await answer(api.DELETE("/api/session", { params: { header } }));
    },
    onSuccess: () => {
      // What the last person saw must not wait in memory for the next.
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

export function useChangePassword(): UseMutationResult<
  Session,
  Error,
  { currentPassword: string; newPassword: string }
> {
  const client = useQueryClient();
  return useSubmission(async (body, key) => {
    const session = await answer(
      api.POST("/api/session/password", { params: { header: { "idempotency-key": key } }, body }),
    );
    client.setQueryData(sessionQuery.queryKey, session);
    return session;
  });
}

/** Not kept in any cache: the secret is gone with the screen that showed it. */
export function useEnrolTotp(): UseMutationResult<Schema<"TotpEnrolment">, Error, void> {
  return useMutation({
    gcTime: 0,
    mutationFn: () =>
      answer(
        api.POST("/api/session/totp", { params: { header: { "idempotency-key": newKey() } } }),
      ),
  });
}

export function useConfirmTotp(): UseMutationResult<Session, Error, { code: string }> {
  const client = useQueryClient();
  return useSubmission(async (body, key) => {
    const session = await answer(
      api.POST("/api/session/totp/confirmation", {
        params: { header: { "idempotency-key": key } },
        body,
      }),
    );
    client.setQueryData(sessionQuery.queryKey, session);
    return session;
  });
}

export function estatesQuery(districtId: string) {
  return queryOptions({
    queryKey: ["estates", districtId],
    queryFn: () => {
      const path = { districtId };
      return everyPage("estates", (query) =>
        answer(api.GET("/api/districts/{districtId}/estates", { params: { path, query } })),
      );
    },
  });
}
