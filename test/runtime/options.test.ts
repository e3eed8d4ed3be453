/** Options that JavaScript without types may pass. */
import { describe, expect, test } from "vitest";
import {
  asCompleted,
  createTask,
  gather,
  getRunningLoop,
  Runner,
  run,
  sleep,
  TaskGroup,
  Timeout,
  timeout,
  wait,
  waitFor,
} from "../../runtime/index.ts";
import { program } from "./support/program.ts";

const unknown = { nmae: "worker" } as object;

describe("an option that a function does not know", () => {
  test.each<[string, () => unknown]>([
    ["createTask()", () => createTask(sleep(1), unknown)],
    ["callSoon()", () => getRunningLoop().callSoon(unknown, () => {})],
    ["callLater()", () => getRunningLoop().callLater(unknown, 1, () => {})],
    ["wait()", () => wait([createTask(sleep(0))], unknown)],
    ["waitFor()", () => waitFor(sleep(0), 1, unknown)],
    ["gather()", () => gather(unknown, sleep(0))],
    ["asCompleted()", () => asCompleted([sleep(0)], unknown)],
    ["TaskGroup", () => new TaskGroup(unknown)],
    ["Timeout", () => timeout(1, unknown)],
    ["Timeout", () => new Timeout(1, unknown)],
    ["Runner", () => new Runner(unknown)],
    ["Runner.run()", () => new Runner().run(sleep(0), unknown)],
    ["run()", () => run(sleep(0), unknown)],
  ])("of %s is refused by its name", async (where, call) => {
    const refused = program(function* () {
      yield call();
    });
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(/does not know the option 'nmae'; it knows /);
    await expect(refused).rejects.toThrow(where.replace("()", ""));
  });

  test("may be known to a task factory", async () => {
    const seen = await program(function* () {
      const loop = getRunningLoop();
      const given: unknown[] = [];
      loop.setTaskFactory((_loop, _coro, options) => {
        given.push(options);
        throw new RangeError("enough seen");
      });
      try {
        createTask(sleep(0), unknown);
      } catch (error) {
        given.push((error as Error).message);
      }
      loop.setTaskFactory(undefined);
      return given;
    });
    expect(seen).toEqual([unknown, "enough seen"]);
  });
});

test("one that is refused is told beside all that are known", async () => {
  await expect(program(() => createTask(sleep(1), unknown))).rejects.toThrow(
    "createTask() does not know the option 'nmae'; it knows name, context, eagerStart",
  );
});

test.each([5, null])("options that are no object are refused: %s", async (options) => {
  await expect(program(() => wait([createTask(sleep(0))], options as never))).rejects.toThrow(
    `the options of wait() must be an object, not ${options}`,
  );
});
