/** asCompleted: its edges and its messages; the order of results is proven by the pairs of programs/as_completed/. */
import { describe, expect, test, vi } from "vitest";
import {
  type AbstractEventLoop,
  allTasks,
  asCompleted,
  EventLoop,
  getRunningLoop,
  sleep,
  TimeoutError,
} from "../../runtime/index.ts";
import { failure } from "./support/context.ts";
import { listenersOf } from "./support/listeners.ts";
import { program } from "./support/program.ts";

describe("asCompleted", () => {
  test("gives as many awaitables as there are, each the next result", async () => {
    const results = await program(function* () {
      const found: unknown[] = [];
      for (const next of asCompleted([sleep(2, "b"), sleep(1, "a")])) found.push(yield next);
      return [found, getRunningLoop().time()];
    });
    expect(results).toEqual([["a", "b"], 2]);
  });

  test("works as an asynchronous iterable in native code", async () => {
    const results: string[] = [];
    const native = async () => {
      for await (const result of asCompleted([sleep(2, "b"), sleep(1, "a")])) results.push(result);
    };
    await program(function* () {
      yield native();
    });
    expect(results).toEqual(["a", "b"]);
  });

  test("takes promises", async () => {
    const results = await program(function* () {
      const found: unknown[] = [];
      for (const next of asCompleted([sleep(1, "slow"), Promise.resolve("promise")])) found.push(yield next);
      return found;
    });
    expect(results).toEqual(["promise", "slow"]);
  });

  test("leaves no timer behind when all is done in time", async () => {
    const time = await program(function* () {
      for (const next of asCompleted([sleep(1)], { timeout: 100 })) yield next;
      return getRunningLoop().time();
    });
    expect(time).toBe(1);
  });

  test("says that the time is up", async () => {
    const error = await program(function* () {
      const [next] = asCompleted([sleep(2)], { timeout: 1 });
      return yield failure(next as Promise<void>);
    });
    expect(error).toEqual(new TimeoutError("not all awaitables of asCompleted() were done in time"));
  });

  test("lets go of its signal and its timer as soon as nothing is left to wait for", async () => {
    const { signal } = new AbortController();
    const seen = await program(function* () {
      const listeners = [[...asCompleted([], { timeout: 100, signal })].length, listenersOf(signal)];
      const [late] = asCompleted([sleep(2)], { timeout: 1, signal });
      listeners.push(listenersOf(signal));
      yield failure(late as Promise<void>);
      listeners.push(listenersOf(signal));
      const aborted = asCompleted([sleep(2)], { timeout: 100, signal: AbortSignal.abort() });
      yield failure([...aborted][0] as Promise<void>);
      return listeners;
    });
    expect(seen).toEqual([0, 0, 1, 0]);
  });

  test("sets no timer where there is nothing to wait for", async () => {
    await program(function* () {
      const callLater = vi.spyOn(getRunningLoop(), "callLater");
      expect([...asCompleted([], { timeout: 100 })]).toEqual([]);
      expect(callLater).not.toHaveBeenCalled();
      yield 0;
    });
  });

  test("gives what is done in the same turn as the time is up as done too late, and nothing more", async () => {
    const seen = await program(function* () {
      const loop = getRunningLoop();
      const future = loop.createFuture<string>();
      loop.callLater(1, () => future.setResult("at the last moment"));
      const rest = asCompleted([future, sleep(5)], { timeout: 1 });
      const errors: unknown[] = [];
      for (const next of rest) errors.push(((yield failure(next as Promise<unknown>)) as Error).name);
      yield sleep(10);
      return [errors, future.result(), rest.next().done];
    });
    expect(seen).toEqual([["TimeoutError", "TimeoutError"], "at the last moment", true]);
  });

  test.each<[string, (loop: AbstractEventLoop) => unknown]>([
    ["a Future", (loop) => loop.createFuture()],
    ["a coroutine, which could be iterated", () => sleep(1)],
    ["a promise", () => Promise.resolve()],
    ["nothing", () => undefined],
  ])("refuses a single awaitable: %s", async (_what, awaitable) => {
    await program(function* () {
      const aws = awaitable(getRunningLoop()) as Promise<unknown>[];
      expect(() => asCompleted(aws)).toThrow(
        new TypeError("asCompleted() takes an iterable of awaitables, not a single one"),
      );
      yield 0;
    });
  });

  test("refuses a Future of another loop", async () => {
    const other = new EventLoop();
    await program(function* () {
      expect(() => asCompleted([other.createFuture()])).toThrow(RangeError);
      yield 0;
    });
    other.close();
  });

  test("refuses a time or a signal that is none before it makes tasks", async () => {
    await program(function* () {
      expect(() => asCompleted([sleep(1)], { timeout: Number.NaN })).toThrow(
        "the timeout of asCompleted() must be a number of seconds",
      );
      for (const aws of [[], [sleep(1)]])
        expect(() => asCompleted(aws, { signal: {} as AbortSignal })).toThrow(
          "the option signal must be an AbortSignal, not [object Object]",
        );
      expect(allTasks().size).toBe(1);
      yield 0;
    });
  });
});
