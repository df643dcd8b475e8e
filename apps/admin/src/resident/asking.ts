import { useCallback, useEffect, useRef, useState } from "react";
import { newKey, Refused } from "../api.ts";
import {
  fingerprintOf,
  isFinalAnswer,
  type PendingSubmission,
  submissionFor,
} from "../submission-key.ts";

export type Asked<Data> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: Error; readonly again: () => void }
  | { readonly state: "here"; readonly data: Data; readonly again: () => void };

/** Asks the server when the page appears and whenever `key` changes; an answer out of date is dropped. */
export function useAsked<Data>(key: string, ask: () => Promise<Data>): Asked<Data> {
  const [asked, setAsked] = useState<{ key: string; answer: Asked<Data> }>();
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    let isWanted = true;
    const keep = (answer: Asked<Data>) => {
      if (isWanted) setAsked({ key, answer });
    };
    latest.current().then(
      (data) => keep({ state: "here", data, again }),
      (error: Error) => keep({ state: "failed", error, again }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, round, again]);
  return asked?.key === key ? asked.answer : { state: "loading" };
}

export interface Sending<Input, Output> {
  readonly isSending: boolean;
  readonly error: Error | undefined;
  /** Answers undefined where it failed; `error` then says why. */
  readonly send: (input: Input) => Promise<Output | undefined>;
}

/** Sends something once: the same content sent again after a failure goes under the same key. */
export function useSending<Input, Output>(
  carry: (input: Input, key: string) => Promise<Output>,
): Sending<Input, Output> {
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const pending = useRef<PendingSubmission>(undefined);
  const send = async (input: Input): Promise<Output | undefined> => {
    setSending(true);
    setError(undefined);
    pending.current = submissionFor(pending.current, fingerprintOf(input), newKey);
    try {
      const output = await carry(input, pending.current.key);
      pending.current = undefined;
      return output;
    } catch (failure) {
      const status = failure instanceof Refused ? failure.problem.status : undefined;
      if (isFinalAnswer(status)) pending.current = undefined;
      setError(failure as Error);
      return undefined;
    } finally {
      setSending(false);
    }
  };
  return { isSending, error, send };
}
