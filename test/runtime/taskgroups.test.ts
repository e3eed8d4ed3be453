/**
 * TaskGroup: what CPython 3.14 cannot show (`cancel`, the reports of errors that have no place) and its edges;
 * the rest is proven by the pairs of test/conformance/programs/taskgroups/.
 */
import { describe, expect, test, vi } from "vitest";
import {
  asyncEnter,
  BaseExceptionGroup,
  CancelledError,
  coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  getRunningLoop,
  KeyboardInterrupt,
  newEventLoop,
  RuntimeError,
  sleep,
  type Task,
  TaskGroup,
  type TaskOptions,
  timeout,
  wait,
} from "../../runtime/index.ts";
import { failure, withContext } from "./support/context.ts";
import { program } from "./support/program.ts";

const fail = coroutine(function* (delay: number, error: unknown): Generator<unknown, never, never> {
  yield sleep(delay);
  throw error;
});

/** Sleeps for ever and says when it was cancelled. */
const sleeper = coroutine(function* (log: string[], name: string): Generator<unknown, void, never> {
  try {
    yield sleep(1000);
  } finally {
    log.push(`${name} at ${getRunningLoop().time()}`);
  }
});

describe("a group that succeeds", () => {
  test("waits for all its tasks, which run at the same time", async () => {
    const [results, time] = await program(function* () {
      const tasks: Task<string>[] = yield withContext(new TaskGroup(), function* (group) {
        return [group.createTask(sleep(2, "a")), group.createTask(sleep(3, "b"))];
      });
      return [tasks.map((task) => task.result()), getRunningLoop().time()];
    });
    expect([results, time]).toEqual([["a", "b"], 3]);
  });

  test("passes the options of a task on", async () => {
    await program(function* () {
      yield withContext(new TaskGroup(), function* (group) {
        const options: TaskOptions = { name: "worker", context: currentTask()?.getContext() };
        const task = group.createTask(sleep(1), options);
        expect([task.getName(), task.getContext()]).toEqual(["worker", options.context]);
      });
    });
  });
});

describe("an error", () => {
  test("of the block cancels the tasks in the order they were made", async () => {
    const log: string[] = [];
    const failing = program(() =>
      withContext(new TaskGroup(), function* (group) {
        for (const name of ["a", "b", "c"]) group.createTask(sleeper(log, name));
        yield sleep(1);
        throw new Error("body");
      }),
    );
    await expect(failing).rejects.toBeInstanceOf(ExceptionGroup);
    expect(log).toEqual(["a at 1", "b at 1", "c at 1"]);
  });

  test("is the cause neither of another nor lost, whatever was thrown", async () => {
    const error = await program(function* () {
      return yield failure(
        withContext(new TaskGroup(), function* (group) {
          group.createTask(fail(1, undefined));
          group.createTask(fail(1, "text"));
          yield sleep(5);
        }),
      );
    });
    expect(error).toBeInstanceOf(ExceptionGroup);
    expect(error).toMatchObject({ message: "unhandled errors in a TaskGroup", errors: [undefined, "text"] });
  });

  test("of a task whose parent is done already is reported", async () => {
    const reported: unknown[] = [];
    await program(function* () {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_loop, { exception, message }) =>
        reported.push(exception, message.includes("the parent of its TaskGroup, is done already")),
      );
      const group = new TaskGroup();
      const enter = coroutine(function* (): Generator<unknown, void, never> {
        group[asyncEnter]();
      });
      yield createTask(enter());
      yield wait([group.createTask(fail(1, "late"))]);
    });
    expect(reported).toEqual(["late", true]);
  });

  test("does not interrupt a task that is being cancelled for another one's sake", async () => {
    const log: string[] = [];
    const error = await program(function* () {
      return yield failure(
        withContext(new TaskGroup(), function* (group) {
          const cleaning = group.createTask(slowToEnd());
          group.createTask(fail(1, "first"));
          group.createTask(failsOnCancel(0.5, "second"));
          cleaning.addDoneCallback((task) =>
            log.push(
              `cleaned up at ${getRunningLoop().time()}, ${cleaning.cancelling()}, ${task.cancelled()}`,
            ),
          );
          yield sleep(10);
        }),
      );
    });
    expect((error as ExceptionGroup).errors).toEqual(["first", "second"]);
    expect(log).toEqual(["cleaned up at 3, 1, false"]);
  });

  test("that has no place beside an interrupt is reported", async () => {
    const reported: unknown[] = [];
    const run = program(function* () {
      getRunningLoop().setExceptionHandler((_loop, context) => {
        if ("taskGroup" in context) reported.push(context.exception, context.message);
      });
      yield withContext(new TaskGroup(), function* (group) {
        group.createTask(fail(1, "lost"));
        try {
          yield sleep(5);
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: an interrupt comes when it likes
          throw new KeyboardInterrupt();
        }
      });
    });
    await expect(run).rejects.toBeInstanceOf(KeyboardInterrupt);
    const message = "an exception in a TaskGroup is not thrown, because the loop is being left";
    expect(reported).toEqual(["lost", message]);
  });

  test("that leaves the loop is not reported beside itself", async () => {
    const reported: unknown[] = [];
    const run = program(function* () {
      getRunningLoop().setExceptionHandler((_loop, context) => {
        if ("taskGroup" in context) reported.push(context.exception);
      });
      const interrupted = createTask(
        withContext(new TaskGroup(), function* (group) {
          group.createTask(fail(1, new KeyboardInterrupt()));
          group.createTask(failsOnCancel(1, "lost"));
          yield sleep(5);
        }),
      );
      yield wait([interrupted]);
    });
    await expect(run).rejects.toBeInstanceOf(KeyboardInterrupt);
    expect(reported).toEqual(["lost"]);
  });
});

/** Fails so many seconds after it was cancelled. */
const failsOnCancel = coroutine(function* (delay: number, error: unknown): Generator<unknown, never, never> {
  try {
    yield sleep(1000);
  } catch {
    yield sleep(delay);
  }
  throw error;
});

/** Takes two seconds to end when it is cancelled. */
const slowToEnd = coroutine(function* (): Generator<unknown, void, never> {
  try {
    yield sleep(10);
  } catch {
    yield sleep(2);
  }
});

describe("cancel()", () => {
  test("ends the tasks and the block without an error, and the task goes on", async () => {
    const log: string[] = [];
    await program(function* () {
      yield withContext(new TaskGroup(), function* (group) {
        group.createTask(sleeper(log, "child"));
        getRunningLoop().callLater(1, () => group.cancel());
        try {
          yield sleep(5);
        } finally {
          log.push(`body at ${getRunningLoop().time()}`);
        }
      });
      log.push(`after with ${currentTask()?.cancelling()} requests`);
      yield sleep(1);
      log.push(`later at ${getRunningLoop().time()}`);
    });
    expect(log).toEqual(["child at 1", "body at 1", "after with 0 requests", "later at 2"]);
  });

  test("ends a group whose exit is waiting", async () => {
    const log: string[] = [];
    await program(function* () {
      yield withContext(new TaskGroup(), function* (group) {
        group.createTask(sleeper(log, "child"));
        getRunningLoop().callLater(1, () => group.cancel());
      });
      log.push(`after with ${currentTask()?.cancelling()} requests`);
    });
    expect(log).toEqual(["child at 1", "after with 0 requests"]);
  });

  test("called by the block itself strikes at its next await", async () => {
    const log: string[] = [];
    await program(function* () {
      yield withContext(new TaskGroup(), function* (group) {
        const task = group.createTask(sleeper(log, "never started"));
        group.cancel();
        log.push("goes on");
        expect(() => group.createTask(sleep(1))).toThrow(RuntimeError);
        yield sleep(5);
        log.push(`not reached by ${task}`);
      });
      log.push(`after with ${currentTask()?.cancelling()} requests`);
    });
    expect(log).toEqual(["goes on", "after with 0 requests"]);
  });

  test("before the entry strikes on entry", async () => {
    const reached: string[] = [];
    await program(function* () {
      const group = new TaskGroup();
      group.cancel();
      yield withContext(group, function* () {
        reached.push("the block begins");
        yield sleep(5);
        reached.push("the block goes on");
      });
      expect([currentTask()?.cancelling(), getRunningLoop().time()]).toEqual([0, 0]);
    });
    expect(reached).toEqual(["the block begins"]);
  });

  test("has no effect a second time, nor after the end", async () => {
    await program(function* () {
      const group = new TaskGroup();
      yield withContext(group, function* () {
        const task = group.createTask(sleep(1));
        group.cancel();
        group.cancel();
        expect([currentTask()?.cancelling(), task.cancelling()]).toEqual([1, 1]);
        yield sleep(1);
      });
      group.cancel();
      expect(currentTask()?.cancelling()).toBe(0);
      yield sleep(1);
    });
  });

  test("does not hide the errors of the tasks", async () => {
    const failWhenCancelled = coroutine(function* (): Generator<unknown, void, never> {
      try {
        yield sleep(10);
      } catch {
        throw new RangeError("in cleanup");
      }
    });
    const error = await program(function* () {
      return yield failure(
        withContext(new TaskGroup(), function* (group) {
          group.createTask(failWhenCancelled());
          getRunningLoop().callLater(1, () => group.cancel());
        }),
      );
    });
    expect((error as ExceptionGroup).errors).toEqual([new RangeError("in cleanup")]);
  });

  test("does not swallow a cancellation from outside that comes in the same turn or while the exit waits", async () => {
    const ended = await program(function* () {
      const results: unknown[] = [];
      for (const delay of [1, 2]) {
        const group = new TaskGroup();
        const task = createTask(
          withContext(group, function* () {
            group.createTask(slowToEnd());
            yield sleep(5);
          }),
        );
        const loop = getRunningLoop();
        loop.callLater(1, () => group.cancel());
        loop.callLater(delay, () => task.cancel("from outside"));
        yield wait([task]);
        results.push([task.cancelled(), task.cancelling()]);
      }
      return results;
    });
    expect(ended).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  test("lets a timeout around it strike while the exit waits", async () => {
    const error = await program(function* () {
      return yield failure(
        withContext(timeout(2), function* () {
          yield withContext(new TaskGroup(), function* (group) {
            group.createTask(slowToEnd());
            getRunningLoop().callLater(1, () => group.cancel());
          });
        }),
      );
    });
    expect(error).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a group refuses", () => {
  test("to be entered outside of a task", async () => {
    const loop = newEventLoop();
    const refused = vi.fn();
    loop.callSoon(() => {
      try {
        new TaskGroup()[asyncEnter]();
      } catch (error) {
        refused(error);
      }
      loop.stop();
    });
    await loop.runForever();
    loop.close();
    expect(refused).toHaveBeenCalledWith(new RuntimeError("<TaskGroup> must be used inside a task"));
  });

  test("a task before it is entered, and says how to", () => {
    expect(() => new TaskGroup().createTask(sleep(1))).toThrow(
      new RuntimeError("<TaskGroup> has not been entered: bind it with `await using` in a coroutine"),
    );
  });

  test("to be entered twice", async () => {
    await program(function* () {
      const group = new TaskGroup();
      yield withContext(group, function* () {
        const message = "<TaskGroup entered> has already been entered: make a new one";
        expect(() => group[asyncEnter]()).toThrow(new RuntimeError(message));
        yield sleep(0);
      });
    });
  });

  test("a task while it is shutting down and when it is finished, and says which", async () => {
    await program(function* () {
      const group = new TaskGroup();
      yield withContext(group, function* () {
        group.createTask(slowToEnd());
        yield sleep(1);
        group.cancel();
        expect(() => group.createTask(sleep(1))).toThrow(
          new RuntimeError("<TaskGroup tasks=1 cancelling> is shutting down: it takes no more tasks"),
        );
        yield sleep(0);
      });
      expect(() => group.createTask(sleep(1))).toThrow(
        new RuntimeError("<TaskGroup cancelling> is finished: it takes no more tasks"),
      );
    });
  });

  test("a coroutine for good: it is closed, and its finally blocks do not run late", async () => {
    const group = new TaskGroup();
    const coro = sleeper([], "x");
    expect(() => group.createTask(coro)).toThrow(RuntimeError);
    expect((coro as unknown as Generator).next()).toEqual({ value: undefined, done: true });
  });
});

test("a group tells its state", async () => {
  await program(function* () {
    const group = new TaskGroup();
    expect(String(group)).toBe("<TaskGroup>");
    yield withContext(group, function* () {
      expect(String(group)).toBe("<TaskGroup entered>");
      group.createTask(sleep(1));
      expect(String(group)).toBe("<TaskGroup tasks=1 entered>");
      group.cancel();
      expect(String(group)).toBe("<TaskGroup tasks=1 cancelling>");
    });
  });
});

test("a group tells how many of its tasks have failed, until it has thrown their errors", async () => {
  const states = await program(function* () {
    const group = new TaskGroup();
    const seen: string[] = [];
    yield failure(
      withContext(group, function* () {
        group.createTask(fail(1, "one"));
        try {
          yield sleep(5);
        } finally {
          seen.push(String(group));
        }
      }),
    );
    return [...seen, String(group)];
  });
  expect(states).toEqual(["<TaskGroup errors=1 cancelling>", "<TaskGroup cancelling>"]);
});

test("Symbol.asyncDispose waits for the tasks as the exit does", async () => {
  await program(function* () {
    const group = new TaskGroup();
    group[asyncEnter]();
    const task = group.createTask(sleep(2, "done"));
    yield group[Symbol.asyncDispose]();
    expect(task.result()).toBe("done");
    expect(getRunningLoop().time()).toBe(2);
  });
});

test("a cancellation that a task lets out by itself makes no error, one in a group does not get lost", async () => {
  const error = await program(function* () {
    return yield failure(
      withContext(new TaskGroup(), function* (group) {
        group.createTask(fail(1, new CancelledError("alone")));
        group.createTask(fail(2, new BaseExceptionGroup("several", [new CancelledError("inside")])));
        yield sleep(5);
      }),
    );
  });
  expect(error).not.toBeInstanceOf(ExceptionGroup);
  expect((error as BaseExceptionGroup).errors).toHaveLength(1);
});
