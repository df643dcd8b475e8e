/** What one stage found, as its runner's own report tells it. */
export interface Tally {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** The names of the checks that did not run, each with its reason where one is known. */
  readonly skipped: readonly string[];
}

export interface Failure {
  readonly name: string;
  readonly detail: string;
}

export function failed(name: string, detail: string): Tally {
  return { passed: 0, failures: [{ name, detail }], skipped: [] };
}

export function together(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failures: tallies.flatMap((tally) => tally.failures),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/** The one line the whole project is judged by. */
export function lastLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failures.length} failed`;
}
