/** Timeouts, entered and left by hand as `await using` does it. */
import { describe, expect, test } from "vitest";
import {
  asyncEnter,
  asyncExit,
  CancelledError,
  coroutine,
  createTask,
  currentTask,
  EventLoop,
  ExceptionGroup,
  getRunningLoop,
  RuntimeError,
  sleep,
  Timeout,
  TimeoutError,
  timeout,
  timeoutAt,
} from "../../runtime/index.ts";
import { type Body, inside, outcome, program } from "./support/program.ts";

/** The body of an `await using` block. */
const within = coroutine(function* (
  scope: Timeout,
  body: Body | PromiseLike<unknown>,
): Generator<unknown, unknown, never> {
  scope[asyncEnter]();
  let result: unknown;
  try {
    result = yield typeof body === "function" ? inside(body) : body;
  } catch (error) {
    scope[asyncExit](error);
    throw error;
  }
  scope[asyncExit]();
  return result;
});

/** The names of an error and of what caused it. */
function causesOf(error: unknown): string[] {
  return error instanceof Error ? [error.name, ...causesOf(error.cause)] : [];
}

describe("a block with a deadline", () => {
  test("ends with TimeoutError when the deadline comes, and the CancelledError is its cause", async () => {
    const error = await program(() => within(timeout(1), sleep(2))).catch((reason) => reason);
    expect(error).toEqual(new TimeoutError("the deadline has passed"));
    expect((error as Error).cause).toBeInstanceOf(CancelledError);
  });

  test("goes its way when it is done before, and nothing is left of the deadline", async () => {
    const [result, expired] = await program(function* () {
      const scope = timeout(1);
      const result: string = yield within(scope, sleep(0.5, "slept"));
      yield sleep(10);
      return [result, scope.expired()];
    });
    expect([result, expired]).toEqual(["slept", false]);
  });

  test("counts from the call of timeout(), not from the entry", async () => {
    const result = await program(function* () {
      const scope = timeout(5);
      yield sleep(3);
      return yield outcome(within(scope, sleep(10)));
    });
    expect(result).toEqual(["TimeoutError", 5]);
  });

  test("may be given a time of the clock", async () => {
    const result = await program(function* () {
      yield sleep(3);
      return yield outcome(within(timeoutAt(4), sleep(10)));
    });
    expect(result).toEqual(["TimeoutError", 4]);
  });

  test("has no deadline when it is undefined", async () => {
    const scopes = [() => timeout(undefined), () => timeoutAt(undefined)];
    for (const make of scopes) {
      const scope = await program(function* () {
        const scope = make();
        yield within(scope, sleep(1e9));
        return scope;
      });
      expect([scope.when(), scope.expired()]).toEqual([undefined, false]);
    }
  });

  test.each([0, -1])(
    "that is %d seconds off strikes at the first suspension, be it one turn",
    async (delay) => {
      const result = await program(() => outcome(within(timeout(delay), sleep(0))));
      expect(result).toEqual(["TimeoutError", 0]);
    },
  );

  test("that is overdue lets a body pass that never suspends", async () => {
    const [result, expired] = await program(function* () {
      const scope = timeout(0);
      const result = yield within(scope, function* () {
        return 5;
      });
      yield sleep(1);
      return [result, scope.expired()];
    });
    expect([result, expired]).toEqual([5, false]);
  });

  test("lets other errors pass as they are", async () => {
    const foreign = new Error("foreign");
    const failing = program(() =>
      within(timeout(1), function* () {
        throw foreign;
      }),
    );
    await expect(failing).rejects.toBe(foreign);
  });

  test("lets an error pass that the cleanup raised once the deadline had come", async () => {
    const foreign = new Error("foreign");
    const [error, cancelling] = await program(function* () {
      try {
        yield within(timeout(1), function* () {
          try {
            yield sleep(2);
          } catch {
            throw foreign;
          }
        });
        return [];
      } catch (error) {
        return [error, currentTask()?.cancelling()];
      }
    });
    expect([error === foreign, cancelling]).toEqual([true, 0]);
  });

  test("is told of in the causes of an error that names the cancellation as its cause, also in a group", async () => {
    const chains = await program(function* () {
      const found: string[][] = [];
      for (const wrap of [
        (error: Error) => error,
        (error: Error) => new ExceptionGroup("group", [error, new Error("unrelated")]),
        (error: Error) => new Error("middle", { cause: error }),
        () => new TypeError("without a cause"),
      ]) {
        try {
          yield within(timeout(1), function* () {
            try {
              yield sleep(2);
            } catch (cause) {
              throw wrap(new RangeError("in cleanup", { cause }));
            }
          });
        } catch (error) {
          found.push(causesOf(error instanceof ExceptionGroup ? error.errors[0] : error));
        }
      }
      return found;
    });
    const told = ["RangeError", "TimeoutError", "CancelledError"];
    expect(chains).toEqual([told, told, ["Error", ...told], ["TypeError"]]);
  });

  test("leaves alone causes that go in a circle", async () => {
    const circular = new Error("circular");
    circular.cause = circular;
    const failing = program(() =>
      within(timeout(1), function* () {
        try {
          yield sleep(2);
        } catch {
          throw circular;
        }
      }),
    );
    await expect(failing).rejects.toBe(circular);
    expect(circular.cause).toBe(circular);
  });

  test("that swallows the cancellation ends without an error, but has expired", async () => {
    const state = await program(function* () {
      const scope = timeout(1);
      yield within(scope, () => outcome(sleep(2)));
      return [scope.expired(), String(scope), currentTask()?.cancelling()];
    });
    expect(state).toEqual([true, "<Timeout [expired]>", 0]);
  });
});

describe("cancellation from elsewhere", () => {
  test("leaves a block as CancelledError", async () => {
    const result = await program(function* () {
      const task = createTask(within(timeout(5), sleep(10)));
      getRunningLoop().callLater(1, () => task.cancel());
      return yield outcome(function* () {
        yield task;
      });
    });
    expect(result).toEqual(["CancelledError", 1]);
  });

  test.each(["before", "after"])("in the turn of the deadline, %s it, wins", async (order) => {
    const result = await program(function* () {
      const task = createTask(outcome(() => within(timeout(1), sleep(5))));
      if (order === "after") yield sleep(0);
      getRunningLoop().callAt(1, () => task.cancel());
      const [name]: [string] = yield task;
      return [name, task.cancelling()];
    });
    expect(result).toEqual(["CancelledError", 1]);
  });

  test("that a task once swallowed does not keep it from timing out", async () => {
    const result = await program(function* () {
      const task = createTask(
        inside(function* (): Generator<unknown, unknown, never> {
          yield outcome(sleep(5));
          return yield outcome(within(timeout(1), sleep(5)));
        }),
      );
      getRunningLoop().callAt(1, () => task.cancel());
      return [yield task, task.cancelling()];
    });
    expect(result).toEqual([["TimeoutError", 2], 1]);
  });
});

describe("nested blocks", () => {
  /** Two deadlines around ten seconds of sleep, ten more after the inner one; what each block raised. */
  const nested = coroutine(function* (
    outer: Timeout,
    inner: Timeout,
    before: () => void = () => {},
  ): Generator<unknown, unknown, never> {
    let fromInner: unknown;
    const around = within(outer, function* () {
      try {
        yield within(inner, function* () {
          before();
          yield sleep(10);
        });
      } catch (error) {
        fromInner = [(error as Error).name, getRunningLoop().time()];
        if (error instanceof CancelledError) throw error;
      }
      yield sleep(10);
    });
    const fromOuter: unknown = yield outcome(around);
    return [fromInner, fromOuter, inner.expired(), outer.expired()];
  });

  test("time out from the inside out", async () => {
    const result = await program(() => nested(timeout(2), timeout(1)));
    expect(result).toEqual([["TimeoutError", 1], ["TimeoutError", 2], true, true]);
  });

  test("time out outside alone when the outer deadline comes first", async () => {
    const result = await program(() => nested(timeout(1), timeout(2)));
    expect(result).toEqual([["CancelledError", 1], ["TimeoutError", 1], false, true]);
  });

  test("that time out in one turn give one TimeoutError, from the outer", async () => {
    const result = await program(() => nested(timeout(1), timeout(1)));
    expect(result).toEqual([["CancelledError", 1], ["TimeoutError", 1], true, true]);
  });

  test("that are both overdue, because the loop was kept busy, do so too", async () => {
    const clock = new BusyClock();
    const loop = new EventLoop(clock);
    const body = inside(() => nested(timeout(0.1), timeout(0.01), () => clock.advance(0.2)));
    const result = await loop.runUntilComplete(body);
    loop.close();
    expect(result).toEqual([["CancelledError", 0.2], ["TimeoutError", 0.2], true, true]);
  });

  test("may stand in the cleanup of each other", async () => {
    const result = await program(function* () {
      let inCleanup: unknown;
      const outer = yield outcome(
        within(timeout(1), function* () {
          try {
            yield sleep(10);
          } finally {
            inCleanup = yield outcome(within(timeout(1), sleep(10)));
          }
        }),
      );
      return [inCleanup, outer, currentTask()?.cancelling()];
    });
    expect(result).toEqual([["TimeoutError", 2], ["TimeoutError", 2], 0]);
  });
});

/** A clock that a test moves on, as if a callback had taken so long. */
class BusyClock {
  #now = 0;

  now(): number {
    return this.#now;
  }

  advance(seconds: number): void {
    this.#now += seconds;
  }

  soon(callback: () => void): void {
    setImmediate(callback);
  }

  at(when: number, callback: () => void): () => void {
    const timer = setImmediate(() => {
      this.#now = Math.max(this.#now, when);
      callback();
    });
    return () => clearImmediate(timer);
  }
}

describe("reschedule", () => {
  test.each<[string, number | undefined, unknown]>([
    ["puts a deadline off", 3, ["TimeoutError", 3]],
    ["brings it forward", 0.5, ["TimeoutError", 0.5]],
    ["makes it strike now when it has passed", -1, ["TimeoutError", 0]],
    ["takes it away", undefined, [undefined, 10]],
  ])("%s", async (_sentence, when, expected) => {
    const [result, inForce] = await program(function* () {
      const scope = timeout(1);
      const result = yield outcome(
        within(scope, function* () {
          scope.reschedule(when);
          yield sleep(10);
        }),
      );
      return [result, scope.when()];
    });
    expect([result, inForce]).toEqual([expected, when]);
  });

  test("sets a deadline where there was none", async () => {
    const result = await program(function* () {
      const scope = timeout(undefined);
      getRunningLoop().callLater(1, () => scope.reschedule(2));
      return yield outcome(within(scope, sleep(10)));
    });
    expect(result).toEqual(["TimeoutError", 2]);
  });

  test("is refused before the block is entered", () => {
    expect(() => new Timeout(1).reschedule(2)).toThrow("has not been entered");
  });

  test("is refused when the block is left", async () => {
    const scope = await program(function* () {
      const scope = timeout(1);
      yield within(scope, sleep(0));
      return scope;
    });
    expect(() => scope.reschedule(2)).toThrow("it is finished");
  });

  test("is refused once the deadline has come, in the block and after it", async () => {
    const scope = await program(function* () {
      const scope = timeout(1);
      yield outcome(
        within(scope, function* () {
          yield outcome(sleep(5));
          expect(() => scope.reschedule(9)).toThrow("it is expiring");
        }),
      );
      return scope;
    });
    expect(() => scope.reschedule(9)).toThrow("it is expired");
  });
});

describe("a Timeout", () => {
  test("is used once", async () => {
    await program(function* () {
      const scope = timeout(1);
      yield within(scope, sleep(0));
      expect(() => scope[asyncEnter]()).toThrow("has already been entered");
    });
  });

  test("cannot be entered twice at a time", async () => {
    await program(function* () {
      const scope = timeout(1);
      yield within(scope, function* () {
        expect(() => scope[asyncEnter]()).toThrow(RuntimeError);
        yield 0;
      });
    });
  });

  test("binds itself", async () => {
    await program(function* () {
      const scope = timeout(1);
      expect(scope[asyncEnter]()).toBe(scope);
      scope[asyncExit]();
      yield 0;
    });
  });

  test("needs a running loop when it counts from now", () => {
    expect(() => timeout(1)).toThrow(RuntimeError);
    expect(() => timeout(undefined)).toThrow(RuntimeError);
  });

  test("needs a task when it is entered", async () => {
    const error = await program(function* () {
      const failed = getRunningLoop().createFuture<unknown>();
      getRunningLoop().callSoon(() => {
        try {
          timeout(1)[asyncEnter]();
        } catch (error) {
          failed.setResult(error);
        }
      });
      return yield failed;
    });
    expect(String(error)).toBe("RuntimeError: <Timeout [created]> must be used inside a task");
  });

  test.each([
    ["1", TypeError],
    [1n, TypeError],
    [null, TypeError],
    [Number.NaN, RangeError],
  ])("refuses %o for a number of seconds", async (seconds, errorClass) => {
    const kind = typeof seconds === "number" ? "NaN" : typeof seconds;
    const refused = (what: string) => new errorClass(`${what} must be a number of seconds, not ${kind}`);
    await program(function* () {
      expect(() => timeout(seconds as never)).toThrow(refused("the delay of timeout()"));
      expect(() => timeoutAt(seconds as never)).toThrow(refused("the deadline of a Timeout"));
      const scope = timeout(1);
      yield within(scope, function* () {
        expect(() => scope.reschedule(seconds as never)).toThrow(refused("the deadline of a Timeout"));
        yield 0;
      });
    });
  });

  test("is left once: leaving it again changes nothing", async () => {
    await program(function* () {
      const scope = timeout(1);
      yield within(scope, sleep(0));
      currentTask()?.cancel();
      scope[asyncExit]();
      expect([String(scope), currentTask()?.cancelling()]).toEqual(["<Timeout [finished]>", 1]);
      currentTask()?.uncancel();
      yield 0;
    });
  });

  test("refuses to be left by native code, which has not entered it", async () => {
    const scope = timeoutAt(1);
    await expect(scope[Symbol.asyncDispose]()).rejects.toThrow(
      new RuntimeError("<Timeout [created]> has not been entered: bind it with `await using` in a coroutine"),
    );
    expect(String(scope)).toBe("<Timeout [created]>");
  });

  test("stops its clock when Symbol.asyncDispose leaves it", async () => {
    await program(function* () {
      const scope = timeout(1);
      scope[asyncEnter]();
      yield scope[Symbol.asyncDispose]();
      yield sleep(2);
      expect(String(scope)).toBe("<Timeout [finished]>");
    });
  });

  test("that a signal has ended tells so", async () => {
    await program(function* () {
      const signal = new AbortController();
      const scope = timeout(5, { signal: signal.signal });
      getRunningLoop().callLater(1, () => signal.abort("enough"));
      expect(yield outcome(within(scope, sleep(9)))).toEqual(["CancelledError", 1]);
      expect(String(scope)).toBe("<Timeout [cancelled]>");
    });
  });

  test("describes its state", async () => {
    await program(function* () {
      const scope = timeoutAt(5);
      expect(String(scope)).toBe("<Timeout [created]>");
      yield within(scope, function* () {
        expect(String(scope)).toBe("<Timeout [active] when=5>");
        yield 0;
      });
      expect(String(scope)).toBe("<Timeout [finished]>");
    });
  });
});
