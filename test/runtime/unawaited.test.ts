/** Coroutines that nobody awaits, as code compiled with the option `debug` tells of its calls. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { created, dropped } from "../../runtime/compiled.ts";
import { coroutine, createTask, EventLoop, gather, RuntimeError, run, sleep } from "../../runtime/index.ts";
import { runProgram } from "./support/child.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const work = coroutine(function* work(n = 1) {
  yield sleep(0);
  return n;
});

let warnings: string[];

beforeEach(() => {
  warnings = [];
  vi.spyOn(console, "warn").mockImplementation((text) => void warnings.push(text));
});
afterEach(() => vi.restoreAllMocks());

/** What was reported once everything that nobody holds was collected. */
async function collected(): Promise<string[]> {
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return warnings;
}

describe("a call as a statement", () => {
  test("that gives a coroutine is reported at once, with its place", () => {
    const coro = work();
    expect(dropped(coro)).toBe(coro);
    expect(warnings).toHaveLength(1);
    const [first, second, ...calls] = String(warnings[0]).split("\n");
    expect(first).toBe("RuntimeWarning: coroutine 'work' was never awaited");
    expect(second).toBe("Coroutine created at (most recent call last)");
    expect(calls.filter((line) => !/^ {2}at .*:\d+:\d+\)?$/.test(line))).toEqual([]);
    expect(calls.at(-1)).toMatch(/unawaited\.test\.ts(\?\S*)?:\d+/);
  });

  test("that gives what sleep(0) gives is reported too", () => {
    dropped(sleep(0));
    expect(warnings).toEqual(["RuntimeWarning: coroutine 'sleep' was never awaited"]);
  });

  test("that gives something else, or a coroutine that is being awaited, is none of our business", async () => {
    const others = [undefined, null, 5, "text", {}, () => {}, Promise.resolve()];
    expect(others.map(dropped)).toEqual(others);
    const coro = work();
    await run(coro);
    dropped(coro);
    expect(warnings).toEqual([]);
  });
});

describe("a call within an expression", () => {
  test("gives its value, and a coroutine is awaited as ever, once", async () => {
    const main = coroutine(function* () {
      const later = created(work(2));
      const task = createTask(created(created(work(3))));
      const results: number[] = yield gather(created(work(1)), later, task);
      let refused: unknown;
      try {
        yield later;
      } catch (error) {
        refused = error;
      }
      return [...results, refused instanceof RuntimeError];
    });
    expect(await run(main())).toEqual([1, 2, 3, true]);
    expect([created(5), created(undefined), created(null)]).toEqual([5, undefined, null]);
    expect(await collected()).toEqual([]);
  });

  test("may be refused as ever when it was awaited before", async () => {
    const coro = created(work());
    await run(coro);
    const loop = new EventLoop();
    loop.close();
    expect(() => loop.createTask(coro)).toThrow("the event loop is closed");
  });

  test("that gives a coroutine which is collected without having been awaited is reported then, once", async () => {
    (() => void created(created(work())))();
    const [warning, ...more] = await collected();
    expect(warning).toMatch(/^RuntimeWarning: coroutine 'work' was never awaited\nCoroutine created at/);
    expect(more).toEqual([]);
  });

  test("that gives a coroutine which is closed is not reported", async () => {
    (() => {
      const coro = created(work()) as unknown as Generator<unknown, unknown>;
      expect(coro.return(7)).toEqual({ value: 7, done: true });
    })();
    expect(await collected()).toEqual([]);
  });
});

test("what is still held when there is nothing left to do is reported, once, and what was awaited is not", async () => {
  vi.resetModules();
  const on = vi.spyOn(process, "on").mockReturnValue(process);
  const fresh = await import("../../runtime/compiled.ts");
  const held = ["first", "second", "awaited"].map((name) => {
    const forgotten = Object.defineProperty(function* () {}, "name", { value: name });
    return fresh.created(fresh.coroutine(forgotten)());
  });
  await held[2];
  const listeners = on.mock.calls.filter(([event]) => (event as string) === "beforeExit");
  for (let i = 0; i < 2; i++) for (const [, listener] of listeners) (listener as () => void)();
  expect(warnings.map((warning) => /coroutine '(\w+)'/.exec(warning)?.[1])).toEqual(["first", "second"]);
});

test("a coroutine that is still held when the process has nothing left to do is reported", async () => {
  const { errors } = await runProgram(`
    import { coroutine } from "tsyncio";
    const { created } = globalThis[Symbol.for("tsyncio/compiled")] ?? (await import(${JSON.stringify(
      new URL("../../runtime/compiled.ts", import.meta.url).href,
    )}));
    const forgotten = coroutine(function* forgotten() {});
    globalThis.held = [created(forgotten()), created(forgotten())];
  `);
  expect(errors.match(/coroutine 'forgotten' was never awaited/g)).toHaveLength(2);
});
