import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("without options it serves; a new password is asked for by name", () => {
  expect(readArguments([])).toEqual({ kind: "serve", newAdminPassword: false });
  expect(readArguments(["--new-admin-password"])).toEqual({
    kind: "serve",
    newAdminPassword: true,
  });
});

test("help starts nothing, and an option that is not known is refused by its name", () => {
  expect(readArguments(["--help"])).toEqual({ kind: "help" });
  expect(readArguments(["--new-admin-pasword"])).toEqual({
    kind: "wrong",
    argument: "--new-admin-pasword",
  });
});
