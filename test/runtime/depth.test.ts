/**
 * How far awaits may go: deep without end, and long without starving the host. These tests are about the
 * real host: they take real time and use its timers.
 */
import { describe, expect, test } from "vitest";
import {
  ContextVar,
  coroutine,
  currentTask,
  Future,
  getRunningLoop,
  run,
  sleep,
} from "../../runtime/index.ts";

const second = 1000;

describe("a chain of 1,000,000 nested awaits", () => {
  const depth = 1_000_000;
  let heapAtTheBottom = 0;

  const descend = coroutine(function* (n: number, pause: boolean): Generator<unknown, number, never> {
    if (n > 0) return 1 + (yield descend(n - 1, pause));
    if (pause) yield sleep(0);
    heapAtTheBottom = process.memoryUsage().heapUsed;
    return 0;
  });

  test.each([
    ["returns its result", false],
    ["returns its result when it suspends at the bottom", true],
  ])("%s, in less than 500 bytes a frame", async (_sentence, pause) => {
    const before = process.memoryUsage().heapUsed;
    expect(await run(descend(depth, pause))).toBe(depth);
    expect((heapAtTheBottom - before) / depth).toBeLessThan(500);
  });

  const fall = coroutine(function* (n: number): Generator<unknown, void, never> {
    if (n === 0) throw new RangeError("the bottom");
    yield fall(n - 1);
  });

  test("carries an exception all the way up", async () => {
    await expect(run(fall(depth))).rejects.toThrow(new RangeError("the bottom"));
  });
});

describe("a coroutine that awaits for a second without suspending leaves the host its turns:", () => {
  const nothing = coroutine(function* (): Generator<unknown, void, never> {});
  const settled = Promise.resolve();

  const spin = coroutine(function* (makeAwaited: () => unknown): Generator<unknown, void, never> {
    const end = performance.now() + second;
    while (performance.now() < end) yield makeAwaited();
  });

  function doneFuture(): Future<number> {
    const future = new Future<number>();
    future.setResult(1);
    return future;
  }

  test.each<[string, () => unknown]>([
    ["plain values", () => 1],
    ["futures that are done", doneFuture],
    ["coroutines that return at once", () => nothing()],
    ["promises that have settled", () => settled],
    ["turns of the loop", () => sleep(0)],
  ])("an interval of 1 ms fires hundreds of times beside awaits of %s", async (_kind, makeAwaited) => {
    let fired = 0;
    const interval = setInterval(() => fired++, 1);
    await run(spin(makeAwaited)).finally(() => clearInterval(interval));
    expect(fired).toBeGreaterThan(200);
  });

  test("also when it works long between its awaits", async () => {
    let hostTurns = 0;
    const countTurns = () => {
      hostTurns++;
      immediate = setImmediate(countTurns);
    };
    let immediate = setImmediate(countTurns);
    const work = coroutine(function* () {
      for (let i = 0; i < 40; i++) {
        const end = performance.now() + 2;
        while (performance.now() < end);
        yield i;
      }
    });
    await run(work());
    clearImmediate(immediate);
    expect(hostTurns).toBeGreaterThanOrEqual(4);
  });

  test("and a loop of callbacks that schedule themselves does so too", async () => {
    let fired = 0;
    const interval = setInterval(() => fired++, 1);
    await run(chainOfCallbacks()).finally(() => clearInterval(interval));
    expect(fired).toBeGreaterThan(200);
  });

  const chainOfCallbacks = coroutine(function* (): Generator<unknown, void, never> {
    const loop = getRunningLoop();
    const finished = loop.createFuture<void>();
    const end = loop.time() + 1;
    const again = () => (loop.time() < end ? void loop.callSoon(again) : finished.setResult());
    again();
    yield finished;
  });
});

describe("the pause for the host", () => {
  test("lets none of the loop's own callbacks run between two awaits", async () => {
    const events: string[] = [];
    let turnsOfTheHost = 0;
    const interval = setInterval(() => turnsOfTheHost++, 1);
    const main = coroutine(function* (): Generator<unknown, void, never> {
      const loop = getRunningLoop();
      loop.callSoon(() => events.push("callback"));
      loop.callLater(0, () => events.push("timer"));
      const end = performance.now() + 100;
      while (performance.now() < end) yield 0;
      events.push(turnsOfTheHost > 10 ? "spun beside the host" : `only ${turnsOfTheHost} turns of the host`);
      yield sleep(0);
      yield sleep(0);
    });
    await run(main()).finally(() => clearInterval(interval));
    expect(events).toEqual(["spun beside the host", "callback", "timer"]);
  });

  test("leaves no current task behind for the host's code, and the task finds itself again", async () => {
    const seen = new Set<unknown>();
    const look = setInterval(() => seen.add(currentTask()), 1);
    const main = coroutine(function* (): Generator<unknown, boolean, never> {
      const before = currentTask();
      const end = performance.now() + 50;
      while (performance.now() < end) yield 0;
      return before !== undefined && currentTask() === before;
    });
    expect(await run(main()).finally(() => clearInterval(look))).toBe(true);
    expect([...seen]).toEqual([undefined]);
  });

  test("leaves no context variable behind for the host's code", async () => {
    const variable = new ContextVar("variable", { default: "the host's" });
    const seen = new Set<string>();
    const look = setInterval(() => seen.add(variable.get()), 1);
    const main = coroutine(function* (): Generator<unknown, string, never> {
      variable.set("the task's");
      const end = performance.now() + 50;
      while (performance.now() < end) yield 0;
      return variable.get();
    });
    expect(await run(main()).finally(() => clearInterval(look))).toBe("the task's");
    expect([...seen]).toEqual(["the host's"]);
  });
});
