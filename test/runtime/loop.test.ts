/** The event loop: what it runs, in which order, what happens to errors, and how runs begin and end. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { nodeHost } from "../../runtime/hosts/node.ts";
import {
  BaseException,
  CancelledError,
  Context,
  ContextVar,
  coroutine,
  currentTask,
  EventLoop,
  type ExceptionContext,
  getRunningLoop,
  KeyboardInterrupt,
  newEventLoop,
  RuntimeError,
  SystemExit,
  sleep,
  Task,
} from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";

let loop: VirtualEventLoop;
let seen: unknown[];
let reports: ExceptionContext[];

beforeEach(() => {
  loop = new VirtualEventLoop();
  seen = [];
  reports = [];
  loop.setExceptionHandler((_loop, context) => reports.push(context));
});

afterEach(() => {
  loop.close();
  vi.restoreAllMocks();
});

const see = (...args: unknown[]) => void seen.push(...args);

/** One iteration: a loop that is stopped before it runs has just that. */
async function runOnce(): Promise<void> {
  loop.stop();
  await loop.runForever();
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

const give = coroutine(function* give<T>(value: T): Generator<unknown, T, never> {
  yield 0;
  return value;
});

describe("callSoon", () => {
  test("calls callbacks in the order registered, once each, with their arguments", async () => {
    loop.callSoon(see, 1);
    loop.callSoon(see, 2, "two");
    loop.callSoon(see, { object: 3 }, undefined);
    await runOnce();
    await runOnce();
    expect(seen).toEqual([1, 2, "two", { object: 3 }, undefined]);
  });

  test("leaves what a callback adds to the next iteration", async () => {
    loop.callSoon(() => loop.callSoon(see, "added"));
    await runOnce();
    expect(seen).toEqual([]);
    await runOnce();
    expect(seen).toEqual(["added"]);
  });

  test("calls in a copy of the Context that is current now", async () => {
    const variable = new ContextVar("variable", { default: "before" });
    new Context().run(() => {
      variable.set("now");
      loop.callSoon(() => {
        see(variable.get());
        variable.set("inside");
      });
      variable.set("later");
      loop.callSoon(() => see(variable.get()));
    });
    await runOnce();
    expect([...seen, variable.get()]).toEqual(["now", "later", "before"]);
  });

  test("calls in the very Context that is given", async () => {
    const variable = new ContextVar<string>("variable");
    const context = new Context();
    const handle = loop.callSoon({ context }, (value: string) => void variable.set(value), "set");
    await runOnce();
    expect(context.get(variable)).toBe("set");
    expect(handle.getContext()).toBe(context);
  });

  test.each([undefined, null, "text", 5, {}])("refuses to call %o", (callback) => {
    expect(() => loop.callSoon(callback as never)).toThrow(TypeError);
    expect(() => loop.callSoon({}, callback as never)).toThrow(TypeError);
  });

  test("takes no property of a callback for its option", async () => {
    const callback = Object.assign(() => see("called"), { context: "the callback's own" });
    loop.callSoon(callback);
    await runOnce();
    expect(seen).toEqual(["called"]);
  });

  test("says what it refuses to call, with options or without", () => {
    expect(() => loop.callSoon(null as never)).toThrow("callSoon() takes a function to call, not null");
    expect(() => loop.callSoon({}, "text" as never)).toThrow("callSoon() takes a function to call, not text");
  });

  test("refuses a coroutine, and says what to do with it", () => {
    const coro = give(1) as unknown as () => void;
    expect(() => loop.callSoon({}, coro)).toThrow("make a task of it");
    expect(() => loop.callSoon(coro)).toThrow("make a task of it");
  });

  test("refuses a coroutine function in debug mode only, as asyncio does", () => {
    expect(() => loop.callSoon(give, 1)).not.toThrow();
    loop.setDebug(true);
    expect(() => loop.callSoon(give, 1)).toThrow("coroutine function give");
    const nameless = coroutine((() => function* (): Generator<unknown, void> {})());
    expect(() => loop.callSoon(nameless)).toThrow("coroutine function (anonymous)");
  });

  test("wakes an idle loop when code of the host calls it", async () => {
    setTimeout(() => loop.callSoon(() => loop.stop()), 1);
    await loop.runForever();
    expect(loop.isRunning()).toBe(false);
  });
});

describe("callLater and callAt", () => {
  test("call at their time, counted from now and from the zero of the loop's clock", async () => {
    await loop.runUntilComplete(sleep(10));
    loop.callLater(5, () => see(["later", loop.time()]));
    loop.callAt(12, () => see(["at", loop.time()]));
    await loop.runUntilComplete(sleep(10));
    expect(seen).toEqual([
      ["at", 12],
      ["later", 15],
    ]);
  });

  test("pass arguments on, and take a Context", async () => {
    const variable = new ContextVar<string>("variable");
    const context = new Context();
    loop.callLater(1, see, "a", "b");
    loop.callAt({ context }, 2, (value: string) => void variable.set(value), "set");
    loop.callLater({}, 3, see, "c");
    await loop.runUntilComplete(sleep(4));
    expect([...seen, context.get(variable)]).toEqual(["a", "b", "c", "set"]);
  });

  test("give a handle that knows its deadline", async () => {
    await loop.runUntilComplete(sleep(1));
    expect(loop.callLater(2, see).when()).toBe(3);
    expect(loop.callAt(2, see).when()).toBe(2);
  });

  test("join behind what is ready, even when they are due at once and came first", async () => {
    loop.callLater(0, see, "timer");
    loop.callSoon(see, "soon");
    await runOnce();
    expect(seen).toEqual(["soon", "timer"]);
  });

  test("are called by deadline, though all of them have passed", async () => {
    for (const delay of [0, -1, -2, Number.NEGATIVE_INFINITY]) loop.callLater(delay, see, delay);
    await runOnce();
    expect(seen).toEqual([Number.NEGATIVE_INFINITY, -2, -1, 0]);
  });

  test("are called in the order registered when their deadlines are equal", async () => {
    for (let n = 0; n < 8; n++) n % 2 ? loop.callAt(1, see, n) : loop.callLater(1, see, n);
    await loop.runUntilComplete(sleep(2));
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test.each([
    [undefined, TypeError],
    [null, TypeError],
    ["1", TypeError],
    [1n, TypeError],
    [true, TypeError],
    [new Date(0), TypeError],
    [Number.NaN, RangeError],
  ])("refuse %o for a number of seconds", (seconds, errorClass) => {
    expect(() => loop.callLater(seconds as never, see)).toThrow(errorClass);
    expect(() => loop.callAt(seconds as never, see)).toThrow(errorClass);
  });

  test("say what they refuse for a number of seconds", () => {
    const refused = "the time of callLater() must be a number of seconds, not undefined";
    expect(() => loop.callLater(undefined as never, see)).toThrow(refused);
    const noNumber = "the time of callAt() must be a number of seconds, not string";
    expect(() => loop.callAt("1" as never, see)).toThrow(noNumber);
  });

  test("refuse what is no function", () => {
    expect(() => loop.callLater(1, undefined as never)).toThrow("callLater() takes a function");
    expect(() => loop.callAt(1, "text" as never)).toThrow("callAt() takes a function");
  });

  test("never call at a time that never comes, and others go on meanwhile", async () => {
    loop.callLater(Number.POSITIVE_INFINITY, see, "never");
    await loop.runUntilComplete(sleep(5));
    expect([loop.time(), seen]).toEqual([5, []]);
  });
});

describe("a cancelled handle", () => {
  test("does not run, and says so", async () => {
    const handle = loop.callSoon(see, "never");
    expect(handle.cancelled()).toBe(false);
    handle.cancel();
    await runOnce();
    expect([handle.cancelled(), seen]).toEqual([true, []]);
  });

  test("does not run though it stands in the batch that is running", async () => {
    loop.callSoon(() => handle.cancel());
    const handle = loop.callSoon(see, "never");
    await runOnce();
    expect(seen).toEqual([]);
  });

  test("does not move time on when it is a timer", async () => {
    loop.callLater(1, () => late.cancel());
    const late = loop.callLater(100, see, "never");
    setTimeout(() => loop.stop(), 5);
    await loop.runForever();
    expect([loop.time(), seen]).toEqual([1, []]);
  });

  test("lets go of its callback and arguments", () => {
    const handle = loop.callLater(1, function named() {});
    handle.cancel();
    expect(String(handle)).toBe("<TimerHandle cancelled>");
  });

  test("keeps its name in debug mode", () => {
    loop.setDebug(true);
    const handle = loop.callSoon(function named() {});
    handle.cancel();
    expect(String(handle)).toMatch(/^<Handle cancelled named\(\) created at .*>$/);
  });
});

describe("a callback that throws", () => {
  const error = new Error("thrown");

  test("is told to the exception handler, and the loop goes on", async () => {
    const handle = loop.callSoon(throwing(error));
    loop.callSoon(see, "next");
    await runOnce();
    expect(reports).toEqual([{ message: expect.stringContaining("callback"), exception: error, handle }]);
    expect(seen).toEqual(["next"]);
  });

  test.each([
    ["a string"],
    [undefined],
    [new (class Own extends BaseException {})()],
    [new CancelledError()],
  ])("may throw %o: that goes to the handler too", async (thrown) => {
    loop.callSoon(throwing(thrown));
    await runOnce();
    expect(reports.map(({ exception }) => exception)).toEqual([thrown]);
  });

  test("is written to the console by the default handler, with the keys of the context in order", async () => {
    const write = vi.spyOn(console, "error").mockReturnValue();
    loop.setExceptionHandler(undefined);
    loop.callExceptionHandler({ message: "what happened", exception: error, zebra: 1, apple: 2 });
    loop.callExceptionHandler({ message: "" });
    expect(write.mock.calls).toEqual([
      ["what happened\napple: 2\nzebra: 1\n", error],
      ["Unhandled exception in event loop"],
    ]);
  });

  test("has its handler called in the Context of the callback", async () => {
    const variable = new ContextVar("variable", { default: "none" });
    const context = new Context();
    context.run(() => variable.set("the callback's"));
    loop.setExceptionHandler(() => see(variable.get()));
    loop.callSoon({ context }, throwing(error));
    await runOnce();
    expect(seen).toEqual(["the callback's"]);
  });
});

describe("an exception handler", () => {
  const error = new Error("the handler's own");

  test.each(["task", "future"])("is called in the Context of the task that is reported as %s", (key) => {
    const variable = new ContextVar("variable", { default: "outside" });
    const context = new Context();
    context.run(() => variable.set("inside"));
    const task = loop.createTask(give(1), { context });
    loop.setExceptionHandler(() => see(variable.get()));
    loop.callExceptionHandler({ message: "something", [key]: task });
    loop.callExceptionHandler({ message: "something" });
    expect(seen).toEqual(["inside", "outside"]);
    task.cancel();
  });

  test("can be set, asked for and taken away", () => {
    const handler = () => {};
    loop.setExceptionHandler(handler);
    expect(loop.getExceptionHandler()).toBe(handler);
    loop.setExceptionHandler(undefined);
    expect(loop.getExceptionHandler()).toBeUndefined();
    expect(() => loop.setExceptionHandler("text" as never)).toThrow(
      new TypeError("an exception handler must be a function or undefined, not text"),
    );
  });

  test("is given the loop", () => {
    loop.setExceptionHandler(see);
    const context = { message: "something" };
    loop.callExceptionHandler(context);
    expect(seen).toEqual([loop, context]);
  });

  test("that throws gives way to the default one, which is told the first context too", () => {
    const fallback = vi.spyOn(loop, "defaultExceptionHandler").mockReturnValue();
    loop.setExceptionHandler(throwing(error));
    const context = { message: "the first" };
    loop.callExceptionHandler(context);
    const message = "Unhandled error in exception handler";
    expect(fallback.mock.calls).toEqual([[{ message, exception: error, context }]]);
  });

  test("is only logged when the default one throws", () => {
    const write = vi.spyOn(console, "error").mockReturnValue();
    vi.spyOn(loop, "defaultExceptionHandler").mockImplementation(throwing(error));
    loop.setExceptionHandler(undefined);
    loop.callExceptionHandler({ message: "one" });
    loop.setExceptionHandler(throwing(new Error("another")));
    loop.callExceptionHandler({ message: "two" });
    const logged = ["Exception in default exception handler", error];
    expect(write.mock.calls).toEqual([logged, logged]);
  });

  test.each([KeyboardInterrupt, SystemExit])("may leave the loop with %o", async (Leaving) => {
    loop.setExceptionHandler(throwing(new Leaving()));
    loop.callSoon(throwing(error));
    await expect(loop.runForever()).rejects.toThrow(Leaving);
  });
});

describe.each([KeyboardInterrupt, SystemExit])("%o out of a callback", (Leaving) => {
  test("leaves the loop at once and leaves the rest of the batch to the next run", async () => {
    loop.callSoon(see, "before");
    loop.callSoon(() => {
      loop.callSoon(see, "added");
      throw new Leaving();
    });
    loop.callSoon(see, "rest");
    await expect(loop.runForever()).rejects.toThrow(Leaving);
    expect([seen, loop.isRunning()]).toEqual([["before"], false]);
    await runOnce();
    expect(seen).toEqual(["before", "rest", "added"]);
  });

  test("leaves no stop behind", async () => {
    loop.callSoon(() => {
      loop.stop();
      throw new Leaving();
    });
    await expect(loop.runForever()).rejects.toThrow(Leaving);
    expect(await loop.runUntilComplete(sleep(1, "slept"))).toBe("slept");
  });

  test("is given once when it comes out of the task that is waited for", async () => {
    const leave = coroutine(function* (): Generator<unknown, void, never> {
      throw new Leaving();
    });
    await expect(loop.runUntilComplete(leave())).rejects.toThrow(Leaving);
    loop.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).toEqual([]);
  });

  test("of a task that was there before the run is still to be read from it", async () => {
    const leave = coroutine(function* (): Generator<unknown, void, never> {
      throw new Leaving();
    });
    const task = loop.createTask(leave());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(Leaving);
    loop.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports.map(({ message }) => message)).toEqual(["Task exception was never retrieved"]);
  });
});

describe("stop", () => {
  test("ends the run when the batch has run, and keeps what was added for the next", async () => {
    loop.callSoon(() => loop.callSoon(see, "added"));
    loop.callSoon(() => loop.stop());
    loop.callSoon(see, "same batch");
    await loop.runForever();
    expect(seen).toEqual(["same batch"]);
    await runOnce();
    expect(seen).toEqual(["same batch", "added"]);
  });

  test("before the run gives exactly one iteration, without any waiting", async () => {
    loop.callSoon(() => loop.callSoon(see, "second iteration"));
    loop.callSoon(see, "first iteration");
    loop.callLater(10, see, "timer");
    await runOnce();
    expect([seen, loop.time()]).toEqual([["first iteration"], 0]);
  });

  test("twice is no more than once", async () => {
    loop.stop();
    await runOnce();
    loop.callSoon(see, "ran");
    expect(await loop.runUntilComplete(sleep(1, 1))).toBe(1);
  });

  test("by code of the host ends an idle run", async () => {
    setTimeout(() => loop.stop(), 1);
    await loop.runForever();
    expect(loop.isRunning()).toBe(false);
  });

  test("keeps timers for the next run", async () => {
    loop.callLater(5, see, "timer");
    await runOnce();
    await loop.runUntilComplete(sleep(6));
    expect(seen).toEqual(["timer"]);
  });
});

describe("runUntilComplete", () => {
  test("gives the result of a coroutine, a Future, a task or another awaitable", async () => {
    const future = loop.createFuture<string>();
    loop.callLater(1, () => future.setResult("future"));
    expect(await loop.runUntilComplete(give("coroutine"))).toBe("coroutine");
    expect(await loop.runUntilComplete(future)).toBe("future");
    expect(await loop.runUntilComplete(loop.createTask(give("task")))).toBe("task");
    expect(await loop.runUntilComplete(Promise.resolve("promise"))).toBe("promise");
  });

  test("rejects with the error, and with CancelledError of what was cancelled", async () => {
    const failed = loop.createFuture();
    failed.setException(new Error("failed"));
    await expect(loop.runUntilComplete(failed)).rejects.toThrow("failed");
    const cancelled = loop.createFuture();
    cancelled.cancel();
    await expect(loop.runUntilComplete(cancelled)).rejects.toThrow(CancelledError);
  });

  test("that is stopped rejects, and what it waited for can be resumed", async () => {
    const task = loop.createTask(sleep(10, "slept"));
    loop.callLater(1, () => loop.stop());
    await expect(loop.runUntilComplete(task)).rejects.toThrow(/stopped before <Task pending/);
    expect(await loop.runUntilComplete(task)).toBe("slept");
    expect(loop.time()).toBe(10);
  });

  test("takes its callback off the Future, or the next run would stop early", async () => {
    const future = loop.createFuture<void>();
    loop.callSoon(throwing(new KeyboardInterrupt()));
    await expect(loop.runUntilComplete(future)).rejects.toThrow(KeyboardInterrupt);
    loop.callLater(1, () => future.setResult());
    expect(await loop.runUntilComplete(sleep(2, "to the end"))).toBe("to the end");
  });

  test("refuses a Future of another loop", async () => {
    const other = new VirtualEventLoop();
    await expect(loop.runUntilComplete(other.createFuture())).rejects.toThrow(RangeError);
    expect([loop.isRunning(), other.isRunning()]).toEqual([false, false]);
    other.close();
  });

  test.each([5, "text", {}, undefined])("refuses %o, which cannot be awaited", async (value) => {
    await expect(loop.runUntilComplete(value as never)).rejects.toThrow(TypeError);
    expect(loop.isRunning()).toBe(false);
  });
});

describe("a loop inside of a running loop", () => {
  const inside = coroutine(function* (other: EventLoop, coro: Promise<unknown>): Generator<unknown, unknown> {
    const attempts = [other.runForever(), other.runUntilComplete(coro)];
    const errors = (yield Promise.allSettled(attempts)) as PromiseRejectedResult[];
    return [errors.map(({ reason }) => String(reason)), yield coro];
  });

  test("is refused when it is the same, and leaves the coroutine un-awaited", async () => {
    const refusal = "RuntimeError: this event loop is already running";
    const result = await loop.runUntilComplete(inside(loop, give("awaited")));
    expect(result).toEqual([[refusal, refusal], "awaited"]);
  });

  test("is refused when it is another, and leaves the coroutine un-awaited", async () => {
    const other = new VirtualEventLoop();
    const refusal = expect.stringMatching(/^RuntimeError: .* while another one is running/);
    const result = await loop.runUntilComplete(inside(other, give("awaited")));
    expect(result).toEqual([[refusal, refusal], "awaited"]);
    other.close();
  });

  test("is refused from code of the host while it runs already", async () => {
    const run = loop.runUntilComplete(sleep(1, "slept"));
    await expect(loop.runForever()).rejects.toThrow("already running");
    expect(await run).toBe("slept");
  });
});

describe("close", () => {
  test("may be called twice", () => {
    loop.close();
    loop.close();
    expect(loop.isClosed()).toBe(true);
  });

  test("is refused while the loop runs", async () => {
    loop.callSoon(() => loop.close());
    await runOnce();
    expect(String(reports[0]?.exception)).toMatch(/RuntimeError: cannot close a running event loop/);
    expect(loop.isClosed()).toBe(false);
  });

  test("drops what was scheduled", async () => {
    const handles = [loop.callSoon(see, "soon"), loop.callLater(0, see, "later")];
    loop.close();
    for (const handle of handles) handle.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
  });

  test("reports tasks that are pending", () => {
    const task = loop.createTask(sleep(1));
    loop.close();
    expect(reports).toEqual([{ message: "Task was destroyed but it is pending!", task }]);
  });

  test.each<[string, (loop: EventLoop) => unknown]>([
    ["callSoon", (loop) => loop.callSoon(see)],
    ["callLater", (loop) => loop.callLater(1, see)],
    ["callAt", (loop) => loop.callAt(1, see)],
    ["createTask", (loop) => loop.createTask(give(1))],
  ])("makes %s throw", (_method, call) => {
    loop.close();
    expect(() => call(loop)).toThrow(new RuntimeError("the event loop is closed: make a new one"));
  });

  test("makes runs fail", async () => {
    loop.close();
    await expect(loop.runForever()).rejects.toThrow("closed");
    await expect(loop.runUntilComplete(give(1))).rejects.toThrow("closed");
  });

  test("makes a run fail at once that would wait for a Future", async () => {
    const future = loop.createFuture<void>();
    loop.close();
    await expect(loop.runUntilComplete(future)).rejects.toThrow("closed");
  });

  test("keeps createTask from asking the task factory", () => {
    loop.setTaskFactory(see as never);
    loop.close();
    expect(() => loop.createTask(give(1))).toThrow("closed");
    expect(seen).toEqual([]);
  });

  test("makes createTask close the coroutine, whose body never runs", async () => {
    const coro = coroutine(function* (): Generator<unknown, void, never> {
      see("ran");
    })() as unknown as Generator;
    loop.close();
    expect(() => loop.createTask(coro)).toThrow(RuntimeError);
    expect([coro.next().done, seen]).toEqual([true, []]);
  });
});

describe("isRunning", () => {
  test("is true from the start of a run to its end", async () => {
    expect(loop.isRunning()).toBe(false);
    const run = loop.runUntilComplete(sleep(1));
    expect(loop.isRunning()).toBe(true);
    await run;
    expect(loop.isRunning()).toBe(false);
  });
});

describe("a plain callback", () => {
  test("finds its loop running, and no current task", async () => {
    loop.callSoon(() => see(getRunningLoop() === loop, currentTask(), currentTask(loop)));
    await runOnce();
    expect(seen).toEqual([true, undefined, undefined]);
  });

  test("of one loop finds that loop, though another has been started", async () => {
    const other = new VirtualEventLoop();
    const main = coroutine(function* (): Generator<unknown, boolean, never> {
      yield sleep(1);
      return getRunningLoop() === other;
    });
    const run = loop.runUntilComplete(sleep(2));
    expect(await other.runUntilComplete(main())).toBe(true);
    await run;
    other.close();
  });
});

describe("a task factory", () => {
  test("makes the tasks of createTask, and is given the loop, the coroutine and the options", async () => {
    const context = new Context();
    loop.setTaskFactory((...args) => {
      see(...args);
      const [ofLoop, coro, options] = args;
      return new Task(coro, { ...options, loop: ofLoop });
    });
    const coro = give(1);
    const task = loop.createTask(coro, { name: "named", context });
    expect([seen[0] === loop, seen[1] === coro, seen[2]]).toEqual([true, true, { name: "named", context }]);
    expect(task.getName()).toBe("named");
    expect(await loop.runUntilComplete(task)).toBe(1);
  });

  test("can be set, asked for and taken away", () => {
    const factory = () => new Task(give(1) as never, { loop });
    loop.setTaskFactory(factory as never);
    expect(loop.getTaskFactory()).toBe(factory);
    loop.setTaskFactory(undefined);
    expect(loop.getTaskFactory()).toBeUndefined();
    expect(() => loop.setTaskFactory("text" as never)).toThrow(
      new TypeError("a task factory must be a function or undefined, not text"),
    );
  });
});

describe("debug mode", () => {
  test("is off until it is turned on", () => {
    expect(loop.getDebug()).toBe(false);
    loop.setDebug(true);
    expect(loop.getDebug()).toBe(true);
  });

  test("logs callbacks that take long", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const real = newEventLoop();
    real.setDebug(true);
    real.slowCallbackDuration = 0.005;
    real.callSoon(function slow() {
      for (const end = real.time() + 0.01; real.time() < end; );
    });
    real.callSoon(function quick() {});
    real.stop();
    await real.runForever();
    real.close();
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^Executing <Handle slow\(\) created at .*> took 0\.0\d\d sec/)],
    ]);
  });
});

test("a loop describes itself", () => {
  expect(String(loop)).toBe("<EventLoop running=false closed=false debug=false>");
});

test("newEventLoop gives loops that share nothing", () => {
  const [a, b] = [newEventLoop(), newEventLoop()];
  expect(a).toBeInstanceOf(EventLoop);
  a.close();
  expect(b.isClosed()).toBe(false);
  b.close();
});

describe("on the real host", () => {
  let real: EventLoop;
  let turns: number;
  let interval: NodeJS.Timeout;

  beforeEach(() => {
    real = newEventLoop();
    turns = 0;
    interval = setInterval(() => turns++, 1);
  });
  afterEach(() => {
    clearInterval(interval);
    real.close();
  });

  function work(milliseconds: number): void {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }

  test("the host has its turns in the middle of a long batch, and no callback changes its place", async () => {
    for (let n = 0; n < 1000; n++) {
      real.callSoon(() => {
        see(n);
        work(0.1);
        if (n < 10) real.callSoon(see, 1000 + n);
      });
    }
    await real.runUntilComplete(sleep(0));
    expect(turns).toBeGreaterThan(5);
    await real.runUntilComplete(sleep(0));
    expect(seen).toEqual([...Array(1010).keys()]);
  });

  test("the host has its turns between steps that take long each", async () => {
    const main = coroutine(function* (): Generator<unknown, number, never> {
      for (let steps = 0; steps < 60; steps++) {
        work(2);
        yield sleep(0);
      }
      return turns;
    });
    expect(await real.runUntilComplete(main())).toBeGreaterThan(30);
  });

  test("the host has its turns in the middle of a step, and no callback comes in between", async () => {
    const main = coroutine(function* (): Generator<unknown, number, never> {
      real.callSoon(see, "callback");
      const end = performance.now() + 1000;
      while (turns < 12 && performance.now() < end) yield give(0);
      see("step");
      yield sleep(0);
      return turns;
    });
    expect(await real.runUntilComplete(main())).toBeGreaterThanOrEqual(12);
    expect(seen).toEqual(["step", "callback"]);
  });

  test("stop waits for the end of a batch that was broken off for the host's sake", async () => {
    for (let n = 0; n < 200; n++) {
      real.callSoon(() => {
        if (n === 0) real.stop();
        work(0.1);
        see(n);
      });
    }
    await real.runForever();
    expect(seen).toHaveLength(200);
  });

  test("a timer set by code of the host comes before one that was waited for already", async () => {
    const start = performance.now();
    real.callLater(10, see, "late");
    setTimeout(() => real.callLater(0.005, () => real.stop()), 5);
    await real.runForever();
    expect(performance.now() - start).toBeLessThan(1000);
    expect(seen).toEqual([]);
  });

  test("tiny delays do not spin", async () => {
    const asked = vi.spyOn(globalThis, "setTimeout");
    const main = coroutine(function* (): Generator<unknown, void, never> {
      for (const delay of [1e-2, 1e-4, 1e-6, 1e-8, 1e-10]) yield sleep(delay);
    });
    await real.runUntilComplete(main());
    expect(asked.mock.calls.length).toBeLessThanOrEqual(20);
  });

  test("a promise that settles wakes the loop without a turn of the host", async () => {
    // The clock stands still: a machine under load would come to owe the host a turn.
    const unhurried = new EventLoop({ ...nodeHost, now: () => 0 });
    const main = coroutine(function* (): Generator<unknown, string[], never> {
      const order: string[] = [];
      setImmediate(() => order.push("turn of the host"));
      yield Promise.resolve();
      order.push("woken");
      return order;
    });
    expect(await unhurried.runUntilComplete(main())).toEqual(["woken"]);
    unhurried.close();
  });

  test("a promise that took its time wakes the loop as one that was there already", async () => {
    const settles = new Promise<void>((resolve) => {
      setTimeout(() => {
        setImmediate(() => see("turn of the host"));
        resolve();
      }, 20);
    });
    const main = coroutine(function* (): Generator<unknown, unknown[], never> {
      yield settles;
      return [...seen];
    });
    expect(await real.runUntilComplete(main())).toEqual([]);
  });

  test("the host has its turn soon when the steps between promises become long", async () => {
    let steps = 0;
    let most = 0;
    const count = () => {
      most = Math.max(most, steps);
      steps = 0;
    };
    const main = coroutine(function* (): Generator<unknown, void, never> {
      for (let n = 0; n < 1000; n++) yield Promise.resolve();
      const counting = setInterval(count, 1);
      for (let n = 0; n < 40; n++) {
        work(5);
        steps++;
        yield Promise.resolve();
      }
      clearInterval(counting);
      count();
    });
    await real.runUntilComplete(main());
    expect(most).toBeLessThan(10);
  });

  test.for([0, 0.2, 2])(
    "the host has its turns while promises of %d ms follow one another",
    async (spent) => {
      const main = coroutine(function* (): Generator<unknown, void, never> {
        const end = performance.now() + 2000;
        while (turns < 10 && performance.now() < end) {
          work(spent);
          yield Promise.resolve();
        }
      });
      await real.runUntilComplete(main());
      expect(turns).toBeGreaterThanOrEqual(10);
    },
  );
});
