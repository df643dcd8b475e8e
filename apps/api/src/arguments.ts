export const help = `npm start [-- --new-admin-password]

Sets everything up, starts the database, and serves the residents' pages, the
console and the API on one local port. On an empty data folder it loads the
demonstration estate and shows the first administrator's password, once.

  --new-admin-password  gives the first administrator a new password, shown once
  --help                this text

Settings come from the environment (PORT, XINYI_DATA, …): see README.md.
Ctrl-C stops everything.
`;

export type Asked =
  | { readonly kind: "serve"; readonly newAdminPassword: boolean }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly argument: string };

/** What the command line asks for; an option that is not known is told, not passed over. */
export function readArguments(given: readonly string[]): Asked {
  const known = ["--new-admin-password", "--help", "-h"];
  const wrong = given.find((argument) => !known.includes(argument));
  if (wrong !== undefined) return { kind: "wrong", argument: wrong };
  if (given.includes("--help") || given.includes("-h")) return { kind: "help" };
  return { kind: "serve", newAdminPassword: given.includes("--new-admin-password") };
}
