/** A defect put into the application on purpose, to see that the simulation finds it. */
export interface PlantedFault {
  readonly name: string;
  readonly what: string;
  /** The files it may stand in, by address. */
  readonly files: RegExp;
  /** What stands in them, and what is put in its place. */
  readonly changes: readonly { readonly sound: string; readonly faulty: string }[];
}

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: "lost-lock",
    what: "writers of one book no longer queue",
    files: /\/apps\/api\/dist\/[^/]+\.js$/,
    changes: [
      {
        sound: '"select pg_advisory_xact_lock(hashtextextended($1, 11))"',
        faulty: '"select $1::text"',
      },
      // Two writers meet for certain only when the first has not ended before the second begins.
      {
        sound: 'const { command } = await client.query("commit")',
        faulty:
          "if (!scope.readOnly) await new Promise((go) => setTimeout(go, 250));" +
          'const { command } = await client.query("commit")',
      },
    ],
  },
  {
    name: "retry-posted-twice",
    what: "a request sent again under its key is done again",
    files: /\/apps\/api\/dist\/[^/]+\.js$/,
    changes: [{ sound: 'c.req.header("idempotency-key") ?? ""', faulty: "String(requestId)" }],
  },
  {
    name: "floor-off-by-one-fen",
    what: "an account may stand one fen below its floor",
    files: /\/packages\/trust-accounting\/dist\/[^/]+\.js$/,
    changes: [{ sound: "if (now >= 0n ||", faulty: "if (now >= -1n ||" }],
  },
];
