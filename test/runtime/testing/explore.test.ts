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

  test("and says how many it has run", async () => {
    const main = () => inside(() => noting([], "alone"));
    expect(await explore(main, { seeds: 10 })).toEqual({ schedules: 1 });
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
    expect(error.message).toContain(`explore(main, { replay: ${JSON.stringify(error.schedule)} })`);
    expect(error.message).toContain(`explore(main, { seeds: [${error.seed}] })`);
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
    expect(error.message).toContain("main fails in the ordinary order: Error: at once");
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
