/** One text and the code a person gave it. */
export interface Coded {
  readonly text: string;
  readonly code: string;
}

export interface Guess {
  readonly code: string;
  readonly second: string;
  /** The lead of the first over the second; no probability. */
  readonly margin: number;
}

/**
 * Complement naive Bayes over words and pairs of words: the learned baseline that rules
 * are measured beside. It gives no evidence and is in no package.
 */
export function learn(examples: readonly Coded[]): (text: string) => Guess {
  const codes = [...new Set(examples.map(({ code }) => code))].sort();
  const counts = new Map<string, Float64Array>();
  const totals = new Float64Array(codes.length);
  for (const { text, code } of examples) {
    const at = codes.indexOf(code);
    for (const token of tokensOf(text)) {
      const row = counts.get(token) ?? new Float64Array(codes.length);
      row[at]! += 1;
      totals[at]! += 1;
      counts.set(token, row);
    }
  }
  const all = totals.reduce((sum, one) => sum + one, 0);
  const weights = new Map<string, Float64Array>();
  const norms = new Float64Array(codes.length);
  for (const [token, row] of counts) {
    const sum = row.reduce((total, one) => total + one, 0);
    const weight = row.map((count, at) =>
      Math.log((sum - count + 1) / (all - totals[at]! + counts.size)),
    );
    weights.set(token, weight);
    for (const [at, one] of weight.entries()) norms[at]! += Math.abs(one);
  }
  return (text) => {
    const scores = new Float64Array(codes.length);
    for (const token of tokensOf(text)) {
      const weight = weights.get(token);
      if (weight === undefined) continue;
      for (let at = 0; at < scores.length; at += 1) scores[at]! -= weight[at]! / norms[at]!;
    }
    const order = [...scores.keys()].sort((one, other) => scores[other]! - scores[one]!);
    const [first = 0, second = 0] = order;
    return {
      code: codes[first] ?? "",
      second: codes[second] ?? "",
      margin: scores[first]! - scores[second]!,
    };
  };
}

function tokensOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1]} ${word}`]));
}
