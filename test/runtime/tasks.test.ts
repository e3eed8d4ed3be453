/**
 * Task: its steps, its cancellation and what it says of itself; createTask, currentTask, allTasks, ensureFuture.
 * What a coroutine may await is in interop.test.ts, what waits for tasks in waiting.test.ts.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { isBaseException } from "../../runtime/exceptions.ts";
import {
  type AbstractEventLoop,
  allTasks,
  BaseException,
  CancelledError,
  Context,
  coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  ensureFuture,
  type Future,
  gather,
  getRunningLoop,
  KeyboardInterrupt,
  Runner,
  RuntimeError,
  run,
  SystemExit,
  sleep,
  Task,
  TaskGroup,
  timeout,
  waitFor,
} from "../../runtime/index.ts";
import { runVirtual, VirtualEventLoop } from "../../runtime/testing/index.ts";
import { withContext } from "./support/context.ts";
import { loop, reports, useVirtualLoop } from "./support/loop.ts";

let events: unknown[];

useVirtualLoop();
beforeEach(() => {
  events = [];
});

/** Runs the loop for so many virtual seconds. */
function runFor(seconds: number): Promise<void> {
  return loop.runUntilComplete(sleep(seconds));
}

/** Runs the loop for so many turns. */
async function runTurns(count: number): Promise<void> {
  const turns = coroutine(function* () {
    for (let turn = 0; turn < count; turn++) yield sleep(0);
  });
  await loop.runUntilComplete(turns());
}

/** Ends `task`, whatever comes of it. */
async function settle(task: Task<unknown>): Promise<void> {
  await loop.runUntilComplete(task).catch(() => {});
}

/** Awaits a future and notes what comes of it; an error is passed on unless it is to be swallowed. */
const wait = coroutine(function* wait(future: Future<unknown>, swallow = false) {
  try {
    events.push(["value", yield future]);
  } catch (error) {
    events.push(String(error));
    if (!swallow) throw error;
  }
  return "end";
});

const nothing = coroutine(function* nothing() {});
const fail = coroutine(function* fail(error: unknown): Generator<unknown, never, never> {
  throw error;
});

describe("a new task", () => {
  const note = coroutine(function* (name: string) {
    events.push(name);
  });

  test("does not run before the next turn; tasks start in the order they were created", async () => {
    const tasks = ["a", "b", "c"].map((name) => loop.createTask(note(name)));
    expect(events).toEqual([]);
    loop.callSoon(() => events.push("callback"));
    await runTurns(1);
    expect(events).toEqual(["a", "b", "c", "callback"]);
    expect(tasks.every((task) => task.done())).toBe(true);
  });

  test("belongs to its loop, and knows its coroutine and Context", () => {
    const [coro, context] = [nothing(), new Context()];
    const task = new Task(coro, { loop, context });
    expect([task.getLoop(), task.getCoro(), task.getContext()]).toEqual([loop, coro, context]);
    task.cancel();
  });

  test("has a Context of its own unless one is given", () => {
    const tasks = [loop.createTask(nothing()), loop.createTask(nothing())];
    expect(tasks[0]?.getContext()).not.toBe(tasks[1]?.getContext());
  });

  test("is made by createTask on the running loop", async () => {
    const main = coroutine(function* () {
      return createTask(nothing()).getLoop() === loop && new Task(nothing()).getLoop() === loop;
    });
    expect(await loop.runUntilComplete(main())).toBe(true);
  });

  test("is refused where no loop runs", () => {
    expect(() => createTask(nothing())).toThrow(RuntimeError);
    expect(() => new Task(nothing())).toThrow("no running event loop");
  });

  test("may be made of the generator of an unmarked function", async () => {
    function* generator(): Generator<unknown, string, never> {
      return yield sleep(1, "generated");
    }
    expect(await loop.runUntilComplete(loop.createTask(generator()))).toBe("generated");
  });

  test.each([
    [undefined],
    [null],
    [5],
    ["text"],
    [{}],
    [() => {}],
    [sleep],
    [Symbol("s")],
    [Object.create(null)],
  ])("is refused to %o, which is no coroutine, the second time too", (value) => {
    for (const attempt of [1, 2]) {
      expect(() => loop.createTask(value as never), `attempt ${attempt}`).toThrow(TypeError);
      expect(() => loop.createTask(value as never)).toThrow("a coroutine was expected, got ");
    }
    expect(allTasks(loop).size).toBe(0);
  });

  test("is refused to a coroutine function, with the remedy", async () => {
    async function work() {}
    const remedy = "<function work>: call it, and pass what it gives";
    expect(() => loop.createTask(work as never)).toThrow(`a coroutine was expected, got ${remedy}`);
    expect(() => ensureFuture(work as never, { loop })).toThrow(`awaitable is required, got ${remedy}`);
    await expect(run(work as never)).rejects.toThrow(`another awaitable, not ${remedy}`);
    await expect(run(waitFor(work as never, 1))).rejects.toThrow(`another awaitable, not ${remedy}`);
  });

  test("is refused to a Future, which would be done by itself", () => {
    expect(() => loop.createTask(loop.createFuture())).toThrow(
      "a coroutine was expected, got <Future pending>",
    );
  });

  test("is refused to a promise, with the likely reason", () => {
    const native = async () => {};
    expect(() => loop.createTask(native())).toThrow(
      "a coroutine was expected, got [object Promise]: a native promise has started already; was its async function left out of the compilation?",
    );
  });

  test("is refused by a closed loop, which closes the coroutine and keeps nothing of it", () => {
    const coro = note("never");
    loop.close();
    expect(() => loop.createTask(coro)).toThrow(RuntimeError);
    expect(() => new Task(nothing(), { loop })).toThrow("the event loop is closed");
    expect((coro as unknown as Generator).next()).toEqual({ value: undefined, done: true });
    expect([events, allTasks(loop).size]).toEqual([[], 0]);
  });
});

describe("the outcome of a task", () => {
  test("is what its coroutine returns", async () => {
    const task = loop.createTask(sleep(1, "value"));
    await settle(task);
    expect([task.done(), task.cancelled(), task.result(), task.exception()]).toEqual([
      true,
      false,
      "value",
      undefined,
    ]);
  });

  test("is what its coroutine throws", async () => {
    const error = new RangeError("no");
    const task = loop.createTask(fail(error));
    await settle(task);
    expect([task.done(), task.cancelled(), task.exception()]).toEqual([true, false, error]);
    expect(() => task.result()).toThrow(error);
  });

  test.each([["text"], [undefined], [null], [0]])(
    "may be an exception that is no error: %s",
    async (thrown) => {
      const task = loop.createTask(fail(thrown));
      const outcome = loop.runUntilComplete(task).then(
        () => "fulfilled",
        (reason) => [reason],
      );
      expect(await outcome).toEqual([thrown]);
    },
  );

  test("cannot be given from outside", async () => {
    const task = loop.createTask(sleep(1, "its own"));
    expect(() => task.setResult("other" as never)).toThrow(RuntimeError);
    expect(() => task.setException(new Error("other"))).toThrow(RuntimeError);
    expect(() => task.setResult("other" as never)).toThrow(
      `${task} does not support setResult(): its coroutine returns`,
    );
    expect(() => task.setException(new Error())).toThrow(
      `${task} does not support setException(): its coroutine throws`,
    );
    expect(await loop.runUntilComplete(task)).toBe("its own");
  });

  test("reaches whoever awaits the task: the very same error", async () => {
    const error = new RangeError("no");
    const task = loop.createTask(fail(error));
    const seen: unknown[] = [];
    const watch = coroutine(function* () {
      try {
        yield task;
      } catch (thrown) {
        seen.push(thrown);
      }
    });
    await settle(loop.createTask(watch()));
    await settle(loop.createTask(watch()));
    expect(seen).toEqual([error, error]);
    expect(seen[0]).toBe(error);
  });
});

describe("the turns of a task", () => {
  const tick = coroutine(function* (): Generator<unknown, void, never> {
    for (;;) {
      events.push("tick");
      yield sleep(0);
    }
  });

  test("are none where it awaits coroutines, plain values and futures that are done", async () => {
    const done = loop.createFuture<string>();
    done.setResult("done");
    const main = coroutine(function* () {
      getRunningLoop().callSoon(() => events.push("turn"));
      events.push(yield nothing(), yield 1, yield done, yield done);
    });
    await loop.runUntilComplete(main());
    expect(events).toEqual([undefined, 1, "done", "done", "turn"]);
  });

  test("are one from the completion of a Future to the resumption, in the order of waiting", async () => {
    const future = loop.createFuture<string>();
    for (let waiter = 0; waiter < 2; waiter++) loop.createTask(wait(future));
    await runTurns(1);
    loop.callSoon(() => {
      future.setResult("ready");
      loop.callSoon(() => events.push("callback"));
      events.push("completed");
    });
    await runTurns(3);
    expect(events).toEqual(["completed", ["value", "ready"], ["value", "ready"], "callback"]);
  });

  test("are one to start a task and one to wake who awaits it: eleven for five nested ones", async () => {
    const nest = coroutine(function* (depth: number): Generator<unknown, void, never> {
      yield depth === 0 ? sleep(0) : createTask(nest(depth - 1));
    });
    const ticking = loop.createTask(tick());
    const main = coroutine(function* () {
      const before = events.length;
      yield nest(5);
      return events.length - before;
    });
    expect(await loop.runUntilComplete(main())).toBe(11);
    ticking.cancel();
    await settle(ticking);
  });

  test("are shared round robin by tasks that give up their turns", async () => {
    const count = coroutine(function* (name: string) {
      for (let turn = 1; turn <= 3; turn++) {
        events.push(`${name}${turn}`);
        yield sleep(0);
      }
    });
    for (const name of ["a", "b"]) loop.createTask(count(name));
    await runTurns(5);
    expect(events).toEqual(["a1", "b1", "a2", "b2", "a3", "b3"]);
  });
});

describe("cancel", () => {
  test("of a task that waits cancels at once what it waits for; the error arrives a turn later", async () => {
    const future = loop.createFuture();
    const task = loop.createTask(wait(future));
    await runTurns(1);
    expect([task.cancel("enough"), future.cancelled(), task.done(), events]).toEqual([true, true, false, []]);
    await settle(task);
    expect([task.cancelled(), events]).toEqual([true, ["CancelledError: enough"]]);
  });

  test("of a task that is done returns false and changes nothing", async () => {
    const task = loop.createTask(sleep(0, "value"));
    await settle(task);
    expect([task.cancel(), task.cancelled(), task.cancelling(), task.result()]).toEqual([
      false,
      false,
      0,
      "value",
    ]);
  });

  test("of a task that has failed returns false, and its exception counts as seen", async () => {
    const task = loop.createTask(fail(new Error("seen")));
    await runFor(1);
    expect(task.cancel()).toBe(false);
    loop.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).toEqual([]);
  });

  test("before the first step means that its body never runs", async () => {
    const body = coroutine(function* () {
      try {
        events.push("body");
      } finally {
        events.push("finally");
      }
    });
    const task = loop.createTask(body());
    expect(task.cancel("not needed")).toBe(true);
    await expect(loop.runUntilComplete(task)).rejects.toThrow(new CancelledError("not needed"));
    expect([task.cancelled(), events]).toEqual([true, []]);
  });

  test("between the completion and the wake-up is thrown instead of the value", async () => {
    const future = loop.createFuture<string>();
    const task = loop.createTask(wait(future));
    await runTurns(1);
    future.setResult("lost");
    expect([task.cancel("won"), future.cancelled()]).toEqual([true, false]);
    await settle(task);
    expect([events, task.cancelled()]).toEqual([["CancelledError: won"], true]);
  });

  test("is delivered once: the task may catch it, go on and return a value", async () => {
    const work = coroutine(function* () {
      yield wait(loop.createFuture(), true);
      yield sleep(1);
      return "survived";
    });
    const task = loop.createTask(work());
    loop.callLater(1, () => task.cancel());
    expect(await loop.runUntilComplete(task)).toBe("survived");
    expect([events, task.cancelled(), task.cancelling()]).toEqual([["CancelledError"], false, 1]);
  });

  test("may be answered by another error", async () => {
    const work = coroutine(function* () {
      try {
        yield sleep(10);
      } catch {
        throw new RangeError("instead");
      }
    });
    const task = loop.createTask(work());
    loop.callLater(1, () => task.cancel());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(new RangeError("instead"));
    expect(task.cancelled()).toBe(false);
  });

  test("a second time interrupts a cleanup that waits", async () => {
    const work = coroutine(function* () {
      try {
        yield sleep(10);
      } finally {
        yield sleep(10);
        events.push("never");
      }
    });
    const task = loop.createTask(work());
    loop.callLater(1, () => task.cancel("first"));
    loop.callLater(2, () => task.cancel("second"));
    await expect(loop.runUntilComplete(task)).rejects.toThrow(new CancelledError("second"));
    expect([loop.time(), events, task.cancelling()]).toEqual([2, [], 2]);
  });

  test("twice in one turn counts two and throws once: the first message to a task that waits", async () => {
    const task = loop.createTask(wait(loop.createFuture(), true));
    await runTurns(1);
    expect([task.cancel("first"), task.cancel("second"), task.cancelling()]).toEqual([true, true, 2]);
    expect(await loop.runUntilComplete(task)).toBe("end");
    expect(events).toEqual(["CancelledError: first"]);
  });

  test("twice before the first step throws the last message", async () => {
    const task = loop.createTask(nothing());
    task.cancel("first");
    task.cancel("last");
    await expect(loop.runUntilComplete(task)).rejects.toThrow(new CancelledError("last"));
  });

  test("unwinds a chain of coroutines from the innermost", async () => {
    const frame = coroutine(function* (depth: number): Generator<unknown, void, never> {
      try {
        yield depth === 0 ? sleep(10) : frame(depth - 1);
      } finally {
        events.push(depth);
      }
    });
    const task = loop.createTask(frame(3));
    loop.callLater(1, () => task.cancel());
    await settle(task);
    expect([events, task.cancelled()]).toEqual([[0, 1, 2, 3], true]);
  });

  test.each([["text"], [0], [null], [["a", "b"]]])("carries any message: %s", async (message) => {
    const task = loop.createTask(sleep(10));
    loop.callLater(1, () => task.cancel(message));
    await settle(task);
    expect(() => task.result()).toThrow(CancelledError);
    const other = loop.createTask(sleep(10));
    loop.callLater(1, () => other.cancel(message));
    const error = await loop.runUntilComplete(other).catch((error) => error);
    expect(error.args).toEqual([message]);
  });
});

describe("a task that awaits another one", () => {
  const inner = coroutine(function* (swallow: boolean) {
    try {
      yield sleep(10);
    } catch (error) {
      events.push(`inner ${error}`);
      if (!swallow) throw error;
    }
    yield sleep(1);
    return "inner value";
  });

  test("forwards each request to it, and ends only when it does", async () => {
    const task = loop.createTask(inner(false));
    const outer = loop.createTask(wait(task));
    loop.callLater(1, () => outer.cancel("from outside"));
    await expect(loop.runUntilComplete(outer)).rejects.toThrow(CancelledError);
    expect(events).toEqual(["inner CancelledError: from outside", "CancelledError: from outside"]);
    expect([task.cancelled(), task.cancelling(), outer.cancelling()]).toEqual([true, 1, 1]);
  });

  test("just gets the value when the inner one swallows the request", async () => {
    const task = loop.createTask(inner(true));
    const outer = loop.createTask(wait(task));
    loop.callLater(1, () => outer.cancel());
    expect(await loop.runUntilComplete(outer)).toBe("end");
    expect(events).toEqual(["inner CancelledError", ["value", "inner value"]]);
    expect([loop.time(), task.cancelling(), outer.cancelling()]).toEqual([2, 1, 1]);
  });

  test("gets the CancelledError of an inner one that was cancelled by others, and no request of its own", async () => {
    const task = loop.createTask(inner(false));
    const outer = loop.createTask(wait(task, true));
    loop.callLater(1, () => task.cancel("by others"));
    expect(await loop.runUntilComplete(outer)).toBe("end");
    expect([events[1], outer.cancelling()]).toEqual(["CancelledError: by others", 0]);
  });
});

describe("the CancelledError of a task", () => {
  test("is the original object for the first who asks, and a new one without message for the others", async () => {
    let original: unknown;
    const work = coroutine(function* () {
      try {
        yield sleep(10);
      } catch (error) {
        original = error;
        throw error;
      }
    });
    const task = loop.createTask(work());
    await runTurns(1);
    task.cancel("enough");
    await runTurns(2);
    const [first, second] = await Promise.all(
      [task.then(), task.then()].map((promise) => promise.catch((error) => error)),
    );
    expect(first).toBe(original);
    expect([first.message, second.constructor, second.args]).toEqual(["enough", CancelledError, []]);
  });
});

describe("the calls that led to a CancelledError", () => {
  const framesOf = (error: unknown) =>
    (error as Error).stack?.split("\n").filter((line) => /^ +at /.test(line));

  test.each([
    ["waits", 2],
    ["has not begun", 0],
    ["is about to go on", 3],
  ])("are the loop's own where a task %s, and are not captured", async (_what, turns) => {
    const { stackTraceLimit } = Error;
    const waiting = coroutine(function* waiting() {
      yield sleep(0);
      yield done;
      yield sleep(10);
    });
    const done = loop.createFuture<void>();
    const task = loop.createTask(waiting());
    await runTurns(turns);
    if (turns === 3) done.setResult();
    task.cancel();
    const error = await loop.runUntilComplete(task).catch((error) => error);
    expect([error.constructor, framesOf(error)]).toEqual([CancelledError, ["    at async waiting"]]);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  test("are those of who asks for the result", () => {
    const future = loop.createFuture();
    future.cancel();
    let frames: readonly string[] | undefined;
    try {
      future.result();
    } catch (error) {
      frames = framesOf(error);
    }
    expect(frames).toEqual(expect.arrayContaining([expect.stringContaining("tasks.test.ts")]));
  });

  test("may be limited by who has frozen Error", () => {
    const { stackTraceLimit } = Error;
    Object.defineProperty(Error, "stackTraceLimit", { writable: false });
    const error = loop.createFuture()._makeErrorToThrow();
    Object.defineProperty(Error, "stackTraceLimit", { writable: true });
    expect([error.constructor, Error.stackTraceLimit]).toEqual([CancelledError, stackTraceLimit]);
  });

  test("leave no limit behind where there was none", () => {
    const limit = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
    Reflect.deleteProperty(Error, "stackTraceLimit");
    const error = loop.createFuture()._makeErrorToThrow();
    const isLeft = "stackTraceLimit" in Error;
    if (limit !== undefined) Object.defineProperty(Error, "stackTraceLimit", limit);
    expect([error.constructor, isLeft]).toEqual([CancelledError, false]);
  });
});

describe("a task that cancels itself", () => {
  const cancelSelf = () => currentTask()?.cancel("by myself");

  test("is interrupted at its next suspension, and what it waits for there is cancelled", async () => {
    const future = loop.createFuture();
    const work = coroutine(function* () {
      events.push(cancelSelf());
      yield wait(future);
    });
    const task = loop.createTask(work());
    await settle(task);
    expect(events).toEqual([true, "CancelledError: by myself"]);
    expect([future.cancelled(), task.cancelled()]).toEqual([true, true]);
  });

  test("is not interrupted where it awaits what is there already", async () => {
    const done = loop.createFuture<string>();
    done.setResult("done");
    const work = coroutine(function* () {
      cancelSelf();
      events.push(yield done, yield nothing(), yield 1);
      yield sleep(0);
      events.push("never");
    });
    const task = loop.createTask(work());
    await settle(task);
    expect([events, task.cancelled()]).toEqual([["done", undefined, 1], true]);
  });

  test("and then returns is cancelled; the value is dropped", async () => {
    const work = coroutine(function* () {
      cancelSelf();
      return "dropped";
    });
    const task = loop.createTask(work());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(new CancelledError("by myself"));
    expect(task.cancelled()).toBe(true);
  });

  test("and then throws keeps the exception", async () => {
    const work = coroutine(function* () {
      cancelSelf();
      throw new RangeError("kept");
    });
    const task = loop.createTask(work());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(new RangeError("kept"));
    expect(task.cancelled()).toBe(false);
  });

  test("may take the request back before it is delivered", async () => {
    const work = coroutine(function* () {
      cancelSelf();
      events.push(currentTask()?.uncancel());
      yield sleep(0);
      return "went on";
    });
    expect(await loop.runUntilComplete(work())).toBe("went on");
    expect(events).toEqual([0]);
  });
});

describe("uncancel", () => {
  test("counts down to zero, no further, and says how many requests are left", async () => {
    const task = loop.createTask(sleep(1));
    task.cancel();
    task.cancel();
    expect([task.cancelling(), task.uncancel(), task.uncancel(), task.uncancel(), task.cancelling()]).toEqual(
      [2, 1, 0, 0, 0],
    );
    await settle(task);
  });

  test("at zero withdraws a request that was not delivered yet", async () => {
    const task = loop.createTask(sleep(1, "ran"));
    task.cancel();
    task.uncancel();
    expect(await loop.runUntilComplete(task)).toBe("ran");
  });

  test("above zero withdraws nothing", async () => {
    const task = loop.createTask(sleep(1, "ran"));
    task.cancel();
    task.cancel();
    task.uncancel();
    await expect(loop.runUntilComplete(task)).rejects.toThrow(CancelledError);
  });

  test("cannot recall what is on its way through the future waited for", async () => {
    const task = loop.createTask(wait(loop.createFuture(), true));
    await runTurns(1);
    task.cancel("on its way");
    task.uncancel();
    await settle(task);
    expect([events, task.cancelling()]).toEqual([["CancelledError: on its way"], 0]);
  });

  test("lets a block answer for its own request alone", async () => {
    const work = coroutine(function* () {
      const task = currentTask() as Task<unknown>;
      const before = task.cancelling();
      loop.callSoon(() => task.cancel("the block's"));
      try {
        yield sleep(10);
      } catch (error) {
        if (task.uncancel() > before) throw error;
      }
      yield sleep(1);
      return "outlived the block";
    });
    const [alone, foreign] = [loop.createTask(work()), loop.createTask(work())];
    loop.callSoon(() => loop.callSoon(() => foreign.cancel("foreign")));
    await runFor(20);
    expect(alone.result()).toBe("outlived the block");
    expect(foreign.cancelled()).toBe(true);
  });
});

describe("a coroutine that throws", () => {
  test("CancelledError by itself ends its task cancelled, with no request counted", async () => {
    class Stop extends CancelledError {}
    for (const error of [new CancelledError("own"), new Stop("own")]) {
      const task = loop.createTask(fail(error));
      await expect(loop.runUntilComplete(task)).rejects.toBe(error);
      expect([task.cancelled(), task.cancelling()]).toEqual([true, 0]);
    }
  });

  test("a CancelledError that a future had as its exception ends its task cancelled", async () => {
    const future = loop.createFuture();
    future.setException(new CancelledError("an exception"));
    const task = loop.createTask(wait(future));
    await settle(task);
    expect([task.cancelled(), future.cancelled()]).toEqual([true, false]);
  });

  test.each([[KeyboardInterrupt], [SystemExit]])(
    "%o leaves the loop at once, and is kept by the task too",
    async (Leaving) => {
      const error = new Leaving();
      const task = loop.createTask(fail(error));
      const bystander = loop.createTask(sleep(1, "resumed"));
      await expect(loop.runForever()).rejects.toBe(error);
      expect(task.exception()).toBe(error);
      expect(await loop.runUntilComplete(bystander)).toBe("resumed");
    },
  );

  test("another BaseException keeps it to its task", async () => {
    const error = new BaseException("special");
    const task = loop.createTask(fail(error));
    await runFor(1);
    expect(task.exception()).toBe(error);
  });
});

describe("a task that awaits what it must not", () => {
  /** Awaits, and says what it caught and how many turns later. */
  const attempt = coroutine(function* (makeAwaited: () => unknown) {
    try {
      yield makeAwaited();
    } catch (error) {
      return error;
    }
    return "nothing was thrown";
  });

  test("itself gets a RuntimeError, which it may catch", async () => {
    const task: Task<unknown> = loop.createTask(attempt(() => task));
    const error = await loop.runUntilComplete(task);
    expect(error).toBeInstanceOf(RuntimeError);
    expect(String(error)).toMatch(
      /^RuntimeError: <Task pending name='.+' coro=<.+\(\)>> cannot await on itself/,
    );
  });

  test("a pending future of another loop gets a RuntimeError that names both", async () => {
    const other = new VirtualEventLoop();
    const foreign = other.createFuture();
    const error = await loop.runUntilComplete(attempt(() => foreign));
    expect(error).toBeInstanceOf(RuntimeError);
    expect(String(error)).toMatch(/<Task .+> got <Future pending>, which is attached to a different loop/);
    other.close();
  });

  test("a future of another loop that is done just gets its outcome", async () => {
    const other = new VirtualEventLoop();
    const foreign = other.createFuture<string>();
    foreign.setResult("there already");
    expect(await loop.runUntilComplete(wait(foreign))).toBe("end");
    expect(events).toEqual([["value", "there already"]]);
    other.close();
  });
});

describe("the name of a task", () => {
  test("is Task-N by default, N counting up over all loops", () => {
    const other = new VirtualEventLoop();
    const names = [loop.createTask(nothing()), other.createTask(nothing())].map((task) => task.getName());
    expect(names.every((name) => /^Task-\d+$/.test(name))).toBe(true);
    const [first, second] = names.map((name) => Number(name.slice("Task-".length)));
    expect(second).toBe((first as number) + 1);
    other.setExceptionHandler(() => {});
    other.close();
  });

  test.each([
    ["worker", "worker"],
    ["", ""],
    [5, "5"],
    [null, "null"],
    [{ toString: () => "object" }, "object"],
    [Symbol("s"), "Symbol(s)"],
  ])("may be anything, as text: %s", (name, text) => {
    const task = loop.createTask(nothing(), { name });
    expect(task.getName()).toBe(text);
    task.setName(`${text}!`);
    expect(task.getName()).toBe(`${text}!`);
  });

  test("can be changed at any time, to any value", async () => {
    const task = loop.createTask(nothing(), { name: "first" });
    await settle(task);
    task.setName(2);
    expect(task.getName()).toBe("2");
  });
});

describe("a task as text", () => {
  test("tells state, name and coroutine, and what it waits for", async () => {
    const future = loop.createFuture();
    const task = loop.createTask(wait(future, true), { name: "T" });
    const texts = [String(task)];
    await runTurns(1);
    texts.push(String(task));
    task.cancel();
    texts.push(String(task));
    await settle(task);
    texts.push(String(task));
    expect(texts).toEqual([
      "<Task pending name='T' coro=<wait()>>",
      "<Task pending name='T' coro=<wait()> waitFor=<Future>>",
      "<Task cancelling name='T' coro=<wait()> waitFor=<Future>>",
      "<Task finished result=end name='T' coro=<wait()>>",
    ]);
  });

  test("tells an exception and a cancellation", async () => {
    const [failed, cancelled] = [
      loop.createTask(fail(new RangeError("no")), { name: "F" }),
      loop.createTask(nothing(), { name: "C" }),
    ];
    cancelled.cancel();
    for (const task of [failed, cancelled]) await settle(task);
    expect([failed, cancelled].map(String)).toEqual([
      "<Task finished exception=RangeError: no name='F' coro=<fail()>>",
      "<Task cancelled name='C' coro=<nothing()>>",
    ]);
  });

  test("does not run in circles through tasks that await each other", async () => {
    const tasks: Task<unknown>[] = [];
    const awaitOther = coroutine(function* other(index: number): Generator<unknown, unknown, never> {
      return yield tasks[index];
    });
    tasks.push(loop.createTask(awaitOther(1), { name: "A" }), loop.createTask(awaitOther(0), { name: "B" }));
    await runTurns(2);
    expect(tasks.map(String)).toEqual([
      "<Task pending name='A' coro=<other()> waitFor=<Task>>",
      "<Task pending name='B' coro=<other()> waitFor=<Task>>",
    ]);
  });

  test("has the name of its class", () => {
    class Job extends Task<unknown> {}
    const job = new Job(nothing(), { loop, name: "J" });
    expect(String(job)).toBe("<Job pending name='J' coro=<nothing()>>");
  });
});

describe("cancelling tasks that await each other in a circle", () => {
  /** Two such tasks, both suspended. */
  const circle = coroutine(function* (): Generator<unknown, Task<unknown>[], never> {
    const tasks: Task<unknown>[] = [];
    const awaitOther = coroutine(function* other(index: number): Generator<unknown, unknown, never> {
      return yield tasks[index];
    });
    tasks.push(createTask(awaitOther(1)), createTask(awaitOther(0)));
    yield sleep(1);
    return tasks;
  });

  test("overflows the stack, and the loop goes on without them", async () => {
    const tasks = await loop.runUntilComplete(circle());
    expect(() => tasks[0]?.cancel()).toThrow(RangeError);
    const other = loop.createTask(sleep(1, "goes on"));
    expect(await loop.runUntilComplete(other)).toBe("goes on");
    expect(tasks.map((task) => [task.done(), task.cancelling() > 100])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  test("is what the end of a run tries, which rejects; the loop is closed and reports them", async () => {
    const runner = new Runner({ loopFactory: () => loop });
    await runner.run(circle());
    await expect(runner.close()).rejects.toThrow(RangeError);
    expect(loop.isClosed()).toBe(true);
    expect(reports.map(({ message }) => message)).toEqual(
      Array(2).fill("Task was destroyed but it is pending!"),
    );
  });
});

describe("currentTask", () => {
  test("is the task that runs, also in the coroutines that it awaits", async () => {
    const look = coroutine(function* (): Generator<unknown, [unknown], never> {
      return [currentTask()];
    });
    const main = coroutine(function* () {
      const [within]: [unknown] = yield look();
      const [ofTask]: [unknown] = yield createTask(look());
      return [within === currentTask(), ofTask === currentTask()];
    });
    expect(await loop.runUntilComplete(main())).toEqual([true, false]);
  });

  test("is nobody's in callbacks, and outside of the loop that is asked", async () => {
    const main = coroutine(function* () {
      getRunningLoop().callSoon(() => events.push(currentTask(), currentTask(loop)));
      yield sleep(0);
    });
    await loop.runUntilComplete(main());
    expect([events, currentTask(loop)]).toEqual([[undefined, undefined], undefined]);
  });

  test("is refused where no loop runs and none is given", () => {
    expect(() => currentTask()).toThrow("no running event loop");
  });

  test("is the same again after a suspension, and after an error", async () => {
    const main = coroutine(function* () {
      const task = currentTask();
      yield sleep(1);
      try {
        yield fail(new Error("inner"));
      } catch {}
      return task === currentTask();
    });
    expect(await loop.runUntilComplete(main())).toBe(true);
    expect(currentTask(loop)).toBeUndefined();
  });
});

describe("allTasks", () => {
  test("is those of the loop that are not done, unstarted ones too", async () => {
    const [unstarted, cancelled] = [loop.createTask(sleep(1)), loop.createTask(sleep(1))];
    cancelled.cancel();
    expect(allTasks(loop)).toEqual(new Set([unstarted, cancelled]));
    await settle(cancelled);
    expect(allTasks(loop)).toEqual(new Set([unstarted]));
    await settle(unstarted);
    expect(allTasks(loop).size).toBe(0);
  });

  test("is of the running loop unless another is given", async () => {
    const other = new VirtualEventLoop();
    const main = coroutine(function* () {
      return [allTasks().has(currentTask() as Task<unknown>), allTasks().size, allTasks(other).size];
    });
    expect(await loop.runUntilComplete(main())).toEqual([true, 1, 0]);
    other.close();
  });

  test("is a set of its own, which later tasks do not enter", () => {
    const before = allTasks(loop);
    loop.createTask(nothing());
    expect([before.size, allTasks(loop).size]).toEqual([0, 1]);
  });

  test("is refused where no loop runs and none is given", () => {
    expect(() => allTasks()).toThrow("no running event loop");
  });
});

describe("ensureFuture", () => {
  test("knows its options, and no others", () => {
    const ensure = () => ensureFuture(loop.createFuture(), { name: "worker" } as never);
    expect(ensure).toThrow("ensureFuture() does not know the option 'name'");
  });

  test("gives futures and tasks back as they are", () => {
    const [future, task] = [loop.createFuture(), loop.createTask(nothing())];
    expect([ensureFuture(future), ensureFuture(task, { loop })]).toEqual([future, task]);
    expect(ensureFuture(future)).toBe(future);
  });

  test("refuses a future of another loop than the one given", () => {
    const other = new VirtualEventLoop();
    const ensure = () => ensureFuture(loop.createFuture(), { loop: other });
    expect(ensure).toThrow(RangeError);
    expect(ensure).toThrow("<Future pending> belongs to a different loop than the one given");
    other.close();
  });

  test.each<[string, () => PromiseLike<unknown>]>([
    ["a coroutine", () => sleep(1, "value")],
    ["a promise", () => Promise.resolve("value")],
    [
      "a generator",
      () =>
        (function* () {
          return "value";
        })() as never,
    ],
  ])("makes a task of %s", async (_kind, make) => {
    const task = ensureFuture(make(), { loop });
    expect(task).toBeInstanceOf(Task);
    expect(await loop.runUntilComplete(task)).toBe("value");
  });

  test.each([[5], ["text"], [undefined], [null], [{}], [() => {}], [Object.create(null)]])(
    "refuses %o, which cannot be awaited",
    (value) => {
      expect(() => ensureFuture(value as never, { loop })).toThrow(TypeError);
      expect(() => ensureFuture(value as never, { loop })).toThrow(
        "a Future, a coroutine or another awaitable is required, got ",
      );
    },
  );

  test("needs a loop for what is no future", () => {
    expect(() => ensureFuture(nothing())).toThrow("no running event loop");
  });
});

describe("a task factory", () => {
  class Job<T> extends Task<T> {}

  test("makes the tasks of createTask and ensureFuture, whose name and Context stick", async () => {
    loop.setTaskFactory((of: AbstractEventLoop, coro, options) => new Job(coro, { ...options, loop: of }));
    const context = new Context();
    const task = loop.createTask(sleep(1, "value"), { name: "named", context });
    expect(task).toBeInstanceOf(Job);
    expect(ensureFuture(nothing(), { loop })).toBeInstanceOf(Job);
    expect([task.getName(), task.getContext()]).toEqual(["named", context]);
    expect(await loop.runUntilComplete(task)).toBe("value");
  });

  test("may refuse: its error comes out of createTask", () => {
    loop.setTaskFactory(() => {
      throw new RangeError("no more tasks");
    });
    expect(() => loop.createTask(nothing())).toThrow(new RangeError("no more tasks"));
  });
});

describe("a pending task whose loop is closed", () => {
  test("is reported as destroyed, stays pending, and its finally blocks never run", async () => {
    const work = coroutine(function* () {
      try {
        yield sleep(10);
      } finally {
        events.push("finally");
      }
    });
    const task = loop.createTask(work(), { name: "left over" });
    await runTurns(1);
    loop.close();
    expect(reports).toEqual([{ message: "Task was destroyed but it is pending!", task }]);
    expect([task.done(), events, allTasks(loop).size]).toEqual([false, [], 0]);
  });

  test("is not reported when it was cancelled and has ended", async () => {
    const task = loop.createTask(sleep(10));
    task.cancel();
    await settle(task);
    loop.close();
    expect(reports).toEqual([]);
  });
});

test("a thousand tasks that nobody holds all come to their end", async () => {
  let ended = 0;
  const work = coroutine(function* (delay: number) {
    yield sleep(delay);
    ended++;
  });
  const main = coroutine(function* () {
    for (let n = 0; n < 1000; n++) createTask(work(n % 7));
    yield sleep(10);
  });
  await runVirtual(main());
  expect(ended).toBe(1000);
});

describe("what refuses to be asked", () => {
  const refuse = (): never => {
    throw new Error("I refuse to be asked");
  };
  const getter = { get: refuse };
  const everyTrap = Object.fromEntries(Reflect.ownKeys(Reflect).map((trap) => [trap, refuse]));
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();

  const hostile: readonly [string, object][] = [
    ["a Proxy without a prototype to see", new Proxy(new Error("no"), { getPrototypeOf: refuse })],
    ["a Proxy that gives no property", new Proxy(new Error("no"), getter)],
    ["a Proxy that does nothing at all", new Proxy({}, everyTrap)],
    ["a Proxy that was revoked", revoked],
    ["an object with a getter", Object.defineProperties({}, { name: getter, [Symbol.toStringTag]: getter })],
  ];

  /** What is thrown, in an array, since a matcher would ask it. */
  const errorOf = coroutine(function* (
    awaitable: () => PromiseLike<unknown>,
  ): Generator<unknown, unknown, never> {
    try {
      yield awaitable();
    } catch (error) {
      return [error];
    }
    return [];
  });

  const ways: readonly [string, (thrown: object) => PromiseLike<unknown>][] = [
    ["a task", (thrown) => loop.createTask(fail(thrown))],
    ["a task that is awaited with a deadline", (thrown) => waitFor(loop.createTask(fail(thrown)), 10)],
    ["gather()", (thrown) => gather(sleep(0), fail(thrown))],
    ["a promise", (thrown) => Promise.reject(thrown)],
    ["native code that awaits a task", async (thrown) => await loop.createTask(fail(thrown))],
    ["a coroutine that is cancelled", (thrown) => cancelled(thrown)],
    ["a block that outlives its deadline", (thrown) => withContext(timeout(1), () => sleepAndFail(thrown))],
  ];
  const sleepAndFail = function* (thrown: object): Generator<unknown, void, never> {
    try {
      yield sleep(10);
    } finally {
      yield fail(thrown);
    }
  };
  const cancelled = (thrown: object) => {
    const task = loop.createTask(sleepAndFail(thrown));
    loop.callLater(1, () => task.cancel());
    return task;
  };

  describe.each(ways)("is what awaiting %s throws", (_, awaitable) => {
    test.each(hostile)("%s", async (_, thrown) => {
      const [error] = (await loop.runUntilComplete(errorOf(() => awaitable(thrown)))) as [unknown];
      expect(error === thrown).toBe(true);
      expect(reports).toEqual([]);
    });
  });

  test.each(hostile)("is among the errors of a TaskGroup: %s", async (_, thrown) => {
    const group = new TaskGroup();
    const main = withContext(group, function* (): Generator<unknown, void, never> {
      group.createTask(fail(thrown));
    });
    const [error] = (await loop.runUntilComplete(errorOf(() => main))) as [ExceptionGroup];
    expect([error.constructor, error.errors[0] === thrown]).toEqual([ExceptionGroup, true]);
  });

  test.each(hostile)("is what a run throws: %s", async (_, thrown) => {
    const error = await run(fail(thrown)).catch((error) => [error]);
    expect(error[0] === thrown).toBe(true);
  });

  test.each(hostile)("is told to the exception handler when a callback throws it: %s", async (_, thrown) => {
    loop.callSoon(() => {
      throw thrown;
    });
    await runTurns(1);
    expect([reports.length, reports[0]?.exception === thrown]).toEqual([1, true]);
  });

  test.each(hostile)("has a place in the text of its task: %s", async (_, thrown) => {
    const task = loop.createTask(fail(thrown), { name: "hostile" });
    await loop.runUntilComplete(errorOf(() => task));
    expect(String(task)).toMatch(/^<Task finished exception=.+ name='hostile' coro=<fail\(\)>>$/);
  });

  test.each(hostile)("is no BaseException, so that an ordinary catch gets it: %s", (_, thrown) => {
    expect([thrown instanceof BaseException, isBaseException(thrown)]).toEqual([false, false]);
  });
});
