import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey, Refused } from "./api.ts";

/**
 * One submission of a form: its idempotency key is made once, kept when the same content is sent
 * again after a failure, and given up when the content changes or the server has done it.
 */
export function useSubmission<Input, Output>(
  send: (input: Input, key: string) => Promise<Output>,
): UseMutationResult<Output, Error, Input> {
  const client = useQueryClient();
  const pending = useRef<{ readonly print: string; readonly key: string } | null>(null);
  return useMutation<Output, Error, Input>({
    mutationFn: async (input) => {
      const print = fingerprintOf(input);
      if (pending.current?.print !== print) pending.current = { print, key: newKey() };
      try {
        const output = await send(input, pending.current.key);
        pending.current = null;
        return output;
      } catch (error) {
        if (error instanceof Refused && error.problem.status < 500) pending.current = null;
        throw error;
      }
    },
    // Whatever was written may show anywhere in the estate: nothing is patched by hand.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["estate"] });
    },
  });
}

export function fingerprintOf(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) =>
    value instanceof File ? [value.name, value.size, value.lastModified] : value,
  );
}
