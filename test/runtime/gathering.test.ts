/** gather, on a virtual clock. */
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  allTasks,
  asyncAwait,
  CancelledError,
  createTask,
  Future,
  gather,
  getRunningLoop,
  RuntimeError,
  sleep,
} from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";
import { fail, give, stubborn } from "./support/delays.ts";
import { outcome, program, reportsAfter } from "./support/program.ts";

const time = () => getRunningLoop().time();

function future<T>(): Future<T> {
  return getRunningLoop().createFuture<T>();
}

describe("gather", () => {
  test("gives the results in the order of the arguments, when the last is there", async () => {
    const result = await program(() => outcome(() => gather(give(3, "a"), give(1, "b"), give(2, "c"))));
    expect(result).toEqual([["a", "b", "c"], 3]);
  });

  test("is a plain call: the children run whether it is awaited or not", async () => {
    const result = await program(function* () {
      const gathering = gather(give(1, "a"), give(1, "b"));
      expect(gathering).toBeInstanceOf(Future);
      yield sleep(2);
      return [gathering.done(), gathering.result()];
    });
    expect(result).toEqual([true, ["a", "b"]]);
  });

  test("of nothing is done at once, but needs a loop", async () => {
    const done = await program(function* () {
      const gathering = gather();
      yield 0;
      return [gathering.done(), gathering.result()];
    });
    expect(done).toEqual([true, []]);
    expect(() => gather()).toThrow(RuntimeError);
    expect(() => gather({ returnExceptions: true })).toThrow(RuntimeError);
  });

  test("takes coroutines, futures, tasks, promises and other awaitables", async () => {
    const result = await program(function* () {
      const done = future<string>();
      done.setResult("future");
      return yield gather(
        give(1, "coroutine"),
        done,
        createTask(give(0, "task")),
        Promise.resolve("promise"),
      );
    });
    expect(result).toEqual(["coroutine", "future", "task", "promise"]);
  });

  test("runs once what is given twice, and gives it twice", async () => {
    const result = await program(function* () {
      const [coro, task] = [give(1, {}), createTask(give(1, {}))];
      const [a, b, c, d]: object[] = yield gather(coro, task, coro, task);
      return [a === c, b === d, a === b];
    });
    expect(result).toEqual([true, true, false]);
  });

  test("of futures that are done is done a turn later at most", async () => {
    const result = await program(function* () {
      const [a, b] = [future<number>(), future<number>()];
      a.setResult(1);
      b.setResult(2);
      return gather(a, b).result();
    });
    expect(result).toEqual([1, 2]);
  });

  test("refuses futures of different loops", async () => {
    await program(function* () {
      const other = new VirtualEventLoop();
      expect(() => gather(future(), other.createFuture())).toThrow(RangeError);
      other.close();
      yield 0;
    });
  });

  test("that refuses an argument leaves the children before it running, and their end safe", async () => {
    const reports = await reportsAfter(function* () {
      expect(() => gather(give(1, "a"), 5 as never, give(1, "never"))).toThrow(TypeError);
      expect(allTasks().size).toBe(2);
      yield sleep(2);
      expect(allTasks().size).toBe(1);
    });
    expect(reports).toEqual([]);
  });

  test("refuses an array, with the remedy, and an empty one too", () => {
    for (const list of [[give(1, "a")], []]) {
      expect(() => gather(list as never)).toThrow(
        "gather() takes awaitables one by one, no array: gather(...list)",
      );
    }
  });

  test("has the type of its results, or of these and errors where either may stand", async () => {
    const answer = {
      *[asyncAwait](): Generator<unknown, number, unknown> {
        return 42;
      },
    };
    const returnExceptions: boolean = time.length === 0;
    await program(function* () {
      const results = gather(give(1, "a"), answer);
      expectTypeOf(results).toEqualTypeOf<Future<[string, number]>>();
      const any = gather({ returnExceptions }, give(1, "a"), answer);
      expectTypeOf(any).toEqualTypeOf<Future<[string | Error, number | Error]>>();
      expect([yield results, yield any]).toEqual([
        ["a", 42],
        ["a", 42],
      ]);
    });
    // @ts-expect-error A function is no awaitable: its call is.
    expect(() => gather(give)).toThrow("call it, and pass what it gives");
  });

  test("refuses null, which is no options", async () => {
    await program(function* () {
      expect(() => gather(null as never)).toThrow("another awaitable is required, got null");
      yield 0;
    });
  });

  test("refuses a signal that is none before it has made a task", async () => {
    await program(function* () {
      const before = allTasks().size;
      expect(() => gather({ signal: 5 as never }, sleep(1))).toThrow("AbortSignal");
      expect(allTasks().size).toBe(before);
      yield 0;
    });
  });

  test("refuses an option that it does not know", async () => {
    await program(function* () {
      expect(() => gather({ returnException: true } as never)).toThrow("returnException");
      yield 0;
    });
  });

  describe("of something that fails", () => {
    test("ends with the first exception, and the others run on", async () => {
      const result = await program(function* () {
        const sibling = createTask(give(5, "sibling"));
        const ended: unknown = yield outcome(gather(sibling, fail(1)));
        return [ended, sibling.done(), yield sibling];
      });
      expect(result).toEqual([["Error", 1], false, "sibling"]);
    });

    test("reports no later exception of the others", async () => {
      const reports = await reportsAfter(function* () {
        yield outcome(gather(fail(1), fail(2), fail(3)));
        yield sleep(5);
      });
      expect(reports).toEqual([]);
    });

    test("reports its exception when nobody asks for it", async () => {
      const reports = await reportsAfter(function* () {
        gather(fail(1));
        yield sleep(5);
      });
      expect(reports).toEqual([expect.stringContaining("never retrieved")]);
    });

    test("lists exceptions as results when it is asked to", async () => {
      const result: unknown[] = await program(function* () {
        return yield gather({ returnExceptions: true }, give(1, "a"), fail(2), give(3, "c"));
      });
      expect(result).toEqual(["a", new Error("failed"), "c"]);
    });
  });

  describe("with a child that was cancelled", () => {
    test("ends with CancelledError as an exception: it was not cancelled itself", async () => {
      const result = await program(function* () {
        const [child, sibling] = [createTask(sleep(10)), createTask(give(5, "sibling"))];
        const gathering = gather(child, sibling);
        getRunningLoop().callLater(1, () => child.cancel("why"));
        const ended: unknown = yield outcome(gathering);
        const error = gathering.exception() as Error;
        return [ended, gathering.cancelled(), error.message, yield sibling];
      });
      expect(result).toEqual([["CancelledError", 1], false, "why", "sibling"]);
    });

    test("lists the CancelledError as a result when it is asked to", async () => {
      const result: unknown = await program(function* () {
        const child = future();
        getRunningLoop().callLater(1, () => child.cancel("why"));
        return yield gather({ returnExceptions: true }, child, give(2, "b"));
      });
      expect(result).toEqual([new CancelledError("why"), "b"]);
    });
  });

  describe("that is cancelled", () => {
    test("cancels every child, and ends when all of them have", async () => {
      const result = await program(function* () {
        const children = [createTask(sleep(10)), createTask(stubborn(() => sleep(3)))];
        const gathering = gather(...children);
        getRunningLoop().callLater(1, () => gathering.cancel("why"));
        const first: unknown = yield outcome(gather({ returnExceptions: true }, gathering));
        return [first, gathering.cancelled(), children.map((child) => child.done())];
      });
      expect(result).toEqual([[[new CancelledError("why")], 1], false, [true, false]]);
    });

    test("waits for all of them when exceptions count as results, and is cancelled nevertheless", async () => {
      const result = await program(function* () {
        const gathering = gather(
          { returnExceptions: true },
          sleep(10),
          stubborn(() => sleep(3)),
        );
        getRunningLoop().callLater(1, () => gathering.cancel());
        return yield outcome(gathering);
      });
      expect(result).toEqual(["CancelledError", 4]);
    });

    test("is cancelled even when every child swallows it", async () => {
      const result = await program(function* () {
        const gathering = gather(
          stubborn(() => 1),
          stubborn(() => 2),
        );
        getRunningLoop().callLater(1, () => gathering.cancel());
        return yield outcome(gathering);
      });
      expect(result).toEqual(["CancelledError", 1]);
    });

    test("says false when it is done, or every child is", async () => {
      const result = await program(function* () {
        const done = gather(give(0, 1));
        yield done;
        const [a, b] = [future<number>(), future<number>()];
        const all = gather(a, b);
        a.setResult(1);
        b.setResult(2);
        return [done.cancel(), all.cancel(), yield all];
      });
      expect(result).toEqual([false, false, [1, 2]]);
    });

    test("by a task that awaits it", async () => {
      const result = await program(function* () {
        const children = [createTask(sleep(10)), createTask(sleep(10))];
        const task = createTask(outcome(gather(...children)));
        getRunningLoop().callLater(1, () => task.cancel());
        const ended: unknown = yield task;
        return [ended, children.map((child) => child.cancelled())];
      });
      expect(result).toEqual([
        ["CancelledError", 1],
        [true, true],
      ]);
    });
  });
});
