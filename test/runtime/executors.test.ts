/** Executors: a stand-in that runs what it is given when it is told to. */
import { describe, expect, test, vi } from "vitest";
import {
  CancelledError,
  coroutine,
  EventLoop,
  type Executor,
  getRunningLoop,
  RuntimeError,
  run,
  sleep,
} from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";
import { failure } from "./support/context.ts";
import { program } from "./support/program.ts";

/** Runs what it takes one second later on the loop's clock, and notes what it is asked. */
class LaterExecutor implements Executor {
  readonly asked: string[] = [];
  #working: Promise<unknown>[] = [];

  submit<Args extends unknown[], R>(fn: (...args: Args) => R, ...args: Args): PromiseLike<Awaited<R>> {
    this.asked.push("submit");
    const work = new Promise<Awaited<R>>((resolve, reject) => {
      getRunningLoop().callLater(1, () => {
        try {
          resolve(fn(...args) as Awaited<R>);
        } catch (error) {
          reject(error);
        }
      });
    });
    this.#working.push(work.catch(() => {}));
    return Object.assign(work, { cancel: () => this.asked.push("cancel") });
  }

  shutdown(): Promise<unknown> {
    this.asked.push("shutdown");
    return Promise.all(this.#working);
  }
}

describe("an executor", () => {
  test("gives the result of a function, which gets the arguments", async () => {
    const seen = await program(function* () {
      const loop = getRunningLoop();
      const executor = new LaterExecutor();
      const sum: number = yield loop.runInExecutor(executor, (a: number, b: number) => a + b, 1, 2);
      return [sum, loop.time(), executor.asked];
    });
    expect(seen).toEqual([3, 1, ["submit"]]);
  });

  test("gives the error of a function", async () => {
    const seen = await program(function* () {
      const failing = () => {
        throw new RangeError("out");
      };
      return String(yield failure(getRunningLoop().runInExecutor(new LaterExecutor(), failing)));
    });
    expect(seen).toBe("RangeError: out");
  });

  test("is told when a call is no longer wanted, and what comes of it all the same is dropped", async () => {
    const seen = await program(function* () {
      const executor = new LaterExecutor();
      const work = () => executor.asked.push("work");
      const future = getRunningLoop().runInExecutor(executor, work);
      future.cancel();
      const error: unknown = yield failure(future);
      yield sleep(2);
      return [error instanceof CancelledError, future.cancelled(), executor.asked];
    });
    expect(seen).toEqual([true, true, ["submit", "cancel", "work"]]);
  });

  test("may give a Future of the loop, which is handed on as it is", async () => {
    const seen = await program(function* () {
      const given = getRunningLoop().createFuture<number>();
      const executor: Executor = { submit: () => given as never, shutdown: () => {} };
      const future = getRunningLoop().runInExecutor(executor, () => 1);
      given.setResult(2);
      return [future === given, future.done(), yield future];
    });
    expect(seen).toEqual([true, true, 2]);
  });

  test("need not know how to cancel", async () => {
    const seen = await program(function* () {
      const executor: Executor = { submit: () => new Promise(() => {}), shutdown: () => {} };
      const reports: unknown[] = [];
      getRunningLoop().setExceptionHandler((_loop, context) => void reports.push(context));
      const future = getRunningLoop().runInExecutor(executor, () => 1);
      future.cancel();
      const error: unknown = yield failure(future);
      yield sleep(0);
      return [(error as Error).name, reports];
    });
    expect(seen).toEqual(["CancelledError", []]);
  });

  const halves = [{ submit() {} }, { shutdown() {} }, null, "threads"] as unknown as Executor[];

  test.each(halves)("is not %o, which is said by what was asked for it", (executor) => {
    const loop = new EventLoop();
    const words = `takes an executor, with submit() and shutdown(), not ${executor}`;
    expect(() => loop.setDefaultExecutor(executor)).toThrow(new TypeError(`setDefaultExecutor() ${words}`));
    if (executor !== null)
      expect(() => loop.runInExecutor(executor, () => {})).toThrow(new TypeError(`runInExecutor() ${words}`));
    loop.close();
  });

  test("takes a function, no coroutine and nothing else", () => {
    const loop = new EventLoop();
    const executor = new LaterExecutor();
    for (const fn of [5, sleep(0)])
      expect(() => loop.runInExecutor(executor, fn as unknown as () => void)).toThrow(
        new TypeError(`runInExecutor() takes a function to call, not ${fn}`),
      );
    expect(executor.asked).toEqual([]);
    loop.close();
  });

  test("takes nothing for a loop that is closed", () => {
    const loop = new EventLoop();
    loop.close();
    expect(() => loop.runInExecutor(new LaterExecutor(), () => {})).toThrow("the event loop is closed");
  });
});

describe("the default executor", () => {
  test("is refused where no default one was given, and the remedy is named", async () => {
    const loop = new EventLoop();
    expect(() => loop.runInExecutor(undefined, () => {})).toThrow(RuntimeError);
    expect(() => loop.runInExecutor(undefined, () => {})).toThrow("give one to setDefaultExecutor()");
    expect(() => loop.setDefaultExecutor({} as Executor)).toThrow(TypeError);
    loop.close();
  });

  test("is the one that was set", async () => {
    const seen = await program(function* () {
      const loop = getRunningLoop();
      loop.setDefaultExecutor(new LaterExecutor());
      return yield loop.runInExecutor(undefined, (text: string) => text.toUpperCase(), "done");
    });
    expect(seen).toBe("DONE");
  });

  test("finishes what it has taken before it is shut down, and takes nothing afterwards", async () => {
    const seen = await program(function* () {
      const loop = getRunningLoop();
      loop.setDefaultExecutor(new LaterExecutor());
      const future = loop.runInExecutor(undefined, () => "finished");
      yield loop.shutdownDefaultExecutor();
      const before = [future.done() && future.result(), loop.time()];
      yield loop.shutdownDefaultExecutor();
      try {
        loop.runInExecutor(undefined, () => {});
      } catch (error) {
        before.push((error as Error).message);
      }
      return before;
    });
    expect(seen).toEqual(["finished", 1, expect.stringContaining("was shut down")]);
  });

  test("is waited for no longer than the timeout says", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const time = await program(function* () {
      const loop = getRunningLoop();
      loop.setDefaultExecutor(new LaterExecutor());
      loop.runInExecutor(undefined, () => {});
      yield loop.shutdownDefaultExecutor({ timeout: 0.25 });
      return loop.time();
    });
    expect([time, warn.mock.calls]).toEqual([
      0.25,
      [["The executor did not finish its work within 0.25 seconds: it is left alone"]],
    ]);
    warn.mockRestore();
  });

  test("is shut down with a timeout, and no other option", () => {
    const loop = new EventLoop();
    expect(() => loop.shutdownDefaultExecutor({ wait: false } as object)).toThrow(
      new TypeError("shutdownDefaultExecutor() does not know the option 'wait'; it knows timeout"),
    );
    loop.close();
  });

  test("that fails when it is shut down says so to who waits", async () => {
    const seen = await program(function* () {
      const loop = getRunningLoop();
      loop.setDefaultExecutor({
        submit: () => Promise.reject(new Error("unused")),
        shutdown: () => Promise.reject(new RangeError("stuck")),
      });
      const error: unknown = yield failure(loop.shutdownDefaultExecutor());
      loop.setDefaultExecutor({ submit: () => Promise.reject(new Error("unused")), shutdown: () => {} });
      return String(error);
    });
    expect(seen).toBe("RangeError: stuck");
  });

  test("is shut down at the end of a run", async () => {
    const executor = new LaterExecutor();
    const finished: string[] = [];
    const main = coroutine(function* () {
      getRunningLoop().setDefaultExecutor(executor);
      getRunningLoop().runInExecutor(undefined, () => finished.push("finished"));
      yield sleep(0);
    });
    await run(main(), { loopFactory: () => new VirtualEventLoop() });
    expect([executor.asked, finished]).toEqual([["submit", "shutdown"], ["finished"]]);
  });

  test("is told when its loop is closed, once, and nobody minds how that ends", async () => {
    const loop = new EventLoop();
    let times = 0;
    loop.setDefaultExecutor({
      submit: () => Promise.reject(new Error("unused")),
      shutdown: () => Promise.reject(new Error(`${++times}`)),
    });
    loop.close();
    loop.close();
    await Promise.resolve();
    expect(times).toBe(1);
  });
});
