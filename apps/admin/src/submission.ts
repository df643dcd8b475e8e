import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey, Refused } from "./api.ts";
import {
  fingerprintOf,
  isFinalAnswer,
  type PendingSubmission,
  submissionFor,
} from "./submission-key.ts";

/**
 * One submission of a form: its idempotency key is made once, kept when the same content is sent
 * again after a failure, and given up when the content changes or the server has answered.
 */
export function useSubmission<Input, Output>(
  send: (input: Input, key: string) => Promise<Output>,
): UseMutationResult<Output, Error, Input> {
  const client = useQueryClient();
  const pending = useRef<PendingSubmission>(undefined);
  return useMutation<Output, Error, Input>({
    mutationFn: async (input) => {
      pending.current = submissionFor(pending.current, fingerprintOf(input), newKey);
      try {
        const output = await send(input, pending.current.key);
        pending.current = undefined;
        return output;
      } catch (error) {
        const status = error instanceof Refused ? error.problem.status : undefined;
        if (isFinalAnswer(status)) pending.current = undefined;
        throw error;
      }
    },
    // Whatever was written may show anywhere in the estate: nothing is patched by hand.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["estate"] });
    },
  });
}
