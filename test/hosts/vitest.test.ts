/** The preset of Vitest, in the real one: a project whose configuration is one plugin. */
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Outcome, Project } from "./support/project.ts";

const vitest = resolve(import.meta.dirname, "../../node_modules/vitest");

const config = `
  import tsyncio from "tsyncio/testing/vitest";
  export default { plugins: [tsyncio()] };
`;

const tests = `
  import { createTask, Future, getRunningLoop, sleep } from "tsyncio";
  import { beforeEach, describe, expect, test, vi } from "vitest";

  let slept = 0;
  beforeEach(async () => {
    await sleep(3600);
    slept = getRunningLoop().time();
  });

  test("sleeps a day", async () => {
    await sleep(86_400);
    expect([slept, getRunningLoop().time()]).toEqual([3600, 86_400]);
  });
  describe("each", () => {
    test.each([1, 2])("begins at 0: %i", async (seconds) => {
      await sleep(seconds);
      expect(getRunningLoop().time()).toBe(seconds);
    });
  });
  test("has what Vitest gives it", async ({ task }) => {
    await sleep(1);
    expect(task.name).toBe("has what Vitest gives it");
  });
  test("may be an ordinary function", () => {
    const mock = vi.fn();
    mock();
    expect(mock).toHaveBeenCalledOnce();
  });
  test("may leave tasks behind", async () => {
    createTask(sleep(1e9));
  });
  test.fails("fails by its own error", async () => {
    await sleep(1);
    expect(1).toBe(2);
  });
  test("is stuck", async () => {
    await new Future();
  });
`;

let project: Project;
let outcome: Outcome;

beforeAll(async () => {
  project = new Project({ "vitest.config.js": config, "virtual.test.ts": tests });
  symlinkSync(vitest, project.path("node_modules/vitest"), "dir");
  outcome = await project.node(join(vitest, "vitest.mjs"), "run", "--reporter=verbose", "--no-color");
});

afterAll(() => project?.remove());

test.each([
  "sleeps a day",
  "each > begins at 0: 1",
  "each > begins at 0: 2",
  "has what Vitest gives it",
  "may be an ordinary function",
  "may leave tasks behind",
  "fails by its own error",
])("a test in Vitest passes on virtual time: %s", (name) => {
  expect(outcome.stdout).toMatch(new RegExp(`✓ virtual.test.ts > ${name}`));
});

test("a test in Vitest that is stuck fails at once, and says what waits", () => {
  expect(outcome.stdout).toContain("× virtual.test.ts > is stuck");
  expect(outcome.stdout + outcome.stderr).toContain("RuntimeError: deadlock");
  expect(outcome.code).toBe(1);
});
