/** explore: which orders a program is run in, what of them is never broken, and how a failure is told. */
import { describe, expect, test } from "vitest";
import {
  createTask,
  Future,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  sleep,
  type Task,
} from "../../../runtime/index.ts";
import { explore, ScheduleError } from "../../../runtime/testing/index.ts";
import { inside } from "../support/program.ts";

/** Runs `body` under many schedules, and gives the different results. */
async function results(body: () => Generator<unknown, unknown, never>, seeds = 60): Promise<Set<string>> {
  const seen = new Set<string>();
  await explore(
    () =>
      inside(function* () {
        seen.add(String(yield inside(body)));
      }),
    { seeds },
  );
  return seen;
}

function* noting(order: string[], name: string, delay = 0): Generator<unknown, void, never> {
  yield sleep(delay);
  order.push(name);
}

async function failureOf(main: () => PromiseLike<unknown>, options = {}): Promise<ScheduleError> {
  const error = await explore(main, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof ScheduleError)) throw error ?? new Error("it did not fail");
  return error;
}

describe("explore runs in every order", () => {
  test("tasks that are ready together", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      yield gather(...["a", "b", "c"].map((name) => inside(() => noting(order, name))));
      return order.join("");
    });
    expect([...orders].sort()).toEqual(["abc", "acb", "bac", "bca", "cab", "cba"]);
  });

  test("timers that are due together, and those only", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      const loop = getRunningLoop();
      for (const [when, name] of [
        [1, "a"],
        [1, "b"],
        [2, "c"],
      ] as const)
        loop.callAt(when, () => order.push(name));
      yield sleep(3);
      return order.join("");
    });
    expect([...orders].sort()).toEqual(["abc", "bac"]);
  });

  test("tasks whose promises settle together", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      let settle = () => {};
      const promise = new Promise<void>((resolve) => {
        settle = resolve;
      });
      const wait = function* (name: string): Generator<unknown, void, never> {
        yield promise;
        order.push(name);
      };
      const waiting: Task<unknown>[] = [];
      for (const name of "ab") {
        waiting.push(createTask(inside(() => wait(name))));
        yield sleep(1);
      }
      settle();
      yield gather(...waiting);
      return order.join("");
    });
    expect([...orders].sort()).toEqual(["ab", "ba"]);
  });

  test("and begins with the ordinary one", async () => {
    const [first] = await results(function* () {
      const order: string[] = [];
      for (const name of "abcdef") getRunningLoop().callSoon(() => order.push(name));
      yield sleep(1);
      return order.join("");
    }, 1);
    expect(first).toBe("abcdef");
  });

  test("tasks that one Future has woken together, from then on", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      const future = new Future<void>();
      const woken = function* (name: string): Generator<unknown, void, never> {
        yield future;
        yield* noting(order, name);
      };
      const tasks: Task<unknown>[] = [];
      for (const name of "ab") {
        tasks.push(createTask(inside(() => woken(name))));
        yield sleep(1);
      }
      future.setResult();
      yield gather(...tasks);
      return order.join("");
    });
    expect([...orders].sort()).toEqual(["ab", "ba"]);
  });

  test("the done callbacks of different Futures", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      for (const names of ["ab", "xy"]) {
        const future = new Future<void>();
        for (const name of names) future.addDoneCallback(() => order.push(name));
        future.setResult();
      }
      yield sleep(1);
      return order.join("");
    });
    expect([...orders].sort()).toEqual(["abxy", "axby", "axyb", "xaby", "xayb", "xyab"]);
  });

  test("and says how many of its runs were different", async () => {
    let runs = 0;
    const alone = () => {
      runs++;
      return inside(() => noting([], "alone"));
    };
    expect([await explore(alone, { seeds: 10 }), runs]).toEqual([{ schedules: 1 }, 11]);
    expect(await explore(alone, { seeds: [0] })).toEqual({ schedules: 1 });
    expect(await explore(alone)).toEqual({ schedules: 1 });
    expect(runs).toBe(114);
    const three = () => {
      for (const _ of "abc") getRunningLoop().callSoon(() => {});
      return sleep(1);
    };
    expect(await explore(() => inside(three))).toEqual({ schedules: 6 });
  });

  test("what is no function that gives coroutines is refused, and so are options it does not know", async () => {
    const coroutine = sleep(0);
    await expect(explore(coroutine as never)).rejects.toThrow(
      new TypeError(
        "explore() takes a function that gives a new coroutine for each run, not [object Coroutine]",
      ),
    );
    await expect(explore(() => sleep(0), { seed: 5 } as object)).rejects.toThrow(
      new TypeError("explore() does not know the option 'seed'; it knows seeds, replay"),
    );
    await coroutine;
  });

  test.each([-1, 1.5, Number.NaN, [1, -2], ["1"]])("the seeds %o are refused", async (seeds) => {
    await expect(explore(() => sleep(0), { seeds: seeds as never })).rejects.toThrow(
      /^the seeds of explore\(\) must be whole numbers >= 0, not /,
    );
  });

  test("that the seeds say which it is given, the same on every host", async () => {
    const orders: string[] = [];
    const main = () => {
      let order = "";
      for (const name of "abcdef") getRunningLoop().callSoon(() => (order += name));
      getRunningLoop().callLater(1, () => orders.push(order));
      return sleep(2);
    };
    await explore(() => inside(main), { seeds: new Set([7, 2026]) });
    expect(orders).toEqual(["abcdef", "abfedc", "cbedaf"]);
  });
});

describe("no schedule breaks", () => {
  test("the order of the done callbacks of one Future", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      const future = new Future<void>();
      for (const name of "abc") future.addDoneCallback(() => order.push(name));
      future.setResult();
      yield sleep(1);
      return order.join("");
    });
    expect([...orders]).toEqual(["abc"]);
  });

  test("the order of times", async () => {
    const orders = await results(function* () {
      const order: string[] = [];
      yield gather(...["c", "b", "a"].map((name, n) => inside(() => noting(order, name, 3 - n))));
      return order.join("");
    });
    expect([...orders]).toEqual(["abc"]);
  });

  test("a lock or a queue", async () => {
    const outcomes = await results(function* () {
      const [lock, queue] = [new Lock(), new Queue<number>(1)];
      let [most, held, sum] = [0, 0, 0];
      const worker = (n: number) =>
        inside(function* () {
          yield lock.acquire();
          most = Math.max(most, ++held);
          yield sleep(0);
          held--;
          lock.release();
          yield queue.put(n);
        });
      const reader = inside(function* () {
        for (let n = 0; n < 4; n++) sum += yield queue.get();
      });
      yield gather(reader, ...[1, 2, 3, 4].map(worker));
      return [most, sum];
    });
    expect([...outcomes]).toEqual(["1,10"]);
  });
});

describe("a failure", () => {
  /** Needs b to overtake a; c and d are of no importance. */
  const racing = () =>
    inside(function* () {
      const order: string[] = [];
      const tasks = [..."cabd"].map((name) =>
        createTask(
          inside(() => noting(order, name, 1)),
          { name },
        ),
      );
      yield gather(...(tasks as Task<unknown>[]));
      if (order.indexOf("b") < order.indexOf("a")) throw new RangeError("b came first");
    });

  test("names its seed, is told with the fewest deviations, and has the error as its cause", async () => {
    const error = await failureOf(racing);
    expect(error.seed).toBeGreaterThan(0);
    expect(Object.keys(error.schedule)).toHaveLength(1);
    expect(error.message).toContain("RangeError: b came first");
    expect(error.message).toMatch(/at choice \d+: .* before /);
    const replay = JSON.stringify(error.schedule);
    expect(error.message).toContain(
      `\n  again: explore(main, { replay: ${replay} }) or explore(main, { seeds: [${error.seed}] })`,
    );
    expect(error.cause).toBeInstanceOf(RangeError);
  });

  test("comes again with its seed, and with its schedule", async () => {
    const { seed, schedule } = await failureOf(racing);
    expect(await failureOf(racing, { seeds: [seed] })).toMatchObject({ seed, schedule });
    expect(await failureOf(racing, { replay: schedule })).toMatchObject({ seed: undefined, schedule });
    expect(await explore(racing, { replay: {} })).toEqual({ schedules: 1 });
  });

  test("in the ordinary order needs no seed", async () => {
    const error = await failureOf(() => inside(() => failing()));
    expect([error.seed, error.schedule]).toEqual([undefined, {}]);
    expect(`${error}`).toBe(
      "ScheduleError: main fails in the ordinary order: Error: at once\n  again: explore(main, { replay: {} })",
    );
  });

  /** In each round two callbacks are ready; `judge` is told the numbers of those that had another order. */
  const rounds = (count: number, judge: (deviating: string) => void) => () =>
    inside(function* () {
      let deviating = "";
      for (let round = 1; round <= count; round++) {
        let first = "";
        for (const name of "ab")
          getRunningLoop().callSoon(() => {
            first ||= name;
          });
        yield sleep(1);
        if (first === "b") deviating += round;
      }
      judge(deviating);
    });

  test("is told with none of the deviations that it does not need, and with all that it needs", async () => {
    const main = rounds(5, (deviating) => {
      if (/2.*4/.test(deviating)) throw new RangeError(deviating);
    });
    const { schedule, cause } = await failureOf(main, { replay: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 } });
    expect([schedule, cause]).toEqual([{ 2: 1, 4: 1 }, new RangeError("24")]);
  });

  test("is not told as another one that comes of fewer deviations", async () => {
    const main = rounds(2, (deviating) => {
      if (deviating === "12") throw new RangeError("both");
      if (deviating !== "") throw undefined;
    });
    expect(await failureOf(main, { replay: { 1: 1, 2: 1 } })).toMatchObject({
      schedule: { 1: 1, 2: 1 },
      cause: new RangeError("both"),
    });
  });

  test("by undefined is made smaller, too", async () => {
    const main = rounds(2, (deviating) => {
      if (deviating.includes("2")) throw undefined;
    });
    const { schedule, cause } = await failureOf(main, { replay: { 1: 1, 2: 1 } });
    expect([schedule, cause]).toEqual([{ 2: 1 }, undefined]);
  });

  test("tells which tasks, handles and done callbacks ran before which, and how to have it again", async () => {
    const main = () =>
      inside(function* () {
        let order = "";
        const note = (name: string) => {
          order += name;
        };
        for (const name of "ab")
          createTask(
            inside(function* () {
              note(name);
              yield 0;
            }),
            { name },
          );
        yield sleep(1);
        for (const name of "cd") {
          const future = new Future<void>();
          future.addDoneCallback(function done() {
            note(name);
          });
          future.setResult();
        }
        yield sleep(1);
        for (const name of "ef") getRunningLoop().callSoon(note, name);
        yield sleep(1);
        if (order === "badcfe") throw new Error(order);
      });
    const more = { 1: 99, 2: 99, 3: 99 };
    expect((await failureOf(main, { replay: more })).message).toBe(
      `main fails where the order is not first in, first out: Error: badcfe
  at choice 1: task 'b' before task 'a'
  at choice 2: <Handle done()> before <Handle done()>
  at choice 3: <Handle note()> before <Handle note()>
  again: explore(main, { replay: {"1":1,"2":1,"3":1} })`,
    );
  });

  test("is found from inside of a coroutine, too, as tests are", async () => {
    const main = () =>
      inside(function* () {
        const order: string[] = [];
        yield gather(
          inside(() => noting(order, "a", 1)),
          inside(() => noting(order, "b", 1)),
        );
        expect(order).toEqual(["a", "b"]);
      });
    const error = await inside(function* () {
      return yield failureOf(main);
    });
    expect(error).toMatchObject({ name: "ScheduleError", seed: expect.any(Number) });
  });

  test("may be a deadlock", async () => {
    const lost = () =>
      inside(function* () {
        const future = new Future<void>();
        let listens = false;
        createTask(
          inside(function* () {
            yield 0;
            if (listens) future.setResult();
          }),
        );
        getRunningLoop().callSoon(() => {
          listens = true;
        });
        yield future;
      });
    const error = await failureOf(lost);
    expect(error.message).toContain("deadlock");
  });
});

function* failing(): Generator<unknown, void, never> {
  throw new Error("at once");
}
