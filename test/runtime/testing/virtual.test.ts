/** The virtual clock: when it stands still, and where it goes. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asyncGenerator } from "../../../runtime/asyncgenerators.ts";
import {
  allTasks,
  coroutine,
  createTask,
  EventLoop,
  gather,
  getRunningLoop,
  run,
  sleep,
} from "../../../runtime/index.ts";
import { runVirtual, VirtualEventLoop } from "../../../runtime/testing/index.ts";
import { inside, program } from "../support/program.ts";

let loop: VirtualEventLoop;

beforeEach(() => {
  loop = new VirtualEventLoop();
});
afterEach(() => {
  loop.close();
});

describe("virtual time", () => {
  test("begins at 0", () => {
    expect(loop.time()).toBe(0);
  });

  test("stands still while anything is ready", async () => {
    const times = new Set<number>();
    loop.callLater(0.001, () => loop.stop());
    let left = 10_000;
    const again = () => {
      times.add(loop.time());
      if (--left > 0) loop.callSoon(again);
    };
    loop.callSoon(again);
    await loop.runForever();
    expect([...times]).toEqual([0]);
  });

  test("stands still while a step takes long, and the host has its turns meanwhile", async () => {
    let turns = 0;
    const interval = setInterval(() => turns++, 1);
    const time = await program(function* () {
      getRunningLoop().callLater(0.001, () => {});
      // How soon a turn comes is a busy machine's to say.
      const end = performance.now() + 10_000;
      while (turns <= 2 && performance.now() < end) yield 0;
      return getRunningLoop().time();
    }).finally(() => clearInterval(interval));
    expect(time).toBe(0);
    expect(turns).toBeGreaterThan(2);
  });

  test("does not keep the host from waking who asks in each turn", async () => {
    const answer = await program(function* () {
      let answer: string | undefined;
      setTimeout(() => {
        answer = "answered";
      }, 5);
      while (answer === undefined) yield sleep(0);
      return answer;
    });
    expect(answer).toBe("answered");
  });

  test("jumps to each timer in turn, exactly", async () => {
    const times: number[] = [];
    for (const delay of [1e9, 0.1, 3, 0.1]) loop.callLater(delay, () => times.push(loop.time()));
    await loop.runUntilComplete(sleep(2e9));
    expect(times).toEqual([0.1, 0.1, 3, 1e9]);
  });

  test("goes to the earlier of two timers also if that comes while the loop waits for the other", async () => {
    const times: number[] = [];
    loop.callLater(5, () => times.push(loop.time()));
    const forever = loop.runForever();
    await undefined; // By then the loop waits.
    loop.callLater(1, () => times.push(loop.time()));
    loop.callLater(6, () => loop.stop());
    await forever;
    expect(times).toEqual([1, 5]);
  });

  test("does not go back for a time that has passed", async () => {
    await loop.runUntilComplete(sleep(10));
    setTimeout(() => loop.callAt(5, () => loop.stop()), 1);
    await loop.runForever();
    expect(loop.time()).toBe(10);
  });

  test("does not jump to timers that were cancelled, nor to one that never comes", async () => {
    loop.callLater(5, () => {}).cancel();
    loop.callLater(Number.POSITIVE_INFINITY, () => {});
    await loop.runUntilComplete(sleep(1));
    setTimeout(() => loop.stop(), 5);
    await loop.runForever();
    expect(loop.time()).toBe(1);
  });

  test("waits for promises that settle without any waiting", async () => {
    const order = await program(function* () {
      const order: string[] = [];
      getRunningLoop().callLater(1, () => order.push("timer"));
      const settle = async () => {
        for (let n = 0; n < 100; n++) await undefined;
        return "promise";
      };
      order.push(yield settle());
      yield sleep(2);
      return order;
    });
    expect(order).toEqual(["promise", "timer"]);
  });

  test("stays where it is between two runs", async () => {
    await loop.runUntilComplete(sleep(5));
    await loop.runUntilComplete(sleep(5));
    expect(loop.time()).toBe(10);
  });

  test("is each loop's own", async () => {
    const other = new VirtualEventLoop();
    await Promise.all([loop.runUntilComplete(sleep(5)), other.runUntilComplete(sleep(7))]);
    expect([loop.time(), other.time()]).toEqual([5, 7]);
    other.close();
  });

  test("has one option, and knows no others", () => {
    expect(() => new VirtualEventLoop({ start: 5 } as never)).toThrow(
      "VirtualEventLoop() does not know the option 'start'; it knows runnerTimers",
    );
  });

  test("costs no real time", async () => {
    const start = performance.now();
    const year = 365 * 86_400;
    await loop.runUntilComplete(sleep(year));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("gives the same order on each run, where the host's timers would not", async () => {
    const once = () =>
      program(function* () {
        const order: number[] = [];
        const step = (n: number) =>
          inside(function* () {
            for (let round = 0; round < 5; round++) {
              yield sleep(((n * 7) % 5) / 10_000);
              order.push(n);
            }
          });
        yield gather(...[1, 2, 3, 4, 5].map(step));
        return order.join("");
      });
    expect(new Set([await once(), await once(), await once()]).size).toBe(1);
  });
});

describe("a VirtualEventLoop", () => {
  test("is an event loop in every other respect", () => {
    expect(loop).toBeInstanceOf(EventLoop);
  });

  test("may be what run() makes", async () => {
    expect(await run(sleep(3600, "slept"), { loopFactory: () => loop })).toBe("slept");
    expect(loop.time()).toBe(3600);
  });
});

describe("a deadlock", () => {
  /** Calls back at a time of the host's clock, by turns: those are no resource that the host tells of. */
  const at = (time: number, callback: () => void): void =>
    void setImmediate(performance.now() < time ? () => at(time, callback) : callback);

  const later = (milliseconds: number) =>
    new Promise<void>((resolve) => at(performance.now() + milliseconds, resolve));

  /** As if the test runner had any number of timers, none of which wakes anybody. */
  const quiet = { runnerTimers: 1000 };

  const never = (name: string) =>
    inside(function* () {
      yield getRunningLoop().createFuture();
      return name;
    });

  test("is an error that names the tasks and what they wait for, though the test runner keeps the process alive", async () => {
    const deadlocked = program(function* () {
      const child = createTask(never("child"), { name: "the child" });
      yield child;
    });
    await expect(deadlocked).rejects.toThrow(
      /deadlock: .*\n.*waitFor=<Task>.*\n.*name='the child'.*waitFor=<Future>/,
    );
  });

  test("tells of each task in which calls it waits, the innermost first, and who waits for it", async () => {
    const inner = coroutine(function* inner(): Generator<unknown, void> {
      yield getRunningLoop().createFuture();
    });
    const outer = coroutine(function* outer(): Generator<unknown, void> {
      yield inner();
    });
    const waiting = coroutine(function* waiting(task: PromiseLike<void>): Generator<unknown, void> {
      yield task;
    });
    const deadlocked = program(function* () {
      const child = createTask(outer(), { name: "child" });
      createTask(waiting(child), { name: "one" });
      yield createTask(waiting(child), { name: "two" });
    });
    const error: Error = await deadlocked.catch((reason) => reason);
    const told = error.message.split("\n  ").map((line) => line.replace(/^<Task .*>> /, ""));
    expect(told.slice(2)).toEqual([
      "in inner() < outer(), awaited by one, two",
      "in waiting()",
      expect.stringMatching(/^in waiting\(\), awaited by Task-\d+$/),
    ]);
  });

  test("tells of an async generator that it waits in one, and of nothing that stands between the calls", async () => {
    const items = asyncGenerator(function* items(): Generator<unknown, void, unknown> {
      yield getRunningLoop().createFuture();
    });
    const reader = coroutine(function* reader(): Generator<unknown, void> {
      yield items().next();
    });
    const error: Error = await program(() => reader()).catch((reason) => reason);
    expect(error.message).toMatch(/ in items\(\) < reader\(\) < coroutine\(\)$/);
  });

  test("says so when there are no tasks at all", async () => {
    await expect(loop.runUntilComplete(loop.createFuture())).rejects.toThrow(/; tasks not done: none$/);
  });

  test("is noticed after any number of turns, and in each run of a loop", async () => {
    const late = () =>
      inside(function* () {
        yield sleep(3600);
        yield never("late");
      });
    await expect(loop.runUntilComplete(late())).rejects.toThrow("deadlock");
    await expect(loop.runUntilComplete(late())).rejects.toThrow("deadlock");
    expect(loop.time()).toBe(7200);
  });

  test("is noticed beside a timer that never comes", async () => {
    loop.callLater(Number.POSITIVE_INFINITY, () => {});
    await expect(loop.runUntilComplete(never("infinite"))).rejects.toThrow("deadlock");
  });

  test("is not what a task has that awaits a promise", async () => {
    // By then the timer is over that Vitest sets at the beginning of a test.
    const settled = program(function* () {
      return yield new Promise((resolve) => at(performance.now() + 200, () => resolve("settled")));
    });
    expect(await settled).toBe("settled");
  });

  test("is not what a task has that something of the host will wake, begun meanwhile", async () => {
    const woken = program(function* () {
      const future = getRunningLoop().createFuture<string>();
      setTimeout(() => future.setResult("woken"), 60);
      return yield future;
    });
    expect(await woken).toBe("woken");
  });

  test("is noticed once what might have woken the loop has ended", async () => {
    const forgotten = program(function* () {
      setTimeout(() => {}, 30);
      yield Promise.resolve();
      yield never("forgotten");
    });
    await expect(forgotten).rejects.toThrow("deadlock");
  });

  test("is not what a task has whose timer is left when one of the test runner's own has ended", async () => {
    const woken = inside(function* () {
      const future = getRunningLoop().createFuture<string>();
      setTimeout(() => future.setResult("woken"), 200);
      return yield future;
    });
    // Vitest's own may be there, too; the third ends before the loop is woken.
    const limits = [60_000, 60_000, 50].map((milliseconds) => setTimeout(() => {}, milliseconds));
    expect(await runVirtual(woken, { runnerTimers: 3 })).toBe("woken");
    for (const limit of limits) clearTimeout(limit);
  });

  test.each(["at first", "after another run"])("is none of who runs a loop for ever %s", async (when) => {
    const own = new VirtualEventLoop(quiet);
    if (when === "after another run") await own.runUntilComplete(sleep(1));
    let ended = false;
    const forever = own.runForever().finally(() => {
      ended = true;
    });
    await later(100);
    expect(ended).toBe(false);
    own.stop();
    await forever;
    own.close();
  });

  test("is not what a loop has that is idle for a turn or two of the host", async () => {
    const woken = inside(function* () {
      const future = getRunningLoop().createFuture<string>();
      setImmediate(() => setImmediate(() => future.setResult("woken")));
      return yield future;
    });
    expect(await runVirtual(woken, quiet)).toBe("woken");
  });

  test("is none while the time passes, once the loop was idle, and is noticed afterwards", async () => {
    let time = 0;
    const forgotten = inside(function* () {
      const future = getRunningLoop().createFuture<void>();
      setImmediate(() => future.setResult());
      yield future;
      for (let hour = 0; hour < 20; hour++) yield sleep(3600);
      time = getRunningLoop().time();
      yield never("forgotten");
    });
    await expect(runVirtual(forgotten, quiet)).rejects.toThrow("deadlock");
    expect(time).toBe(20 * 3600);
  });

  test("is not what a task has while a socket is open that was opened meanwhile", async () => {
    const { createServer } = await import("node:net");
    const server = createServer();
    const woken = inside(function* () {
      const future = getRunningLoop().createFuture<string>();
      server.listen(0, "127.0.0.1");
      at(performance.now() + 100, () => future.setResult("woken"));
      return yield future;
    });
    expect(await runVirtual(woken, quiet).finally(() => server.close())).toBe("woken");
  });

  test("is left to the test's own time limit where the host does not tell what it has open", async () => {
    const { getActiveResourcesInfo } = process;
    process.getActiveResourcesInfo = () => []; // As in Bun.
    const woken = inside(function* () {
      const future = getRunningLoop().createFuture<string>();
      at(performance.now() + 100, () => future.setResult("woken"));
      return yield future;
    });
    const ended = runVirtual(woken, quiet).finally(() => {
      process.getActiveResourcesInfo = getActiveResourcesInfo;
    });
    expect(await ended).toBe("woken");
  });
});

describe("runVirtual", () => {
  const main = coroutine(function* (): Generator<unknown, number, never> {
    yield sleep(86_400);
    return getRunningLoop().time();
  });

  test("takes a coroutine, or a function that gives one", async () => {
    expect([await runVirtual(main()), await runVirtual(main)]).toEqual([86_400, 86_400]);
  });

  test("may be called in a coroutine, as a test may be: each loop has its own clock and tasks", async () => {
    const outer = coroutine(function* (): Generator<unknown, unknown[], never> {
      yield sleep(1);
      const { size } = yield runVirtual(
        coroutine(function* (): Generator<unknown, Set<unknown>, never> {
          yield main();
          return allTasks();
        }),
      );
      return [yield runVirtual(main), size, getRunningLoop().time(), allTasks().size];
    });
    expect(await runVirtual(outer)).toEqual([86_400, 1, 1, 1]);
  });

  describe("beside fake timers, which stand still", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test("goes on", async () => {
      expect(await runVirtual(main)).toBe(86_400);
      expect(vi.getTimerCount()).toBe(0);
    });

    test("notices a deadlock beside them", async () => {
      const forever = coroutine(function* () {
        yield getRunningLoop().createFuture();
      });
      await expect(runVirtual(forever)).rejects.toThrow("deadlock");
    });
  });

  test("begins at 0 each time", async () => {
    expect(new Set([await runVirtual(main), await runVirtual(main)])).toEqual(new Set([86_400]));
  });

  test("rejects with what main throws, and sweeps up what it left", async () => {
    let swept = false;
    const failing = program(function* () {
      createTask(
        inside(function* () {
          try {
            yield sleep(1e9);
          } finally {
            swept = true;
          }
        }),
      );
      yield sleep(1);
      throw new Error("main's");
    });
    await expect(failing).rejects.toThrow("main's");
    expect(swept).toBe(true);
  });
});
