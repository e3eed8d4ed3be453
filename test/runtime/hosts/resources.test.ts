/** What a process has under way, as a loop of tests sees it: in a process of its own, which has nothing but what is made here. */
import { expect, test } from "vitest";
import { runProgram } from "../support/child.ts";

test("a deadlock is noticed beside as many timers as are said to be the test runner's own, and not beside one more", async () => {
  const { lines, errors } = await runProgram(`
    import { coroutine, getRunningLoop } from "tsyncio";
    import { runVirtual } from "tsyncio/testing";
    const never = coroutine(function* () {
      yield getRunningLoop().createFuture();
    });
    const limits = [1, 2].map(() => setTimeout(() => {}, 60_000));
    const outcome = (run) => run.catch((error) => error.message.slice(0, "deadlock".length));
    console.log(await outcome(runVirtual(never(), { runnerTimers: 2 })));
    const waiting = outcome(runVirtual(never(), { runnerTimers: 1 }));
    console.log(await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 200, "it waits"))]));
    for (const limit of limits) clearTimeout(limit);
    console.log(await waiting);
  `);
  expect({ lines, errors }).toEqual({ lines: ["deadlock", "it waits", "deadlock"], errors: "" });
});
