/** sleep, wait, waitFor and shield, on a virtual clock. */
import { describe, expect, test } from "vitest";
import {
  ALL_COMPLETED,
  allTasks,
  CancelledError,
  ContextVar,
  coroutine,
  createTask,
  currentTask,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  gather,
  getRunningLoop,
  shield,
  sleep,
  TimeoutError,
  wait,
  waitFor,
} from "../../runtime/index.ts";
import { failure } from "./support/context.ts";
import { fail, give, stubborn } from "./support/delays.ts";
import { collectReports, outcome, program, reportsAfter } from "./support/program.ts";

const time = () => getRunningLoop().time();

function future<T>(): Future<T> {
  return getRunningLoop().createFuture<T>();
}

/** Idle time, in which a virtual clock goes on to the next timer if there is one. */
function hostTime(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

describe("sleep", () => {
  test("takes its time, in seconds, and gives its result", async () => {
    expect(await program(() => outcome(() => sleep(1.5, "rested")))).toEqual(["rested", 1.5]);
    expect(await program(() => outcome(() => sleep(2)))).toEqual([undefined, 2]);
  });

  test.each([0, -1, Number.NEGATIVE_INFINITY])("of %d seconds gives up one turn", async (delay) => {
    const order = await program(function* () {
      const order: unknown[] = [];
      getRunningLoop().callSoon(() => order.push("turn"));
      order.push(yield sleep(delay, "result"));
      getRunningLoop().callSoon(() => order.push("turn"));
      yield sleep(delay);
      return [...order, time()];
    });
    expect(order).toEqual(["turn", "result", "turn", 0]);
  });

  test.each([
    [Number.NaN, "RangeError"],
    ["1", "TypeError"],
    [undefined, "TypeError"],
    [null, "TypeError"],
  ])("of %o is refused when it is awaited, and schedules nothing", async (delay, name) => {
    expect(await program(() => outcome(() => sleep(delay as never)))).toEqual([name, 0]);
  });

  test("names itself when no delay is given", async () => {
    await expect(program(() => sleep(undefined as never))).rejects.toThrow(
      "the delay of sleep() must be a number of seconds, not undefined",
    );
  });

  test("names itself when its delay is no number", async () => {
    await expect(program(() => sleep("1" as never))).rejects.toThrow(
      "the delay of sleep() must be a number of seconds, not string",
    );
  });

  test("that is cancelled takes its timer back", async () => {
    const end = await program(function* () {
      const task = createTask(sleep(1000));
      yield sleep(1);
      task.cancel();
      yield outcome(task);
      yield hostTime();
      return time();
    });
    expect(end).toBe(1);
  });
});

describe("wait", () => {
  /** How many are done and how many pending, and when. */
  const counts = coroutine(function* (aw: PromiseLike<Set<unknown>[]>): Generator<unknown, number[], never> {
    const [done, pending]: Set<unknown>[] = yield aw;
    return [done?.size ?? -1, pending?.size ?? -1, time()];
  });

  test("gives the sets of those that are done and of those that are pending", async () => {
    await program(function* () {
      const [a, b] = [createTask(give(1, "a")), createTask(give(5, "b"))];
      const [done, pending]: Set<unknown>[] = yield wait([a, b], { returnWhen: FIRST_COMPLETED });
      expect([done, pending]).toEqual([new Set([a]), new Set([b])]);
    });
  });

  test.each([undefined, ALL_COMPLETED] as const)("waits for all when told %o", async (returnWhen) => {
    const result = await program(function* () {
      const tasks = [createTask(give(1, "a")), createTask(fail(2)), createTask(give(3, "c"))];
      const counted: number[] = yield counts(wait(tasks, { returnWhen }));
      return [...counted, String(tasks[1]?.exception())];
    });
    expect(result).toEqual([3, 0, 3, "Error: failed"]);
  });

  test("counts what is done when it goes on, which may be more than the first", async () => {
    const result = await program(function* () {
      const tasks = [1, 1, 1, 2].map((delay) => createTask(sleep(delay)));
      return yield counts(wait(tasks, { returnWhen: FIRST_COMPLETED }));
    });
    expect(result).toEqual([3, 1, 1]);
  });

  test("returns at the first exception when it is asked to", async () => {
    const result = await program(function* () {
      const tasks = [createTask(sleep(1)), createTask(fail(2)), createTask(sleep(3))];
      return yield counts(wait(tasks, { returnWhen: FIRST_EXCEPTION }));
    });
    expect(result).toEqual([2, 1, 2]);
  });

  test("does not take a cancellation for an exception", async () => {
    const result = await program(function* () {
      const tasks = [createTask(sleep(9)), createTask(sleep(3))];
      getRunningLoop().callLater(1, () => tasks[0]?.cancel());
      return yield counts(wait(tasks, { returnWhen: FIRST_EXCEPTION }));
    });
    expect(result).toEqual([2, 0, 3]);
  });

  test("returns when its time is up, throws nothing and cancels nothing", async () => {
    const result = await program(function* () {
      const tasks = [createTask(give(1, "a")), createTask(give(5, "b"))];
      const counted: number[] = yield counts(wait(tasks, { timeout: 2 }));
      return [counted, yield tasks[1]];
    });
    expect(result).toEqual([[1, 1, 2], "b"]);
  });

  test("counts those as done that end together with its time", async () => {
    const result = await program(function* () {
      const tasks = [createTask(sleep(2)), createTask(sleep(3))];
      yield sleep(0);
      return yield counts(wait(tasks, { timeout: 2 }));
    });
    expect(result).toEqual([1, 1, 2]);
  });

  test("with no time at all looks once around", async () => {
    const result = await program(function* () {
      const done = future<void>();
      done.setResult();
      return yield counts(wait([done, future()], { timeout: 0 }));
    });
    expect(result).toEqual([1, 1, 0]);
  });

  test("takes back its timer", async () => {
    const end = await program(function* () {
      yield wait([createTask(sleep(1))], { timeout: 1000 });
      yield hostTime();
      return time();
    });
    expect(end).toBe(1);
  });

  test("takes back its timer when it is cancelled", async () => {
    const end = await program(function* () {
      const task = createTask(wait([future()], { timeout: 1000 }));
      yield sleep(1);
      task.cancel();
      yield outcome(task);
      yield hostTime();
      return time();
    });
    expect(end).toBe(1);
  });

  test("takes any iterable, and counts what comes twice once", async () => {
    const result = await program(function* () {
      const task = createTask(sleep(1));
      function* twice(): Generator<Future<void>> {
        yield task;
        yield task;
      }
      return [yield counts(wait(twice())), yield counts(wait(new Set([task])))];
    });
    expect(result).toEqual([
      [1, 0, 1],
      [1, 0, 1],
    ]);
  });

  test("that is cancelled leaves the tasks running", async () => {
    const result = await program(function* () {
      const member = createTask(give(5, "member"));
      const task = createTask(outcome(wait([member])));
      getRunningLoop().callLater(1, () => task.cancel());
      return [yield task, yield member];
    });
    expect(result).toEqual([["CancelledError", 1], "member"]);
  });

  const single = "wait() takes an iterable of futures and tasks, not a single one";
  const remedy = "make tasks of them with createTask() or ensureFuture()";
  test.each<[string, () => unknown, Error]>([
    ["nothing", () => [], new RangeError("wait() was given no futures: its set of tasks is empty")],
    ["a single future", () => future(), new TypeError(single)],
    ["a single coroutine", () => give(0, 1), new TypeError(single)],
    ["coroutines", () => [give(0, 1)], new TypeError(`wait(): coroutines are forbidden; ${remedy}`)],
    [
      "promises",
      () => [Promise.resolve()],
      new TypeError(`wait(): [object Promise] is no future; ${remedy}`),
    ],
    ["what is no iterable", () => 5, new TypeError(single)],
    ["nothing at all", () => undefined, new TypeError(single)],
    [
      "no coroutine where it counts twice",
      () => [future(), 5],
      new TypeError(`wait(): 5 is no future; ${remedy}`),
    ],
  ])("refuses %s, and says so", async (_what, make, error) => {
    await expect(program(() => wait(make() as never))).rejects.toEqual(error);
  });

  test("has asyncio's names for when it returns", () => {
    const names = [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED];
    expect(names).toEqual(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"]);
  });

  test("has seen the exception for which it returns: nobody is told that it was not retrieved", async () => {
    const messages: string[] = [];
    await program(function* () {
      getRunningLoop().setExceptionHandler((_loop, { message }) => messages.push(message));
      yield wait([createTask(fail(1)), createTask(sleep(2))], { returnWhen: FIRST_EXCEPTION });
      yield wait([createTask(fail(1))], { returnWhen: FIRST_COMPLETED });
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(messages).toEqual([expect.stringContaining("never retrieved")]);
  });

  test("refuses an unknown returnWhen and a time that is none", async () => {
    const result = await program(function* () {
      const futures = [future()];
      const unknown = wait(futures, { returnWhen: "SOME" as never });
      return [yield outcome(unknown), yield outcome(wait(futures, { timeout: Number.NaN }))];
    });
    expect(result).toEqual([
      ["RangeError", 0],
      ["RangeError", 0],
    ]);
  });
});

describe("waitFor", () => {
  test("gives the result that is in time", async () => {
    expect(await program(() => outcome(() => waitFor(give(1, "in time"), 2)))).toEqual(["in time", 1]);
  });

  test("waits as long as it takes when there is no time given", async () => {
    expect(await program(() => outcome(() => waitFor(give(1e6, "late"), undefined)))).toEqual(["late", 1e6]);
  });

  test("gives the exception that is in time", async () => {
    await expect(program(() => waitFor(fail(1), 2))).rejects.toThrow("failed");
  });

  test("throws TimeoutError when the time is up, the CancelledError being its cause", async () => {
    const error = await program(() => waitFor(sleep(9), 1)).catch((reason) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect((error as Error).cause).toBeInstanceOf(CancelledError);
  });

  test("runs a coroutine in the caller's own task and Context", async () => {
    const variable = new ContextVar("variable", { default: "before" });
    const result = await program(function* () {
      const inner = coroutine(function* (): Generator<unknown, unknown, never> {
        variable.set("written");
        yield sleep(1);
        return currentTask()?.getName();
      });
      const name: unknown = yield waitFor(inner(), 5);
      return [name === currentTask()?.getName(), variable.get(), allTasks().size];
    });
    expect(result).toEqual([true, "written", 1]);
  });

  test("waits for the cleanup, however long", async () => {
    const slow = () => stubborn(() => fail(5, "after the cleanup"));
    const result = await program(function* () {
      const cleaning = coroutine(function* (): Generator<unknown, void, never> {
        try {
          yield sleep(9);
        } finally {
          yield sleep(5);
        }
      });
      return [yield outcome(waitFor(cleaning(), 1)), yield outcome(waitFor(slow(), 1))];
    });
    expect(result).toEqual([
      ["TimeoutError", 6],
      ["Error", 12],
    ]);
  });

  test("gives the value of what swallows the cancellation", async () => {
    const result = await program(() =>
      outcome(
        waitFor(
          stubborn(() => "kept"),
          1,
        ),
      ),
    );
    expect(result).toEqual(["kept", 1]);
  });

  test("cancels a task or Future when the time is up", async () => {
    const result = await program(function* () {
      const [task, bare] = [createTask(sleep(9)), future()];
      const ends = [yield outcome(waitFor(task, 1)), yield outcome(waitFor(bare, 1))];
      return [ends, task.cancelled(), bare.cancelled()];
    });
    expect(result).toEqual([
      [
        ["TimeoutError", 1],
        ["TimeoutError", 2],
      ],
      true,
      true,
    ]);
  });

  test.each([0, -1])("with %d seconds gives what is done, without suspending", async (seconds) => {
    const result = await program(function* () {
      const done = future<string>();
      done.setResult("done");
      const turns: string[] = [];
      getRunningLoop().callSoon(() => turns.push("turn"));
      return [yield waitFor(done, seconds), ...turns];
    });
    expect(result).toEqual(["done"]);
  });

  test.each([0, -1])("with %d seconds never starts a coroutine", async (seconds) => {
    const result = await program(function* () {
      let started = false;
      const starting = coroutine(function* (): Generator<unknown, void, never> {
        started = true;
      });
      const error: Error = yield failure(waitFor(starting(), seconds));
      return [error, error.cause, time(), started];
    });
    const [passed, cancelled] = [new TimeoutError("the deadline has passed"), new CancelledError()];
    expect(result).toEqual([passed, cancelled, 0, false]);
  });

  test("with no time at all still waits for the cleanup of a task, and gives what it raises", async () => {
    const result = await program(function* () {
      const tasks = [stubborn(() => sleep(5)), stubborn(() => fail(5))].map((coro) => createTask(coro));
      yield sleep(1);
      return [yield outcome(waitFor(tasks[0] as never, 0)), yield outcome(waitFor(tasks[1] as never, 0))];
    });
    expect(result).toEqual([
      [undefined, 6],
      ["Error", 11],
    ]);
  });

  test("that is cancelled cancels what it waits for", async () => {
    const result = await program(function* () {
      const inner = createTask(sleep(9));
      const task = createTask(outcome(waitFor(inner, 5)));
      getRunningLoop().callLater(1, () => task.cancel());
      return [yield task, inner.cancelled()];
    });
    expect(result).toEqual([["CancelledError", 1], true]);
  });

  test("that is cancelled in the turn in which the result comes is cancelled", async () => {
    const result = await program(function* () {
      const inner = future<string>();
      const task = createTask(outcome(waitFor(inner, 5)));
      yield sleep(1);
      inner.setResult("too late");
      task.cancel();
      return yield task;
    });
    expect(result).toEqual(["CancelledError", 1]);
  });

  test.each([0, 1])("with %d seconds lets live what is shielded", async (seconds) => {
    const result = await program(function* () {
      const inner = createTask(give(5, "survived"));
      return [yield outcome(waitFor(shield(inner), seconds)), yield inner];
    });
    expect(result).toEqual([["TimeoutError", seconds], "survived"]);
  });

  test("times out as often as it is asked to", async () => {
    const result = await program(function* () {
      const inner = () => waitFor(waitFor(sleep(9), 2), 1);
      return [yield outcome(inner()), yield outcome(inner()), currentTask()?.cancelling()];
    });
    expect(result).toEqual([["TimeoutError", 1], ["TimeoutError", 2], 0]);
  });

  test.each([
    [5, 1, "TypeError"],
    [undefined, 1, "TypeError"],
    [Promise.resolve(), Number.NaN, "RangeError"],
    [Promise.resolve(), "1", "TypeError"],
  ])("refuses to wait for %o for %o seconds", async (aw, seconds, name) => {
    const result = await program(() => outcome(() => waitFor(aw as never, seconds as never)));
    expect(result).toEqual([name, 0]);
  });
});

describe("shield", () => {
  test("gives the result of what it shields", async () => {
    expect(await program(() => outcome(() => shield(give(1, "result"))))).toEqual(["result", 1]);
  });

  test("gives its exception", async () => {
    await expect(program(() => shield(fail(1)))).rejects.toThrow("failed");
  });

  test("lets the caller be cancelled, and what it shields run on", async () => {
    const result = await program(function* () {
      const inner = createTask(give(5, "inner"));
      const task = createTask(outcome(shield(inner)));
      getRunningLoop().callLater(1, () => task.cancel());
      return [yield task, inner.cancelling(), yield inner];
    });
    expect(result).toEqual([["CancelledError", 1], 0, "inner"]);
  });

  test("is cancelled when what it shields is", async () => {
    const result = await program(function* () {
      const inner = future();
      const outer = shield(inner);
      inner.cancel();
      yield outcome(outer);
      return outer.cancelled();
    });
    expect(result).toBe(true);
  });

  test("of what is done is that itself", async () => {
    await program(function* () {
      const done = future<number>();
      done.setResult(1);
      expect(shield(done)).toBe(done);
      yield 0;
    });
  });

  test("refuses what cannot be awaited", async () => {
    await program(function* () {
      expect(() => shield(5 as never)).toThrow(TypeError);
      yield 0;
    });
  });

  test("that was cancelled reports the exception of what it shielded, once for however many", async () => {
    const contexts = await program(function* () {
      const reports = collectReports();
      const inner = createTask(fail(2));
      const shields = [shield(inner), shield(inner)];
      yield sleep(1);
      for (const outer of shields) outer.cancel();
      yield sleep(5);
      return [
        reports.map(({ message, exception }) => [message, String(exception)]),
        reports[0]?.future === inner,
      ];
    });
    expect(contexts).toEqual([[["Error exception in shielded future", "Error: failed"]], true]);
  });

  test("that was cancelled reports nothing when what it shielded succeeds or is cancelled", async () => {
    const reports = await reportsAfter(function* () {
      const inner = [createTask(give(2, 1)), createTask(sleep(9))];
      for (const each of inner) shield<unknown>(each).cancel();
      yield sleep(1);
      inner[1]?.cancel();
      yield sleep(5);
    });
    expect(reports).toEqual([]);
  });

  test("stops the cancellation of a gather at each shield", async () => {
    const result = await program(function* () {
      const inner = [createTask(give(5, "a")), createTask(give(5, "b"))];
      const gathering = gather(...inner.map((each) => shield(each)));
      getRunningLoop().callLater(1, () => gathering.cancel());
      return [yield outcome(gathering), yield gather(...inner)];
    });
    expect(result).toEqual([
      ["CancelledError", 1],
      ["a", "b"],
    ]);
  });

  test("around a gather keeps all of it alive", async () => {
    const result = await program(function* () {
      const gathering = gather(give(5, "a"), give(5, "b"));
      const outer = shield(gathering);
      getRunningLoop().callLater(1, () => outer.cancel());
      return [yield outcome(outer), yield gathering];
    });
    expect(result).toEqual([
      ["CancelledError", 1],
      ["a", "b"],
    ]);
  });
});
