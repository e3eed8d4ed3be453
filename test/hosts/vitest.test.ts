/** The preset of Vitest, in the real one: a project whose configuration is one plugin. */
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Outcome, projects } from "./support/project.ts";

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
  const withFixtures = test.extend<{ seconds: number; shorthand: number }>({
    seconds: async ({}, use) => {
      await sleep(7200);
      await use(getRunningLoop().time());
      await sleep(7200);
      torn.push(getRunningLoop().time());
    },
    shorthand: [async ({ seconds }, use) => {
      await sleep(3600);
      await use(seconds + getRunningLoop().time());
    }, { auto: true }],
  });
  const torn: number[] = [];
  withFixtures("has fixtures", async ({ seconds, shorthand }) => {
    await sleep(1);
    expect([seconds, shorthand, getRunningLoop().time()]).toEqual([7200, 10_800, 1]);
  });
  test("has seen its fixtures torn down", () => {
    expect(torn).toEqual([14_400]);
  });
  test.extend("built", async () => {
    await sleep(60);
    return getRunningLoop().time();
  })("has fixtures that are built", async ({ built }) => {
    await sleep(1);
    expect(built).toBe(60);
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

const make = projects();
let outcome: Outcome;

function run(files: Record<string, string>): Promise<Outcome> {
  const project = make(files);
  symlinkSync(vitest, project.path("node_modules/vitest"), "dir");
  return project.node(join(vitest, "vitest.mjs"), "run", "--reporter=verbose", "--no-color");
}

beforeAll(async () => {
  outcome = await run({ "vitest.config.js": config, "virtual.test.ts": tests });
});

test.each([
  "sleeps a day",
  "each > begins at 0: 1",
  "each > begins at 0: 2",
  "has what Vitest gives it",
  "has fixtures",
  "has seen its fixtures torn down",
  "has fixtures that are built",
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

test("with `globals: true` the global functions run on virtual time, in setup files of the project, too", async () => {
  const { stdout, code } = await run({
    "vitest.config.js": config.replace("()] }", '()], test: { globals: true, setupFiles: "setup.ts" } }'),
    "setup.ts": `
      import { sleep } from "tsyncio";
      beforeEach(async () => {
        await sleep(3600);
      });
    `,
    "virtual.test.ts": `
      import { getRunningLoop, sleep } from "tsyncio";
      let slept = 0;
      beforeEach(async () => {
        await sleep(1800);
        slept = getRunningLoop().time();
      });
      describe("a group", () => {
        it.each([86_400])("sleeps a day", async (seconds) => {
          await sleep(seconds);
          expect([slept, getRunningLoop().time()]).toEqual([1800, 86_400]);
        });
      });
    `,
  });
  expect(stdout).toContain("✓ virtual.test.ts > a group > sleeps a day");
  expect(code).toBe(0);
});
