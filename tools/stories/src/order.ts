import { afterEach, beforeEach } from "vitest";

/** The chapters of a story stand on one another: after one has failed, the rest is not told. */
export function tellInOrder(): void {
  let failed: string | undefined;
  beforeEach((context) => {
    if (failed !== undefined) context.skip(`after "${failed}" had failed`);
  });
  afterEach((context) => {
    if (context.task.result?.state === "fail") failed ??= context.task.name;
  });
}
