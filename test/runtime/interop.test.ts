/**
 * The crossings: what a coroutine may await besides coroutines and futures, and how native code, or another
 * copy of the runtime, awaits what is ours.
 */
// biome-ignore-all lint/suspicious/noThenProperty: thenables, the well and the ill behaved, are what is tested
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import {
  allTasks,
  asyncAwait,
  CancelledError,
  ContextVar,
  coroutine,
  createTask,
  currentTask,
  EventLoop,
  ensureFuture,
  Future,
  gather,
  getRunningLoop,
  KeyboardInterrupt,
  RuntimeError,
  sleep,
  wait,
} from "../../runtime/index.ts";
import { runVirtual } from "../../runtime/testing/index.ts";
import { failure } from "./support/context.ts";
import { loop, reports, useVirtualLoop } from "./support/loop.ts";

/** Awaits whatever it is given. */
const awaitIt = coroutine(function* (value: unknown): Generator<unknown, unknown, never> {
  return [yield value];
});

/** Returns whatever it is given. */
const giveBack = coroutine(function* (value: unknown): Generator<unknown, unknown, never> {
  return value;
});

/** An object with just this `then`. */
function thenable(
  then: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void,
): PromiseLike<unknown> {
  return { then } as PromiseLike<unknown>;
}

const nextHostTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The reasons of unhandled rejections that `body` leads to. Hosts tell of them later, but in order. */
async function unhandledRejections(body: () => Promise<unknown>): Promise<unknown[]> {
  const reasons: unknown[] = [];
  const last = new Error("the last rejection");
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const end = new Promise<void>((resolve) => {
    process.on("unhandledRejection", (reason) => (reason === last ? resolve() : reasons.push(reason)));
  });
  await body();
  await nextHostTurn();
  void Promise.reject(last);
  await end;
  process.removeAllListeners("unhandledRejection");
  for (const listener of others) process.on("unhandledRejection", listener);
  return reasons;
}

useVirtualLoop();

describe("a plain value that is awaited", () => {
  const object = { next() {} };
  const generator = (function* () {})();
  test.each([
    [1],
    ["text"],
    [undefined],
    [null],
    [true],
    [1n],
    [Symbol.iterator],
    [sleep],
    [object],
    [generator],
    [[1, 2]],
  ])("is its own value, without a turn of the loop: %s", async (value) => {
    const events: string[] = [];
    const main = coroutine(function* () {
      getRunningLoop().callSoon(() => events.push("turn"));
      const result: unknown = yield value;
      events.push(result === value ? "the same" : "another");
      yield sleep(0);
    });
    await runVirtual(main());
    expect(events).toEqual(["the same", "turn"]);
  });

  test("may have a `then` that is no function", async () => {
    const value = { then: "later" };
    expect(await runVirtual(awaitIt(value))).toEqual([value]);
  });
});

describe("a promise that is awaited", () => {
  test("gives its value", async () => {
    expect(await runVirtual(awaitIt(Promise.resolve("value")))).toEqual(["value"]);
    expect(await runVirtual(awaitIt(nextHostTurn().then(() => "later")))).toEqual(["later"]);
  });

  test.each([
    [new RangeError("no")],
    ["text"],
    [undefined],
    [null],
    [0],
    [Symbol("reason")],
    [Object.create(null)],
  ])("throws what it was rejected with, as it is: %o", async (reason) => {
    const attempt = coroutine(function* (promise: Promise<unknown>) {
      try {
        yield promise;
      } catch (error) {
        return [error];
      }
    });
    expect((await runVirtual(attempt(Promise.reject(reason))))?.[0]).toBe(reason);
  });

  test.each([["text"], [undefined], [Symbol("reason")], [Object.create(null)]])(
    "makes its task fail with a reason that is no error: %o",
    async (reason) => {
      const task = loop.createTask(awaitIt(Promise.reject(reason)));
      const outcome = await loop.runUntilComplete(task).then(
        () => "fulfilled",
        (error) => error,
      );
      expect([outcome, task.exception(), task.cancelled()]).toEqual([reason, reason, false]);
      expect(String(task)).toContain("finished exception=");
    },
  );

  test("rejected with a CancelledError ends its task cancelled", async () => {
    const task = loop.createTask(awaitIt(Promise.reject(new CancelledError("theirs"))));
    await expect(loop.runUntilComplete(task)).rejects.toThrow(CancelledError);
    expect(task.cancelled()).toBe(true);
  });

  test("lets other tasks run meanwhile", async () => {
    const main = coroutine(function* () {
      const events: string[] = [];
      const promise = nextHostTurn().then(() => events.push("promise"));
      const tick = coroutine(function* () {
        yield sleep(0);
        events.push("task");
      });
      createTask(tick());
      yield promise;
      return events;
    });
    expect(await runVirtual(main())).toEqual(["task", "promise"]);
  });

  test.each([
    ["resolved", () => Promise.resolve("value")],
    ["rejected", () => Promise.reject(new RangeError())],
  ])("goes on in the microtask in which it is %s, as in native code", async (_how, settled) => {
    const order: string[] = [];
    const main = coroutine(function* (): Generator<unknown, void, never> {
      const noted = Promise.resolve()
        .then(() => order.push("one turn"))
        .then(() => order.push("two turns"));
      try {
        yield settled();
      } catch {}
      order.push("resumed");
      yield noted;
    });
    await runVirtual(main());
    expect(order).toEqual(["one turn", "resumed", "two turns"]);
  });

  test("lets nobody whom it wakes wait for more than what is scheduled already", async () => {
    const order: string[] = [];
    const promise = Promise.resolve();
    const waiting = coroutine(function* (name: string): Generator<unknown, void, never> {
      yield promise;
      for (let turn = 0; turn < 3; turn++) {
        order.push(`${name} ${turn}`);
        yield sleep(0);
      }
    });
    const main = coroutine(function* (): Generator<unknown, void, never> {
      const tasks = ["a", "b"].map((name) => createTask(waiting(name)));
      for (const task of tasks) yield task;
    });
    await runVirtual(main());
    expect(order).toEqual(["a 0", "a 1", "b 0", "a 2", "b 1", "b 2"]);
  });

  test("may be awaited any number of times", async () => {
    const promise = Promise.resolve("value");
    const main = coroutine(function* () {
      return [yield promise, yield promise, yield awaitIt(promise)] as unknown[];
    });
    expect(await runVirtual(main())).toEqual(["value", "value", ["value"]]);
  });

  test("is left alone when the task is cancelled, and may be rejected later", async () => {
    let reject: (reason: unknown) => void = () => {};
    const promise = new Promise((_resolve, _reject) => {
      reject = _reject;
    });
    const reasons = await unhandledRejections(async () => {
      const task = loop.createTask(awaitIt(promise));
      loop.callSoon(() => task.cancel("enough"));
      await expect(loop.runUntilComplete(task)).rejects.toThrow(new CancelledError("enough"));
      reject(new Error("too late"));
    });
    expect(reasons).toEqual([]);
  });

  test("may settle when its loop is closed", async () => {
    const settle: (() => void)[] = [];
    const [resolved, rejected] = [
      new Promise<void>((resolve) => settle.push(resolve)),
      new Promise((_resolve, reject) => settle.push(() => reject(new Error("too late")))),
    ];
    const reasons = await unhandledRejections(async () => {
      for (const promise of [resolved, rejected]) loop.createTask(awaitIt(promise));
      await loop.runUntilComplete(sleep(0));
      loop.close();
      for (const each of settle) each();
    });
    expect(reasons).toEqual([]);
    expect(reports.map(({ message }) => message)).toEqual(
      Array(2).fill("Task was destroyed but it is pending!"),
    );
  });

  test("may be of a class of its own", async () => {
    class Reply<T> extends Promise<T> {}
    expect(await runVirtual(awaitIt(Reply.resolve("reply")))).toEqual(["reply"]);
  });
});

describe("a thenable that is awaited", () => {
  test("is asked for its `then` once", async () => {
    let reads = 0;
    const value = {
      get then() {
        reads++;
        return (resolve: (value: string) => void) => resolve("value");
      },
    };
    expect(await runVirtual(awaitIt(value))).toEqual(["value"]);
    expect(reads).toBe(1);
  });

  test("is not asked for it at all when it is a promise", async () => {
    const promise = Promise.resolve("value");
    promise.then = () => {
      throw new Error("asked");
    };
    expect(await runVirtual(awaitIt(promise))).toEqual(["value"]);
  });

  test("gives what it is resolved with, at once or later", async () => {
    expect(await runVirtual(awaitIt(thenable((resolve) => resolve("now"))))).toEqual(["now"]);
    expect(await runVirtual(awaitIt(thenable((resolve) => setImmediate(resolve, "later"))))).toEqual([
      "later",
    ]);
  });

  test("throws what it is rejected with", async () => {
    const reason = new RangeError("no");
    await expect(runVirtual(awaitIt(thenable((_resolve, reject) => reject(reason))))).rejects.toBe(reason);
  });

  test("is heard once, however often it calls back", async () => {
    const talkative = thenable((resolve, reject) => {
      resolve("first");
      resolve("second");
      reject(new Error("third"));
      setImmediate(() => resolve("fourth"));
    });
    expect(await runVirtual(awaitIt(talkative))).toEqual(["first"]);
  });

  test("that throws in `then` is as good as rejected", async () => {
    const broken = thenable(() => {
      throw new RangeError("broken");
    });
    await expect(runVirtual(awaitIt(broken))).rejects.toThrow(new RangeError("broken"));
  });

  test("may throw after it has called back: that is not heard", async () => {
    const broken = thenable((resolve) => {
      resolve("value");
      throw new RangeError("broken");
    });
    expect(await runVirtual(awaitIt(broken))).toEqual(["value"]);
  });

  test("is followed when it is resolved with another thenable or a promise", async () => {
    const inner = thenable((resolve) => resolve(Promise.resolve("inner")));
    expect(await runVirtual(awaitIt(thenable((resolve) => resolve(inner))))).toEqual(["inner"]);
  });

  test("may be a function", async () => {
    const fn = Object.assign(() => {}, { then: (resolve: (value: string) => void) => resolve("called") });
    expect(await runVirtual(awaitIt(fn))).toEqual(["called"]);
    expect(await runVirtual(giveBack(fn))).toBe("called");
    expect(await runVirtual(awaitIt(giveBack(fn)))).toEqual(["called"]);
    expect(await loop.runUntilComplete(fn as never)).toBe("called");
  });

  test("whose `then` cannot be read throws from the await", async () => {
    const unreadable = Object.defineProperty({}, "then", {
      get() {
        throw new RangeError("unreadable");
      },
    });
    const main = coroutine(function* () {
      try {
        yield unreadable;
      } catch (error) {
        return String(error);
      }
    });
    expect(await runVirtual(main())).toBe("RangeError: unreadable");
  });

  test("whose `then` cannot be read makes the coroutine that returns it fail", async () => {
    const unreadable = Object.defineProperty({}, "then", {
      get() {
        throw new RangeError("unreadable");
      },
    });
    await expect(runVirtual(giveBack(unreadable))).rejects.toThrow(new RangeError("unreadable"));
    await expect(runVirtual(awaitIt(giveBack(unreadable)))).rejects.toThrow(new RangeError("unreadable"));
  });

  test("that never calls back can be cancelled", async () => {
    const task = loop.createTask(awaitIt(thenable(() => {})));
    loop.callLater(1, () => task.cancel());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(CancelledError);
  });
});

describe("an object with [asyncAwait] that is awaited", () => {
  test("gives what its generator returns; what it yields is awaited", async () => {
    const future = loop.createFuture<string>();
    loop.callLater(1, () => future.setResult("future"));
    const awaitable = {
      *[asyncAwait](): Generator<unknown, unknown[], never> {
        return [yield future, yield Promise.resolve("promise"), yield sleep(1, "coroutine"), yield 42];
      },
    };
    expect(await loop.runUntilComplete(awaitIt(awaitable))).toEqual([["future", "promise", "coroutine", 42]]);
  });

  test("gives up one turn of the loop at each bare yield", async () => {
    const events: string[] = [];
    const awaitable = {
      *[asyncAwait](): Generator<undefined, void, undefined> {
        for (let turn = 1; turn <= 3; turn++) {
          yield;
          events.push(`yield ${turn}`);
        }
      },
    };
    const ticks = coroutine(function* () {
      for (let turn = 1; turn <= 3; turn++) {
        events.push(`turn ${turn}`);
        yield sleep(0);
      }
    });
    loop.createTask(ticks());
    await loop.runUntilComplete(awaitIt(awaitable));
    expect(events).toEqual(["turn 1", "turn 2", "yield 1", "turn 3", "yield 2", "yield 3"]);
  });

  test("runs at once, in the same task", async () => {
    const seen: unknown[] = [];
    const awaitable = {
      *[asyncAwait](): Generator<never, string, never> {
        seen.push(currentTask());
        return "at once";
      },
    };
    const main = coroutine(function* () {
      getRunningLoop().callSoon(() => seen.push("turn"));
      seen.push(yield awaitable, currentTask());
      yield sleep(0);
    });
    await runVirtual(main());
    expect(seen).toEqual([seen[2], "at once", expect.anything(), "turn"]);
  });

  test("gets errors and cancellation thrown in where it waits", async () => {
    const events: string[] = [];
    const awaitable = {
      *[asyncAwait](): Generator<unknown, string, never> {
        for (const awaited of [Promise.reject(new RangeError("no")), loop.createFuture()]) {
          try {
            yield awaited;
          } catch (error) {
            events.push(String(error));
          }
        }
        return yield sleep(1, "cleaned up");
      },
    };
    const task = loop.createTask(awaitIt(awaitable));
    loop.callLater(1, () => task.cancel("enough"));
    expect(await loop.runUntilComplete(task)).toEqual(["cleaned up"]);
    expect(events).toEqual(["RangeError: no", "CancelledError: enough"]);
  });

  test("may throw, before and after it has waited", async () => {
    const throwing = (wait: boolean) => ({
      *[asyncAwait](): Generator<unknown, void, never> {
        if (wait) yield sleep(1);
        throw new RangeError("inside");
      },
    });
    for (const wait of [false, true]) {
      await expect(runVirtual(awaitIt(throwing(wait)))).rejects.toThrow(new RangeError("inside"));
    }
  });

  test("may give an iterator that has no throw(): the error then comes out of the await", async () => {
    const awaitable = { [asyncAwait]: () => [Promise.reject(new RangeError("no"))][Symbol.iterator]() };
    await expect(runVirtual(awaitIt(awaitable))).rejects.toThrow(new RangeError("no"));
  });

  test.each<[string, () => unknown]>([
    ["nothing", () => undefined],
    ["a promise", () => Promise.resolve()],
    ["a coroutine", () => sleep(1)],
    ["a text", () => "text"],
  ])("must not give %s for an iterator", async (_kind, give) => {
    const attempt = runVirtual(awaitIt({ [asyncAwait]: give }));
    await expect(attempt).rejects.toThrow(TypeError);
    await expect(attempt).rejects.toThrow("[asyncAwait]() must return the iterator of a generator, not ");
  });

  test("is awaited by it even where it has a `then`", async () => {
    const both = {
      *[asyncAwait](): Generator<never, string, never> {
        return "asyncAwait";
      },
      then: (resolve: (value: string) => void) => resolve("then"),
    };
    expect(await runVirtual(awaitIt(both))).toEqual(["asyncAwait"]);
    expect(await Promise.resolve(both)).toBe("then");
  });

  test("whose method cannot be read throws from the await, and from the coroutine that returns it", async () => {
    const unreadable = {
      get [asyncAwait](): never {
        throw new RangeError("unreadable");
      },
    };
    await expect(runVirtual(awaitIt(unreadable))).rejects.toThrow(new RangeError("unreadable"));
    await expect(runVirtual(giveBack(unreadable))).rejects.toThrow(new RangeError("unreadable"));
  });

  test("can be made a future of, each time anew", async () => {
    const awaitable = {
      *[asyncAwait](): Generator<unknown, string, never> {
        return yield sleep(1, "again");
      },
    };
    const main = coroutine(function* () {
      return [yield ensureFuture(awaitable), yield awaitable] as unknown[];
    });
    expect(await runVirtual(main())).toEqual(["again", "again"]);
  });
});

describe("an awaitable that a coroutine returns", () => {
  test.each<[string, () => unknown]>([
    ["a coroutine", () => sleep(1, "value")],
    ["a task", () => createTask(sleep(1, "value"))],
    ["a promise", () => Promise.resolve("value")],
    ["a thenable", () => thenable((resolve) => resolve("value"))],
    ["an object with [asyncAwait]", () => ({ [asyncAwait]: () => sleeping() })],
    ["a coroutine that returns a task", () => giveBack(createTask(sleep(1, "value")))],
  ])("is awaited in its place: %s", async (_kind, make) => {
    const main = coroutine(function* () {
      return [yield giveBack(make()), yield createTask(giveBack(make()))] as unknown[];
    });
    expect(await runVirtual(main())).toEqual(["value", "value"]);
  });

  function* sleeping(): Generator<unknown, string, never> {
    return yield sleep(1, "value");
  }

  test("may fail: the coroutine that returned it has ended, and catches nothing", async () => {
    const careful = coroutine(function* () {
      try {
        return Promise.reject(new RangeError("no"));
      } catch {
        return "caught";
      }
    });
    await expect(runVirtual(careful())).rejects.toThrow(new RangeError("no"));
  });

  test("is cancelled with the task", async () => {
    const inner = loop.createFuture();
    const task = loop.createTask(giveBack(inner));
    loop.callLater(1, () => task.cancel());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(CancelledError);
    expect(inner.cancelled()).toBe(true);
  });

  test("is not awaited when it is the result of a future, though the type of that await looks through it", async () => {
    for (const inner of [loop.createFuture<string>(), Promise.resolve("inner")]) {
      const outer = loop.createFuture<Promise<string>>();
      expectTypeOf<Awaited<typeof outer>>().toEqualTypeOf<string>();
      expectTypeOf(outer.result).returns.toEqualTypeOf<Promise<string>>();
      const waiting = loop.createTask(awaitIt(outer));
      loop.callSoon(() => outer.setResult(inner));
      const [given] = (await loop.runUntilComplete(waiting)) as [unknown];
      const [again] = (await loop.runUntilComplete(awaitIt(outer))) as [unknown];
      expect([given === inner, again === inner, outer.result() === inner]).toEqual([true, true, true]);
    }
  });
});

describe("native code that awaits a coroutine", () => {
  const work = coroutine(function* (result: unknown): Generator<unknown, unknown, never> {
    yield sleep(0);
    if (result instanceof Error) throw result;
    return result;
  });

  test("gets its result, on a default loop where none runs", async () => {
    expect(await work("value")).toBe("value");
    expect(await Promise.all([work(1), work(2)])).toEqual([1, 2]);
  });

  test("gets its error", async () => {
    const error = new RangeError("no");
    await expect(work(error)).rejects.toBe(error);
  });

  test("may use then, catch and finally", async () => {
    const events: unknown[] = [];
    const log = (value: unknown) => void events.push(value);
    await work("value").then(log);
    await work(new Error("no")).then(log, (error) => log(error.message));
    await work(new Error("no")).catch((error) => log(`caught ${error.message}`));
    await work("value").finally(() => log("finally"));
    await work(new Error("no"))
      .finally(() => log("finally"))
      .catch(() => log("passed on"));
    expect(events).toEqual(["value", "no", "caught no", "finally", "finally", "passed on"]);
  });

  test("gets native promises from them", () => {
    expect(work(1).then()).toBeInstanceOf(Promise);
    expect(work(1).catch()).toBeInstanceOf(Promise);
    expect(work(1).finally()).toBeInstanceOf(Promise);
  });

  test("starts it in a task of the loop that runs, in the Context of the caller", async () => {
    const variable = new ContextVar("variable", { default: "default" });
    const look = coroutine(function* () {
      return [getRunningLoop(), currentTask()?.getName(), variable.get()];
    });
    const main = coroutine(function* () {
      variable.set("main");
      const promise: unknown = Promise.resolve(look());
      const [loop, name, value]: unknown[] = yield look().then();
      return [
        loop === getRunningLoop(),
        name !== currentTask()?.getName(),
        value,
        (yield promise) !== undefined,
      ];
    });
    expect(await runVirtual(main())).toEqual([true, true, "main", true]);
  });

  test("can be cancelled through the task, and gets the CancelledError", async () => {
    let task: { cancel(message: string): boolean } | undefined;
    const wait = coroutine(function* () {
      task = currentTask();
      yield getRunningLoop().createFuture();
    });
    const main = coroutine(function* () {
      const promise = wait().catch((error: unknown) => String(error));
      yield sleep(1);
      task?.cancel("stop");
      return (yield promise) as string;
    });
    expect(await runVirtual(main())).toBe("CancelledError: stop");
  });

  test("gets a KeyboardInterrupt, which leaves the default loop for the host to report; the loop runs again", async () => {
    const interrupt = coroutine(function* () {
      yield sleep(0);
      throw new KeyboardInterrupt();
    });
    const reasons = await unhandledRejections(async () => {
      await expect(interrupt().then()).rejects.toThrow(KeyboardInterrupt);
    });
    expect(reasons).toEqual([new KeyboardInterrupt()]);
    expect(await work("again")).toBe("again");
  });

  test("gets a KeyboardInterrupt of its first step as a rejection, and nobody else does", async () => {
    const interrupt = coroutine(function* () {
      throw new KeyboardInterrupt();
    });
    const reasons = await unhandledRejections(async () => {
      await expect(interrupt().then()).rejects.toThrow(KeyboardInterrupt);
    });
    expect(reasons).toEqual([]);
  });

  test("starts it inside of then, where an async function would have started at the call", async () => {
    const events: unknown[] = [];
    const step = coroutine(function* (name: string) {
      events.push(`${name} starts`);
      yield sleep(0);
      events.push(`${name} ends`);
    });
    const main = coroutine(function* () {
      const outer = currentTask();
      const inner = step("inner").then();
      events.push(outer === currentTask() ? "back in main" : "lost");
      yield inner;
    });
    const first = step("first").then();
    const running = main().then();
    events.push("after both calls");
    await Promise.all([first, running]);
    expect(events).toEqual([
      "first starts",
      "inner starts",
      "back in main",
      "after both calls",
      "first ends",
      "inner ends",
    ]);
  });

  test("may ask for its outcome again before it has got it, as React does of actions", async () => {
    const atOnce = coroutine(function* (): Generator<unknown, string, never> {
      return "at once";
    });
    for (const coro of [work("value"), atOnce(), work(new Error("no"))]) {
      const outcomes = [coro, coro.catch((error) => error), coro.finally()];
      const [first, ...others] = await Promise.allSettled(outcomes);
      expect(others.map((one) => Object.values(one)[1].message ?? Object.values(one)[1])).toEqual(
        Array(2).fill(first?.status === "rejected" ? first.reason.message : first?.value),
      );
      await expect(coro.then()).rejects.toThrow("cannot reuse the already awaited coroutine");
    }
  });

  test("may start one that a task awaits then, as spies of test runners do", async () => {
    const spy = (coro: Promise<unknown>) => {
      void coro.then(undefined, () => {});
      return coro;
    };
    const atOnce = coroutine(function* (): Generator<unknown, string, never> {
      return "at once";
    });
    const main = coroutine(function* () {
      const waiting = createTask(awaitIt(spy(sleep(10))));
      yield sleep(1);
      waiting.cancel();
      const [error] = (yield gather({ returnExceptions: true }, waiting)) as unknown[];
      return [
        error,
        yield spy(work("later")),
        yield spy(atOnce()),
        yield createTask(spy(atOnce())),
        allTasks().size,
      ];
    });
    const [error, ...others] = (await runVirtual(main())) as unknown[];
    expect(error).toBeInstanceOf(CancelledError);
    expect(others).toEqual(["later", "at once", "at once", 1]);
    const fail = coroutine(function* (): Generator<unknown, void, never> {
      yield spy(work(new RangeError("no")));
    });
    await expect(runVirtual(fail())).rejects.toThrow(RangeError);
  });

  test("gets an error for a coroutine that a task awaits already", async () => {
    const coro = work("value");
    const outcomes = await Promise.allSettled([runVirtual(awaitIt(coro)), coro]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("gets a rejection, not an exception, when it cannot be started", async () => {
    const coro = work("value");
    await coro;
    await expect(coro.then()).rejects.toThrow(RuntimeError);
  });

  test("leaves an error that nobody handles to the host", async () => {
    const error = new Error("unhandled");
    expect(await unhandledRejections(async () => void work(error).then())).toEqual([error]);
  });
});

describe("native code that awaits a Future", () => {
  test("gets its result, when it is there and when it comes", async () => {
    const [done, pending] = [loop.createFuture<number>(), loop.createFuture<number>()];
    done.setResult(1);
    const promises = [done.then((n) => n * 10), pending.then((n) => n * 10)];
    loop.callLater(1, () => pending.setResult(2));
    await loop.runUntilComplete(sleep(2));
    expect(await Promise.all(promises)).toEqual([10, 20]);
  });

  test("gets a rejection for its exception, and for its cancellation", async () => {
    const [failed, cancelled] = [loop.createFuture(), loop.createFuture()];
    failed.setException(new RangeError("no"));
    cancelled.cancel("stop");
    await expect(failed.then()).rejects.toThrow(new RangeError("no"));
    await expect(cancelled.then()).rejects.toThrow(new CancelledError("stop"));
    expect(await cancelled.catch((error) => (error as CancelledError).args)).toEqual(["stop"]);
  });

  test("gets native promises from then, catch and finally", async () => {
    const future = loop.createFuture<number>();
    const finalizer = vi.fn();
    const promises = [future.then(), future.catch(), future.finally(finalizer)];
    loop.callSoon(() => future.setResult(1));
    await loop.runUntilComplete(sleep(0));
    for (const promise of promises) expect(promise).toBeInstanceOf(Promise);
    expect(await Promise.all(promises)).toEqual([1, 1, 1]);
    expect(finalizer).toHaveBeenCalledOnce();
  });

  test("is told when the loop is closed before there is one, or was closed before it asked", async () => {
    const own = new EventLoop();
    own.setExceptionHandler(() => {});
    const task = own.createTask(sleep(1), { name: "T" });
    const early = expect(task).rejects.toThrow(
      /^<Task pending name='T'.*> will never be done: its event loop is closed$/,
    );
    own.close();
    await early;
    await expect(task.then()).rejects.toThrow(RuntimeError);
  });

  test("gets it even when its loop is closed, if it is done", async () => {
    const future = loop.createFuture<number>();
    future.setResult(1);
    loop.close();
    expect(await future).toBe(1);
  });

  test("sees a future as a result followed, as it sees every thenable", async () => {
    const [outer, inner] = [loop.createFuture<unknown>(), loop.createFuture<string>()];
    outer.setResult(inner);
    inner.setResult("inner");
    expect(await outer.then()).toBe("inner");
  });
});

describe("a native async function in the middle", () => {
  test("finds the loop that runs, but neither the task nor its Context", async () => {
    const variable = new ContextVar("variable", { default: "default" });
    const seen: unknown[] = [];
    const native = async () => {
      seen.push(currentTask() !== undefined, variable.get());
      await null;
      seen.push(currentTask() !== undefined, variable.get(), getRunningLoop() === loop);
    };
    const main = coroutine(function* () {
      variable.set("main");
      yield native();
      seen.push(currentTask() !== undefined, variable.get());
    });
    await loop.runUntilComplete(main());
    expect(seen).toEqual([true, "main", false, "default", true, true, "main"]);
  });

  test("passes results and errors through", async () => {
    const native = async (coro: Promise<unknown>) => await coro;
    const fail = coroutine(function* () {
      yield sleep(1);
      throw new RangeError("inner");
    });
    expect(await runVirtual(awaitIt(native(sleep(1, "value"))))).toEqual(["value"]);
    const main = coroutine(function* () {
      return (yield native(fail())) as unknown;
    });
    await expect(runVirtual(main())).rejects.toThrow(new RangeError("inner"));
  });

  test("stands in the way of cancellation: what it awaits runs on", async () => {
    const events: string[] = [];
    const inner = coroutine(function* () {
      yield sleep(2);
      events.push("inner ran on");
    });
    const main = coroutine(function* () {
      const native = async () => await inner();
      yield native();
    });
    const task = loop.createTask(main());
    loop.callLater(1, () => task.cancel());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(CancelledError);
    await loop.runUntilComplete(sleep(5));
    expect(events).toEqual(["inner ran on"]);
  });
});

describe("what is handed to a loop that does not run", () => {
  const submitting = (promise: Promise<unknown>) => ({ submit: () => promise as never, shutdown() {} });

  test("gives a Future of that loop, which fails as its promise does", async () => {
    const error = new RangeError("of the promise");
    const future = loop.runInExecutor(submitting(Promise.reject(error)), () => {});
    expect(future.getLoop()).toBe(loop);
    await expect(loop.runUntilComplete(future)).rejects.toBe(error);
  });

  test("and was closed is refused for that reason, whatever it is", () => {
    const closed = new EventLoop();
    closed.close();
    for (const value of [sleep(1), undefined, 5])
      expect(() => closed.createTask(value as never)).toThrow("the event loop is closed: make a new one");
  });

  test("is refused without the hint for functions where it is none", () => {
    expect(() => ensureFuture(5 as never, { loop })).toThrow(
      /^a Future, a coroutine or another awaitable is required, got 5$/,
    );
  });
});

describe("of another copy of the runtime in the same process", () => {
  async function otherCopy() {
    vi.resetModules();
    const other = await import("../../runtime/index.ts");
    expect(other.Future).not.toBe(Future);
    return other;
  }

  test("coroutines can be awaited, made tasks and futures of", async () => {
    const other = await otherCopy();
    const theirs = other.coroutine(function* (result: string) {
      yield other.sleep(0);
      return `${result} ${other.currentTask() !== undefined}`;
    });
    const main = coroutine(function* () {
      return [
        yield theirs("awaited"),
        yield createTask(theirs("task")),
        yield ensureFuture(theirs("future")),
      ];
    });
    expect(await runVirtual(main())).toEqual(["awaited true", "task true", "future true"]);
  });

  test("cancellation ends a task as cancelled, with an error of ours that theirs has caused", async () => {
    const other = await otherCopy();
    const theirs = new other.CancelledError("theirs");
    const rejected = () => Promise.reject(theirs);
    const seen = await runVirtual(
      coroutine(function* () {
        const throwing = coroutine(function* () {
          yield sleep(0);
          throw theirs;
        });
        const awaiting = coroutine(function* () {
          yield rejected();
        });
        const tasks = [createTask(throwing()), createTask(awaiting())];
        yield wait(tasks);
        const outcomes: [boolean, unknown][] = [];
        for (const task of tasks) outcomes.push([task.cancelled(), yield failure(task)]);
        return outcomes;
      })(),
    );
    for (const [cancelled, error] of seen) {
      expect(cancelled).toBe(true);
      expect(error).toBeInstanceOf(CancelledError);
      expect([(error as Error).message, (error as Error).cause]).toEqual(["theirs", theirs]);
    }
  });

  test("coroutines can be run", async () => {
    const other = await otherCopy();
    expect(await runVirtual(other.sleep(0, "theirs"))).toBe("theirs");
    expect(await other.run(sleep(0, "ours"))).toBe("ours");
  });

  test("futures and tasks can be awaited, with results, errors and cancellation", async () => {
    const other = await otherCopy();
    const theirs = other.newEventLoop();
    const [done, failed, cancelled] = [theirs.createFuture(), theirs.createFuture(), theirs.createFuture()];
    done.setResult("value");
    failed.setException(new RangeError("no"));
    cancelled.cancel("stop");
    expect(await runVirtual(awaitIt(done))).toEqual(["value"]);
    await expect(runVirtual(awaitIt(failed))).rejects.toThrow(new RangeError("no"));
    await expect(runVirtual(awaitIt(cancelled))).rejects.toThrow("stop");
    theirs.close();
  });

  test("objects with [asyncAwait] are awaited alike", async () => {
    const other = await otherCopy();
    expect(other.asyncAwait).toBe(asyncAwait);
  });

  test("coroutines that were awaited before are refused by it", async () => {
    const other = await otherCopy();
    const coro = other.sleep(0);
    await coro;
    await expect(runVirtual(awaitIt(coro))).rejects.toThrow("cannot reuse the already awaited coroutine");
  });
});
