import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, newKey } from "../api.ts";
import { makePasskey, signWithPasskey } from "../passkey.ts";
import { type Session, sessionQuery } from "./queries.ts";

export interface Passkey {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export function useSignInWithPasskey(): UseMutationResult<Session, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { options } = await answer(api.POST("/api/session/passkey-options"));
      const passkey = await signWithPasskey(options);
      return answer(api.POST("/api/session/passkey", { body: { passkey } }));
    },
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function usePasskeys(): UseQueryResult<Passkey[]> {
  return useQuery({
    queryKey: ["passkeys"],
    queryFn: async () => (await answer(api.GET("/api/session/passkeys"))).passkeys,
  });
}

export interface Proof {
  readonly currentPassword: string;
  readonly code?: string;
}

export function useAddPasskey(): UseMutationResult<Session, Error, Proof> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (proof) => {
      const header = () => ({ params: { header: { "idempotency-key": newKey() } } });
      const { options } = await answer(
        api.POST("/api/session/passkeys/options", { ...header(), body: proof }),
      );
      const passkey = await makePasskey(options);
      return answer(api.POST("/api/session/passkeys", { ...header(), body: { passkey } }));
    },
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      void client.invalidateQueries({ queryKey: ["passkeys"] });
    },
  });
}

export function useEndPasskey(): UseMutationResult<void, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (passkeyId) => {
      const params = { path: { passkeyId }, header: { "idempotency-key": newKey() } };
      await answer(api.DELETE("/api/session/passkeys/{passkeyId}", { params }));
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["passkeys"] });
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}
