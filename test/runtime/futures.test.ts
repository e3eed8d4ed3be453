/**
 * Future by itself: its one change of state, its callbacks, and what it says of itself. How tasks wait for futures is
 * in tasks.test.ts, how native code does in interop.test.ts.
 */
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import {
  Barrier,
  CancelledError,
  Condition,
  ContextVar,
  coroutine,
  createTask,
  Event,
  Future,
  InvalidStateError,
  isFuture,
  Lock,
  PriorityQueue,
  Queue,
  RuntimeError,
  Semaphore,
  sleep,
  TaskGroup,
  timeoutAt,
} from "../../runtime/index.ts";
import { runVirtual } from "../../runtime/testing/index.ts";
import { loop, reports, useVirtualLoop } from "./support/loop.ts";

useVirtualLoop();

/** Runs the loop until nothing is ready any more. */
async function settle(): Promise<void> {
  await loop.runUntilComplete(sleep(1));
}

/** The error that `call` throws. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("a new Future", () => {
  test("is pending", () => {
    const future = loop.createFuture();
    expect([future.done(), future.cancelled(), String(future)]).toEqual([false, false, "<Future pending>"]);
  });

  test("belongs to the loop it is given", () => {
    expect(new Future({ loop }).getLoop()).toBe(loop);
    expect(loop.createFuture().getLoop()).toBe(loop);
  });

  test("belongs to the running loop otherwise", async () => {
    const main = coroutine(function* () {
      return new Future().getLoop();
    });
    expect(await loop.runUntilComplete(main())).toBe(loop);
  });

  test("is refused where no loop runs", () => {
    expect(() => new Future()).toThrow(RuntimeError);
    expect(() => new Future()).toThrow("no running event loop");
  });
});

describe("the outcome of a Future", () => {
  test("is its result, and no exception", () => {
    const future = loop.createFuture<number>();
    future.setResult(42);
    expect([future.done(), future.cancelled(), future.result(), future.exception()]).toEqual([
      true,
      false,
      42,
      undefined,
    ]);
  });

  test.each([[undefined], [null], [new Error("a value")], [[1, 2]]])("may be the result %s", (result) => {
    const future = loop.createFuture<unknown>();
    future.setResult(result);
    expect(future.result()).toBe(result);
  });

  test("may be a promise, a Future or a coroutine, which is left as it is", () => {
    for (const result of [Promise.resolve(1), loop.createFuture(), sleep(0)]) {
      const future = loop.createFuture<unknown>();
      future.setResult(result);
      expect(future.result()).toBe(result);
    }
  });

  test("is its exception: thrown by result(), returned by exception(), the same each time", () => {
    const future = loop.createFuture();
    const error = new RangeError("wrong");
    future.setException(error);
    expect([thrownBy(() => future.result()), future.exception(), thrownBy(() => future.result())]).toEqual([
      error,
      error,
      error,
    ]);
    expect([future.done(), future.cancelled()]).toEqual([true, false]);
  });

  test("may be an error given as its class", () => {
    const future = loop.createFuture();
    future.setException(RangeError);
    expect(future.exception()).toBeInstanceOf(RangeError);
  });

  test.each([["text"], [undefined], [null], [42], [{}], [Symbol("reason")], [Object.create(null)]])(
    "is not an exception that is no error, and the Future stays pending: %o",
    (value) => {
      const future = loop.createFuture();
      expect(() => future.setException(value)).toThrow(TypeError);
      expect(() => future.setException(value)).toThrow(
        "setException() of <Future pending> takes an Error or a class of one, not ",
      );
      expect(future.done()).toBe(false);
    },
  );

  test("is not an exception whose class is no error's", () => {
    expect(() => loop.createFuture().setException(Map as never)).toThrow(TypeError);
  });

  test("may be a CancelledError as an exception, which is no cancellation", () => {
    const future = loop.createFuture();
    future.setException(CancelledError);
    expect(future.cancelled()).toBe(false);
    expect(future.exception()).toBeInstanceOf(CancelledError);
  });
});

describe("a Future that is pending", () => {
  test("has no result to give", () => {
    expect(() => loop.createFuture().result()).toThrow(InvalidStateError);
    expect(() => loop.createFuture().result()).toThrow("the result of <Future pending> is not set: await it");
  });

  test("has no exception to give", () => {
    expect(() => loop.createFuture().exception()).toThrow(InvalidStateError);
    expect(() => loop.createFuture().exception()).toThrow(
      "the exception of <Future pending> is not set: await it",
    );
  });
});

describe("a Future that is done", () => {
  const endings: [string, (future: Future<unknown>) => void][] = [
    ["with a result", (future) => future.setResult("first")],
    ["with an exception", (future) => future.setException(new Error("first"))],
    ["by cancellation", (future) => void future.cancel("first")],
  ];

  test.each(endings)("%s takes no other outcome", (_ending, end) => {
    const future = loop.createFuture<unknown>();
    end(future);
    const before = String(future);
    expect(() => future.setResult("second")).toThrow(InvalidStateError);
    expect(() => future.setResult("second")).toThrow(
      `setResult() on ${before}: it is done already; check done() before`,
    );
    expect(() => future.setException(new Error("second"))).toThrow(`setException() on ${before}`);
    expect(String(future)).toBe(before);
  });

  test.each(endings)("%s cannot be cancelled", (_ending, end) => {
    const future = loop.createFuture<unknown>();
    end(future);
    const before = String(future);
    expect([future.cancel("second"), String(future)]).toEqual([false, before]);
  });
});

describe("a Future that is cancelled", () => {
  test("says so, and throws whatever is asked", () => {
    const future = loop.createFuture();
    expect([future.cancel(), future.done(), future.cancelled()]).toEqual([true, true, true]);
    expect(() => future.result()).toThrow(CancelledError);
    expect(() => future.exception()).toThrow(CancelledError);
  });

  test("throws its message each time, as any value", () => {
    for (const message of ["stop", "", 0, null, ["a", "b"]]) {
      const future = loop.createFuture();
      future.cancel(message);
      for (const read of [() => future.result(), () => future.exception()]) {
        expect((thrownBy(read) as CancelledError).args).toEqual([message]);
      }
    }
  });

  test("throws no message when none was given", () => {
    const future = loop.createFuture();
    future.cancel();
    expect((thrownBy(() => future.result()) as CancelledError).args).toEqual([]);
  });
});

describe("done callbacks", () => {
  const endings: [string, (future: Future<unknown>) => void][] = [
    ["setResult", (future) => future.setResult(1)],
    ["setException", (future) => future.setException(new Error("wrong"))],
    ["cancel", (future) => void future.cancel()],
  ];

  test.each(endings)(
    "never run inside of %s, but in the next turn, in the order added",
    async (_method, end) => {
      const events: unknown[] = [];
      const future = loop.createFuture<unknown>();
      for (const name of ["first", "second", "third"])
        future.addDoneCallback((done) => events.push(name, done === future));
      end(future);
      events.push("ended");
      future.cancel(); // Marks the exception as read.
      await settle();
      expect(events).toEqual(["ended", "first", true, "second", true, "third", true]);
    },
  );

  test("run a turn later even when the Future is done already", async () => {
    const events: string[] = [];
    const future = loop.createFuture<number>();
    future.setResult(1);
    loop.callSoon(() => events.push("before"));
    future.addDoneCallback(() => events.push("callback"));
    events.push("added");
    await settle();
    expect(events).toEqual(["added", "before", "callback"]);
  });

  test("may be added several times, and run as often", async () => {
    const callback = vi.fn();
    const future = loop.createFuture<number>();
    future.addDoneCallback(callback);
    future.addDoneCallback(callback);
    future.setResult(1);
    await settle();
    expect(callback).toHaveBeenCalledTimes(2);
  });

  test("may throw: the exception handler is told, and the others run", async () => {
    const events: string[] = [];
    const future = loop.createFuture<number>();
    future.addDoneCallback(function wrong() {
      throw new Error("in a callback");
    });
    future.addDoneCallback(() => events.push("second"));
    future.setResult(1);
    await settle();
    expect(events).toEqual(["second"]);
    expect(reports).toMatchObject([
      { message: "Exception in callback wrong()", exception: new Error("in a callback") },
    ]);
  });

  test("run in the Context they were added in, not in that of who completes the Future", async () => {
    const variable = new ContextVar("variable", { default: "default" });
    const seen: string[] = [];
    const main = coroutine(function* () {
      const future = new Future<number>();
      variable.set("adding");
      future.addDoneCallback(() => seen.push(variable.get()));
      variable.set("completing");
      future.setResult(1);
      yield sleep(0);
    });
    await loop.runUntilComplete(main());
    expect(seen).toEqual(["adding"]);
  });

  test("may add others while they run: those come a turn later", async () => {
    const events: string[] = [];
    const future = loop.createFuture<number>();
    future.addDoneCallback(() => future.addDoneCallback(() => events.push("added by the first")));
    future.addDoneCallback(() => events.push("second"));
    future.setResult(1);
    await settle();
    expect(events).toEqual(["second", "added by the first"]);
  });

  test.each([undefined, null, "text", {}])("must be functions, not %o", (callback) => {
    const add = () => loop.createFuture().addDoneCallback(callback as never);
    expect(add).toThrow(TypeError);
    expect(add).toThrow(`addDoneCallback() of <Future pending> takes a function, not ${callback}`);
  });
});

describe("removeDoneCallback", () => {
  test("removes every registration of the callback, and says how many there were", async () => {
    const [removed, kept] = [vi.fn(), vi.fn()];
    const future = loop.createFuture<number>();
    for (const callback of [removed, kept, removed, removed]) future.addDoneCallback(callback);
    expect([future.removeDoneCallback(removed), future.removeDoneCallback(removed)]).toEqual([3, 0]);
    future.setResult(1);
    await settle();
    expect([removed.mock.calls.length, kept.mock.calls.length]).toEqual([0, 1]);
  });

  test("keeps the order of the others, and of those that come later", async () => {
    const events: number[] = [];
    const future = loop.createFuture<number>();
    const callbacks = [0, 1, 2, 3].map((n) => () => events.push(n));
    for (const callback of callbacks.slice(0, 3)) future.addDoneCallback(callback);
    future.removeDoneCallback(callbacks[0] as () => void);
    future.addDoneCallback(callbacks[3] as () => void);
    future.setResult(1);
    await settle();
    expect(events).toEqual([1, 2, 3]);
  });

  test("finds nothing on a Future without callbacks", () => {
    expect(loop.createFuture().removeDoneCallback(() => {})).toBe(0);
  });

  test("cannot recall what is scheduled already", async () => {
    const callback = vi.fn();
    const future = loop.createFuture<number>();
    future.addDoneCallback(callback);
    future.setResult(1);
    expect(future.removeDoneCallback(callback)).toBe(0);
    await settle();
    expect(callback).toHaveBeenCalledOnce();
  });

  test("may be called by a callback, for itself and for others", async () => {
    const events: string[] = [];
    const future = loop.createFuture<number>();
    const first = () =>
      events.push(`first removes ${future.removeDoneCallback(first) + future.removeDoneCallback(second)}`);
    const second = () => events.push("second");
    future.addDoneCallback(first);
    future.addDoneCallback(second);
    future.setResult(1);
    await settle();
    expect(events).toEqual(["first removes 0", "second"]);
  });

  test("leaves a task that waits alone", async () => {
    const future = loop.createFuture<string>();
    const wait = coroutine(function* () {
      return (yield future) as string;
    });
    const task = loop.createTask(wait());
    loop.callLater(1, () => future.removeDoneCallback(() => {}));
    loop.callLater(2, () => future.setResult("woken"));
    expect(await loop.runUntilComplete(task)).toBe("woken");
  });
});

describe("a Future as text", () => {
  test("tells its state and outcome", () => {
    const [finished, failed, cancelled] = [
      loop.createFuture<number>(),
      loop.createFuture(),
      loop.createFuture(),
    ];
    finished.setResult(42);
    failed.setException(new RangeError("wrong"));
    failed.exception();
    cancelled.cancel();
    expect([finished, failed, cancelled].map(String)).toEqual([
      "<Future finished result=42>",
      "<Future finished exception=RangeError: wrong>",
      "<Future cancelled>",
    ]);
  });

  test("does not run through a result that refers to the Future", () => {
    const [first, second] = [loop.createFuture<unknown>(), loop.createFuture<unknown>()];
    first.setResult({ second });
    second.setResult(first);
    expect([first, second].map(String)).toEqual([
      "<Future finished result=[object Object]>",
      "<Future finished result=[object Future]>",
    ]);
  });

  test.each([[Symbol("s")], [Object.create(null)], [() => {}], [1n], [null]])(
    "is text whatever the result: %o",
    (result) => {
      const future = loop.createFuture<unknown>();
      future.setResult(result);
      expect(String(future)).toMatch(/^<Future finished result=.+>$/);
    },
  );

  test("takes null for what it is, and not for an object", () => {
    const future = loop.createFuture<unknown>();
    future.setResult(null);
    expect(String(future)).toBe("<Future finished result=null>");
  });

  test("is a Future to Object.prototype.toString, too", () => {
    expect(Object.prototype.toString.call(loop.createFuture())).toBe("[object Future]");
  });

  test("has the name of its class", () => {
    class Reply extends Future<unknown> {}
    expect(String(new Reply({ loop }))).toBe("<Reply pending>");
    expect(Object.prototype.toString.call(new Reply({ loop }))).toBe("[object Future]");
  });

  const objects = () => [
    ...[loop.createFuture(), loop.createTask(sleep(0)), loop.callSoon(() => {}), loop.callLater(1, () => {})],
    ...[loop, new Lock(), new Event(), new Condition(), new Semaphore(2), new Barrier(2), new Queue(1)],
    ...[new PriorityQueue(), new TaskGroup(), timeoutAt(5), new ContextVar("user")],
  ];

  test("is what the console of Node shows, of handles and loops as well", () => {
    for (const object of objects()) expect(inspect(object)).toBe(String(object));
    expect(inspect(new Lock())).toBe("<Lock [unlocked]>");
  });

  test("is what JSON gets, of a task that a logger is handed in an object, too", () => {
    for (const object of objects())
      expect(JSON.stringify({ object })).toBe(JSON.stringify({ object: `${object}` }));
  });
});

describe("isFuture", () => {
  test("knows futures and tasks", async () => {
    expect(isFuture(loop.createFuture())).toBe(true);
    expect(isFuture(loop.createTask(sleep(1)))).toBe(true);
    await settle();
  });

  test.each([[Future], [sleep], [undefined], [null], ["text"], [{}], [Promise.resolve()]])(
    "does not take %s for one",
    (value) => {
      expect(isFuture(value)).toBe(false);
    },
  );

  test("does not take a coroutine for one", () => {
    expect(isFuture(sleep(1))).toBe(false);
  });

  test("lets a class opt out", () => {
    class Handmade extends Future<unknown> {}
    Object.defineProperty(Handmade.prototype, Symbol.for("tsyncio.future"), { value: false });
    expect(isFuture(new Handmade({ loop }))).toBe(false);
  });

  test("knows the futures of another copy of the runtime", async () => {
    vi.resetModules();
    const other = await import("../../runtime/index.ts");
    const theirs = other.newEventLoop();
    expect(isFuture(theirs.createFuture())).toBe(true);
    expect(theirs.createFuture()).not.toBeInstanceOf(Future);
    theirs.close();
  });
});

describe("a Future of a closed loop", () => {
  test("still says what it is", () => {
    const future = loop.createFuture<number>();
    future.setResult(1);
    loop.close();
    expect([future.result(), String(future)]).toEqual([1, "<Future finished result=1>"]);
  });

  test("takes its outcome when nobody waits, and says who is to blame when somebody does", () => {
    const [alone, awaited] = [loop.createFuture<number>(), loop.createFuture<number>()];
    awaited.addDoneCallback(() => {});
    loop.close();
    alone.setResult(1);
    expect(() => awaited.setResult(1)).toThrow("the event loop is closed");
  });
});

test("native code that awaits a Future is told when its loop is closed, and not when it was done before", async () => {
  const [pending, done] = [loop.createFuture<number>(), loop.createFuture<number>()];
  const [told, given] = [expect(pending.then()).rejects.toThrow("its event loop is closed"), done.then()];
  done.setResult(1);
  await loop.runUntilComplete(sleep(0));
  expect(loop._onClose.size).toBe(1);
  loop.close();
  await told;
  expect([await given, loop._onClose.size]).toEqual([1, 0]);
});

test("an error thrown to several awaiters is one object, whose trace does not grow", async () => {
  const error = new Error("shared");
  const trace = error.stack;
  const main = coroutine(function* () {
    const future = new Future();
    const awaitIt = coroutine(function* awaitIt() {
      try {
        yield future;
      } catch (thrown) {
        return thrown;
      }
    });
    const tasks = [1, 2, 3].map(() => createTask(awaitIt()));
    yield sleep(1);
    future.setException(error);
    return [yield tasks[0], yield tasks[1], yield tasks[2]];
  });
  for (const thrown of await runVirtual(main())) expect(thrown).toBe(error);
  expect(error.stack).toBe(`${trace}\n    at async awaitIt`);
});
