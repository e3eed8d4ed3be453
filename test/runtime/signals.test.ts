/** Abort signals on both sides: what cancels us, and what tells native code that we were cancelled. */
import { setTimeout as nativeSleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import {
  asCompleted,
  CancelledError,
  coroutine,
  createTask,
  currentTask,
  EventLoop,
  ensureFuture,
  gather,
  getRunningLoop,
  RuntimeError,
  run,
  sleep,
  TaskGroup,
  TimeoutError,
  taskSignal,
  timeout,
  timeoutAt,
  wait,
  waitFor,
} from "../../runtime/index.ts";
import { failure, withContext } from "./support/context.ts";
import { listenersOf } from "./support/listeners.ts";
import { type Body, inside, program } from "./support/program.ts";

/** A signal that aborts after `delay` seconds of the loop's clock. */
function abortingAfter(delay: number, reason: unknown = "enough"): AbortSignal {
  const controller = new AbortController();
  getRunningLoop().callLater(delay, () => controller.abort(reason));
  return controller.signal;
}

/** What `body` throws, when, and how many cancel requests the task has then. */
const cancellation = coroutine(function* (body: Body): Generator<unknown, unknown[], never> {
  const error: Error = yield failure(inside(body));
  return [error.name, error.message, getRunningLoop().time(), currentTask()?.cancelling()];
});

function* sleeping(delay: number): Generator<unknown, void, never> {
  yield sleep(delay);
}

type Waiting = (signal: AbortSignal) => unknown;

const waiting: [string, Waiting][] = [
  ["wait", (signal) => wait([createTask(sleep(10))], { signal })],
  ["waitFor", (signal) => waitFor(sleep(10), 5, { signal })],
  ["waitFor without a time", (signal) => waitFor(sleep(10), undefined, { signal })],
  ["gather", (signal) => gather({ signal }, sleep(10), sleep(20))],
  ["asCompleted", (signal) => [...asCompleted([sleep(10)], { signal })][0]],
  ["createTask", (signal) => createTask(sleep(10), { signal })],
  ["ensureFuture of a coroutine", (signal) => ensureFuture(sleep(10), { signal })],
  ["ensureFuture of a task", (signal) => ensureFuture(createTask(sleep(10)), { signal })],
  ["ensureFuture of a Future", (signal) => ensureFuture(getRunningLoop().createFuture(), { signal })],
  [
    "TaskGroup.createTask",
    (signal) =>
      withContext(new TaskGroup(), function* (group) {
        yield group.createTask(sleep(10), { signal });
      }),
  ],
  [
    "TaskGroup",
    (signal) =>
      withContext(new TaskGroup({ signal }), function* (group) {
        group.createTask(sleep(10));
        yield sleep(20);
      }),
  ],
  [
    "TaskGroup that waits for its tasks",
    (signal) =>
      withContext(new TaskGroup({ signal }), function* (group) {
        group.createTask(sleep(10));
      }),
  ],
  [
    "timeout",
    (signal) =>
      withContext(timeout(5, { signal }), () =>
        (function* () {
          yield sleep(10);
        })(),
      ),
  ],
  [
    "timeoutAt",
    (signal) =>
      withContext(timeoutAt(5, { signal }), () =>
        (function* () {
          yield sleep(10);
        })(),
      ),
  ],
];

describe.each(waiting)("%s with a signal", (name, start) => {
  test("is cancelled when that aborts, with the reason as message, and the request is taken back", async () => {
    const seen = await program(function* () {
      return yield cancellation(function* () {
        yield start(abortingAfter(1));
      });
    });
    expect(seen).toEqual(["CancelledError", "enough", 1, 0]);
  });

  test("is cancelled when that has aborted before", async () => {
    const seen = await program(function* () {
      return yield cancellation(function* () {
        yield start(AbortSignal.abort("too late"));
      });
    });
    expect(seen).toEqual(["CancelledError", "too late", 0, 0]);
  });

  test.each([{}, { aborted: false }, { addEventListener() {} }, { addEventListener() {}, aborted: "no" }, 5])(
    "refuses %o in its place",
    async (value) => {
      const error: unknown = await program(function* () {
        return yield failure(
          inside(function* () {
            yield start(value as unknown as AbortSignal);
          }),
        );
      });
      expect(error instanceof AggregateError ? error.errors[0] : error).toEqual(
        new TypeError(`the option signal must be an AbortSignal, not ${value}`),
      );
    },
  );

  test("leaves no listener when it was cancelled by somebody else", async () => {
    const { signal } = new AbortController();
    const listeners = await program(function* () {
      const task = createTask(
        inside(function* () {
          yield start(signal);
        }),
      );
      yield sleep(1);
      const during = listenersOf(signal);
      task.cancel();
      yield wait([task]);
      yield sleep(0);
      return [during, listenersOf(signal)];
    });
    // What asCompleted was given runs on, and may still be asked for.
    expect(listeners).toEqual([1, name === "asCompleted" ? 1 : 0]);
  });
});

describe("a signal that does not abort", () => {
  const finishing: [string, Waiting][] = [
    ["wait", (signal) => wait([createTask(sleep(1))], { signal })],
    ["waitFor", (signal) => waitFor(sleep(1), 5, { signal })],
    ["gather", (signal) => gather({ signal }, sleep(1))],
    ["gather of nothing", (signal) => gather({ signal })],
    ["asCompleted", (signal) => [...asCompleted([sleep(1)], { signal })][0]],
    ["createTask", (signal) => createTask(sleep(1), { signal })],
    ["an eager task", (signal) => createTask(sleep(1), { signal, eagerStart: true })],
    [
      "TaskGroup",
      (signal) =>
        withContext(new TaskGroup({ signal }), function* () {
          yield sleep(1);
        }),
    ],
    [
      "timeout",
      (signal) =>
        withContext(timeout(5, { signal }), () =>
          (function* () {
            yield sleep(1);
          })(),
        ),
    ],
  ];

  test.each(finishing)("changes nothing for %s, and has no listener left", async (_name, start) => {
    const { signal } = new AbortController();
    await program(function* () {
      yield start(signal);
      yield sleep(0);
    });
    expect(listenersOf(signal)).toBe(0);
  });

  test("has no listener left when the loop is closed over what was pending", async () => {
    const { signal } = new AbortController();
    const loop = new EventLoop();
    loop.setExceptionHandler(() => {});
    loop.createTask(sleep(10), { signal });
    expect(listenersOf(signal)).toBe(1);
    loop.close();
    expect(listenersOf(signal)).toBe(0);
  });

  test("has one listener for all that were given it, until the last of them is done", async () => {
    const { signal } = new AbortController();
    const listeners = await program(function* () {
      const found: number[] = [];
      for (const delay of [1, 2, 3]) {
        createTask(sleep(delay), { signal });
        found.push(listenersOf(signal));
      }
      yield sleep(2.5);
      found.push(listenersOf(signal));
      yield sleep(1);
      return [...found, listenersOf(signal)];
    });
    expect(listeners).toEqual([1, 1, 1, 1, 0]);
  });

  test("takes back no cancel request but its own", async () => {
    const { signal } = new AbortController();
    const seen = await program(function* () {
      const task = currentTask();
      const parts = [
        () => wait([createTask(sleep(10))], { signal }),
        () => withContext(new TaskGroup({ signal }), () => sleeping(10)),
        () => withContext(timeout(5, { signal }), () => sleeping(10)),
      ];
      const requests: unknown[] = [];
      for (const part of parts) {
        getRunningLoop().callLater(1, () => task?.cancel());
        yield failure(part());
        requests.push(task?.cancelling());
        task?.uncancel();
      }
      return requests;
    });
    expect(seen).toEqual([1, 1, 1]);
  });

  test("serves 100,000 tasks at a time with one listener, and no warning", async () => {
    const { signal } = new AbortController();
    const warn = vi.spyOn(process, "emitWarning");
    const listeners = await program(function* () {
      const tasks = Array.from({ length: 100_000 }, () => createTask(sleep(1), { signal }));
      const during = listenersOf(signal);
      yield gather(...tasks);
      return [during, listenersOf(signal)];
    });
    expect(listeners).toEqual([1, 0]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe("a signal that aborts", () => {
  test("cancels all that were given it, in the order they were", async () => {
    const seen = await program(function* () {
      const controller = new AbortController();
      const names: string[] = [];
      const work = (name: string) =>
        inside(function* () {
          try {
            yield sleep(10);
          } finally {
            names.push(name);
          }
        });
      const { signal } = controller;
      const tasks = ["a", "b", "c"].map((name) => createTask(work(name), { signal }));
      yield sleep(1);
      controller.abort();
      yield wait(tasks);
      return [names, tasks.map((task) => task.cancelled()), listenersOf(signal)];
    });
    expect(seen).toEqual([["a", "b", "c"], [true, true, true], 0]);
  });

  test("cancels what is left when some of those that were given it are done", async () => {
    const seen = await program(function* () {
      const signal = abortingAfter(2);
      const tasks = [1, 3, 1, 3].map((delay) => createTask(sleep(delay), { signal }));
      yield wait(tasks);
      return [getRunningLoop().time(), tasks.map((task) => task.cancelled())];
    });
    expect(seen).toEqual([2, [false, true, false, true]]);
  });

  test("keeps a task that has not begun from running, even an eager one", async () => {
    const seen = await program(function* () {
      const signal = AbortSignal.abort();
      let ran = false;
      const body = function* (): Generator<unknown, void, never> {
        ran = true;
      };
      const tasks = [
        createTask(inside(body), { signal }),
        createTask(inside(body), { signal, eagerStart: true }),
      ];
      yield wait(tasks);
      return [ran, tasks.map((task) => task.cancelled())];
    });
    expect(seen).toEqual([false, [true, true]]);
  });

  test("does not touch a block that was left, nor one whose deadline came first", async () => {
    const seen = await program(function* () {
      const controller = new AbortController();
      const { signal } = controller;
      yield withContext(timeout(5, { signal }), function* () {});
      const late: Error = yield failure(
        withContext(timeout(1, { signal }), function* () {
          try {
            yield sleep(10);
          } finally {
            controller.abort();
          }
        }),
      );
      return [late instanceof TimeoutError, currentTask()?.cancelling()];
    });
    expect(seen).toEqual([true, 0]);
  });

  test("decides how a block ends whose deadline comes while it is being left", async () => {
    const seen = await program(function* () {
      const scope = timeout(2, { signal: abortingAfter(1) });
      const error: Error = yield failure(
        withContext(scope, function* () {
          try {
            yield sleep(10);
          } finally {
            yield sleep(5);
          }
        }),
      );
      let refused: unknown;
      try {
        scope.reschedule(100);
      } catch (reason) {
        refused = reason;
      }
      return [error.name, scope.expired(), currentTask()?.cancelling(), refused instanceof RuntimeError];
    });
    expect(seen).toEqual(["CancelledError", false, 0, true]);
  });

  test("does not hide the errors of a TaskGroup", async () => {
    const seen = await program(function* () {
      const error: AggregateError = yield failure(
        withContext(new TaskGroup({ signal: abortingAfter(1) }), function* (group) {
          group.createTask(
            inside(function* () {
              try {
                yield sleep(10);
              } finally {
                // biome-ignore lint/correctness/noUnsafeFinally: an error while a task is cancelled
                throw new RangeError("cleanup failed");
              }
            }),
          );
          yield sleep(10);
        }),
      );
      yield sleep(1); // No cancel request is left that would strike here.
      return [error.errors.map(String), currentTask()?.cancelling()];
    });
    expect(seen).toEqual([["RangeError: cleanup failed"], 0]);
  });

  test("leaves what asCompleted was given alone, and gives what was done before", async () => {
    const seen = await program(function* () {
      const tasks = [createTask(sleep(1, "fast")), createTask(sleep(3, "slow"))];
      const [first, second] = [...asCompleted(tasks, { signal: abortingAfter(2) })];
      yield sleep(2.5);
      return [yield first, ((yield failure(second as Promise<unknown>)) as Error).name, yield tasks[1]];
    });
    expect(seen).toEqual(["fast", "CancelledError", "slow"]);
  });

  test("hands the message of a CancelledError on, not its text", async () => {
    const seen = await program(function* () {
      const task = createTask(sleep(10), { signal: AbortSignal.abort(new CancelledError("why")) });
      return ((yield failure(task)) as CancelledError).args;
    });
    expect(seen).toEqual(["why"]);
  });

  test("touches no Future whose loop is closed", () => {
    const loop = new EventLoop();
    const controller = new AbortController();
    const [pending, done] = [loop.createFuture<string>(), loop.createFuture<string>()];
    done.setResult("done");
    expect(ensureFuture(pending, { signal: controller.signal })).toBe(pending);
    loop.close();
    expect(ensureFuture(done, { signal: controller.signal })).toBe(done);
    controller.abort();
    expect([pending.done(), done.result()]).toEqual([false, "done"]);
    const refused = () => ensureFuture(done, { signal: {} as AbortSignal });
    expect(refused).toThrow("the option signal must be an AbortSignal");
  });

  test("is not null", async () => {
    await expect(program(() => gather({ signal: null as never }, sleep(1)))).rejects.toThrow(
      new TypeError("the option signal must be an AbortSignal, not null"),
    );
  });

  test("explains no AbortError to a task that it has cancelled, unless the task passed its own signal on", async () => {
    const foreign = new DOMException("theirs", "AbortError");
    const seen = await program(function* () {
      const work = inside(function* () {
        yield failure(sleep(10));
        return yield failure(Promise.reject(foreign));
      });
      return yield createTask(work, { signal: abortingAfter(1) });
    });
    expect(seen).toBe(foreign);
  });
});

describe("taskSignal()", () => {
  test("aborts when its task is cancelled, with the CancelledError as reason", async () => {
    const seen = await program(function* () {
      let signal = AbortSignal.abort();
      const task = createTask(
        inside(function* () {
          signal = taskSignal();
          yield sleep(10);
        }),
      );
      yield sleep(1);
      const before = signal.aborted;
      task.cancel("stop");
      return [before, signal.aborted, signal.reason instanceof CancelledError, signal.reason.args];
    });
    expect(seen).toEqual([false, true, true, ["stop"]]);
  });

  test("is one a task", async () => {
    const seen = await program(function* () {
      const own = taskSignal();
      yield sleep(1);
      const other: AbortSignal = yield createTask(
        inside(function* () {
          return taskSignal();
        }),
      );
      return [own === taskSignal(), other === own];
    });
    expect(seen).toEqual([true, false]);
  });

  test("has aborted when the task was cancelled before it asked, and is new when that has been thrown", async () => {
    const seen = await program(function* () {
      currentTask()?.cancel("at once");
      const first = taskSignal();
      yield failure(sleep(1));
      const second = taskSignal();
      return [first.aborted, first.reason.message, second.aborted, second === taskSignal()];
    });
    expect(seen).toEqual([true, "at once", false, true]);
  });

  test("is new after a timeout that has passed", async () => {
    const seen = await program(function* () {
      const signals: AbortSignal[] = [];
      yield failure(
        withContext(timeout(1), function* () {
          signals.push(taskSignal());
          yield sleep(10);
        }),
      );
      signals.push(taskSignal());
      return signals.map((signal) => signal.aborted);
    });
    expect(seen).toEqual([true, false]);
  });

  test("is refused outside of a task", async () => {
    const loop = new EventLoop();
    const refused = new Promise((resolve) => {
      loop.callSoon(() => {
        try {
          taskSignal();
        } catch (error) {
          resolve(error);
        }
        loop.stop();
      });
    });
    await loop.runForever();
    loop.close();
    expect(await refused).toEqual(
      new RuntimeError("taskSignal() must be called in a task: no task runs now"),
    );
    expect(() => taskSignal()).toThrow("no running event loop");
  });

  test("ends what a native function does, and the task sees a CancelledError", async () => {
    let ended: unknown;
    const error = await run(
      inside(function* () {
        const native = async (signal: AbortSignal) => {
          try {
            await nativeSleep(60_000, undefined, { signal });
          } catch (reason) {
            ended = reason;
            throw reason;
          }
        };
        const task = createTask(
          inside(function* () {
            yield native(taskSignal());
          }),
        );
        yield sleep(0.001);
        task.cancel();
        return yield failure(task);
      }),
    );
    await nativeSleep(1);
    expect(error).toBeInstanceOf(CancelledError);
    expect((ended as Error).name).toBe("AbortError");
  });

  /** A promise that is rejected with `reason(signal)` when its signal aborts. */
  const until = (signal: AbortSignal, reason: (signal: AbortSignal) => unknown) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(reason(signal))));

  test.each<[string, (signal: AbortSignal) => unknown]>([
    ["the reason itself, as fetch does", (signal) => signal.reason],
    [
      "an AbortError caused by it, as Node does",
      ({ reason }) => Object.assign(new Error("aborted", { cause: reason }), { name: "AbortError" }),
    ],
    ["an AbortError that does not say why", () => new DOMException("aborted", "AbortError")],
  ])("comes back as the CancelledError from a promise that rejects with %s", async (_what, reason) => {
    const seen = await program(function* () {
      const task = createTask(
        inside(function* () {
          const promise = until(taskSignal(), reason);
          yield failure(sleep(10));
          yield promise;
        }),
      );
      yield sleep(1);
      task.cancel("stop");
      yield wait([task]);
      const error: unknown = yield failure(task);
      return task.cancelled() && error;
    });
    expect(seen).toBeInstanceOf(CancelledError);
    expect((seen as Error).message).toBe("stop");
  });

  test("leaves an AbortError alone that has nothing to do with it", async () => {
    const seen = await program(function* () {
      yield failure(
        withContext(timeout(1), () =>
          (function* () {
            taskSignal();
            yield sleep(10);
          })(),
        ),
      );
      const foreign = new DOMException("theirs", "AbortError");
      return (yield failure(Promise.reject(foreign))) === foreign;
    });
    expect(seen).toBe(true);
  });

  test("cancels tasks that are given it together with the task", async () => {
    const seen = await program(function* () {
      let child: ReturnType<typeof createTask> | undefined;
      const parent = createTask(
        inside(function* () {
          child = createTask(sleep(10), { signal: taskSignal() });
          yield sleep(20);
        }),
      );
      yield sleep(1);
      parent.cancel("both");
      yield wait([parent, child as ReturnType<typeof createTask>]);
      return [parent.cancelled(), child?.cancelled(), listenersOf(AbortSignal.abort())];
    });
    expect(seen).toEqual([true, true, 0]);
  });
});

describe("native code that awaits a cancelled coroutine", () => {
  test("gets a CancelledError", async () => {
    const error = await run(
      inside(function* () {
        const task = createTask(sleep(10));
        const native = (async () => {
          try {
            await task;
          } catch (reason) {
            return reason;
          }
          return undefined;
        })();
        yield sleep(0);
        task.cancel("seen from outside");
        return yield native;
      }),
    );
    expect(error).toBeInstanceOf(CancelledError);
    expect(String(error)).toBe("CancelledError: seen from outside");
  });
});
