/** The random programs use the whole API: every portable name, in both languages. */
import { expect, test } from "vitest";
import { unusedNames } from "./coverage.ts";
import { generate } from "./generate.ts";
import { type Node, nodesOf, type Program } from "./program.ts";

const programs = Array.from({ length: 500 }, (_, n) => generate(n + 1));

test("every portable name occurs in the programs of 500 seeds", () => {
  expect(unusedNames(programs)).toEqual([]);
});

test("names that no program uses are told", () => {
  const without = programs.filter(
    ({ functions }) => !functions.some(has("shut down", "let go and cancel", "exit stack by hand")),
  );
  expect(without.length).toBeGreaterThan(5);
  expect(unusedNames(without)).toEqual([
    "Queue.shutdown",
    "AsyncExitStack.enterContext",
    "AsyncExitStack.popAll",
    "AsyncExitStack.aclose",
  ]);
});

function has(...forms: string[]) {
  return (body: readonly Node[]) => [...nodesOf(body)].some(({ form }) => forms.includes(form));
}

test("a name counts by its meaning, and not for a member of the world that no program uses", () => {
  const none: Program = { ...(programs[0] as Program), functions: [[]] };
  const unused = unusedNames([none]);
  expect(unused).toContain("Lock.acquire");
  expect(unused).toContain("captureCallGraph");
  expect(unused).not.toContain("Lock");
  expect(unused).not.toContain("Semaphore.acquire");
});
