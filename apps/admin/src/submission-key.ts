/** A submission that was sent and has no final answer yet: what was sent, and under which key. */
export interface PendingSubmission {
  readonly print: string;
  readonly key: string;
}

/**
 * The key a submission goes under: the same one as long as the same content waits for its answer,
 * so that a retry is never done twice; a new one for anything else.
 */
export function submissionFor(
  pending: PendingSubmission | undefined,
  print: string,
  makeKey: () => string,
): PendingSubmission {
  return pending?.print === print ? pending : { print, key: makeKey() };
}

/** A status below 500 is a final answer; no answer, or a failing server, leaves it open. */
export function isFinalAnswer(status: number | undefined): boolean {
  return status !== undefined && status < 500;
}

/** Tells two contents apart; a file by what names its version, for its bytes are not read here. */
export function fingerprintOf(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) =>
    value instanceof File ? [value.name, value.size, value.lastModified] : value,
  );
}
