/** When a loop runs, and what it asks of its host: one whose clock and turns are in the hands of the test. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Host } from "../../runtime/host.ts";
import { coroutine, EventLoop } from "../../runtime/index.ts";

/** How long callbacks may follow one another before the host gets its turn, in seconds. */
const BUDGET = 0.001;

class HandHost implements Host {
  time = 0;
  /** How often the clock was asked. */
  asked = 0;
  /** How many turns have been asked for and not been given. */
  turns: (() => void)[] = [];
  alarms: { when: number; ring: () => void }[] = [];
  /** The times of all alarms that were ever asked for. */
  readonly ordered: number[] = [];

  now(): number {
    this.asked++;
    return this.time;
  }

  soon(callback: () => void): void {
    this.turns.push(callback);
  }

  at(when: number, callback: () => void): () => void {
    const alarm = { when, ring: callback };
    this.ordered.push(when);
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  /** Gives the turns that were asked for. */
  async turn(): Promise<void> {
    for (const callback of this.turns.splice(0)) callback();
    await microtasks();
  }

  /** Lets time pass until the next alarm, which rings. */
  async ring(): Promise<void> {
    const [alarm] = this.alarms.sort((a, b) => a.when - b.when).splice(0, 1);
    if (alarm === undefined) throw new Error("no alarm is set");
    this.time = Math.max(this.time, alarm.when);
    alarm.ring();
    await microtasks();
  }
}

/** Lets all microtasks pass. */
const microtasks = () => new Promise<void>((resolve) => setImmediate(resolve));

class WatchedLoop extends EventLoop {
  idle = 0;
  readonly batches: number[] = [];
  protected override onIdle(): void {
    this.idle++;
  }
  protected override onBatch(ready: { length: number }): void {
    this.batches.push(ready.length);
  }
  override isIdle(): boolean {
    return super.isIdle();
  }
}

let host: HandHost;
let loop: WatchedLoop;
let seen: unknown[];
const see = (what: unknown) => void seen.push(what);
const other = () => {};
/** A callback that takes so many seconds. */
const work = (seconds: number, what?: unknown) => {
  host.time += seconds;
  see(what);
};

/** Begins a run, and lets it go on until it waits for its host. */
function begin(): Promise<void> {
  void loop.runForever();
  return microtasks();
}

beforeEach(() => {
  host = new HandHost();
  loop = new WatchedLoop(host);
  seen = [];
});

afterEach(async () => {
  if (loop.isRunning()) {
    loop.stop();
    await host.turn();
  }
  if (loop.isRunning()) await host.turn();
  loop.close();
});

describe("before a run and after it", () => {
  test("nothing is asked of the host, whatever is scheduled", async () => {
    const schedule = () => {
      loop.callSoon(see, "soon");
      loop.callLater(1, see, "later");
    };
    loop.stop();
    schedule();
    await microtasks();
    expect([host.turns, host.alarms, seen]).toEqual([[], [], []]);
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    host.time = 0.5;
    schedule();
    expect([host.turns, host.alarms, seen]).toEqual([[], [], ["soon"]]);
  });

  test("a turn that was still to come runs nothing", async () => {
    loop.callLater(1, () => loop.stop());
    const run = loop.runForever();
    await microtasks();
    host.time = 1;
    loop.callSoon(() => loop.callSoon(see, "in the next run"));
    expect(host.turns).toHaveLength(1);
    await host.ring();
    await run;
    await host.turn();
    expect(seen).toEqual([]);
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    expect(seen).toEqual(["in the next run"]);
  });
});

describe("a loop", () => {
  test("begins its run in a microtask, and is woken by one", async () => {
    loop.callSoon(see, "first");
    await begin();
    loop.callSoon(see, "second");
    await microtasks();
    expect([seen, host.turns]).toEqual([["first", "second"], []]);
  });

  test("asks once for a turn, however much is scheduled until it comes", async () => {
    await begin();
    const queued = vi.spyOn(globalThis, "queueMicrotask");
    for (const n of [1, 2, 3]) loop.callSoon(see, n);
    expect(queued).toHaveBeenCalledTimes(1);
    queued.mockRestore();
    await microtasks();
    host.time = 1;
    for (const n of [4, 5, 6]) loop.callSoon(see, n);
    expect(host.turns).toHaveLength(1);
    await microtasks();
    expect(seen).toEqual([1, 2, 3]);
    await host.turn();
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("asks for no turn while it runs, but one at its end when something is left", async () => {
    const queued = vi.spyOn(globalThis, "queueMicrotask");
    const run = loop.runForever();
    loop.callSoon(() => {
      host.time += BUDGET;
      loop.callSoon(see, "left");
      loop.stop();
    });
    await run;
    expect(queued).toHaveBeenCalledTimes(1);
    queued.mockRestore();
    expect([host.turns, seen]).toEqual([[], []]);
  });

  test("gives way to the host exactly when its time is up, in the middle of a batch", async () => {
    for (const n of [1, 2, 3, 4, 5]) loop.callSoon(work, BUDGET / 2, n);
    await begin();
    expect([seen, host.turns.length]).toEqual([[1, 2], 1]);
    await host.turn();
    expect([seen, host.turns.length]).toEqual([[1, 2, 3, 4], 1]);
    await host.turn();
    expect([seen, host.turns.length]).toEqual([[1, 2, 3, 4, 5], 0]);
  });

  test("runs many short callbacks in one turn, and looks at the clock now and then only", async () => {
    for (let n = 0; n < 1000; n++) loop.callSoon(see, n);
    const again = (left: number) => {
      if (left > 0) loop.callSoon(again, left - 1);
    };
    loop.callSoon(again, 1000);
    host.asked = 0;
    await begin();
    expect([seen.length, host.turns.length]).toEqual([1000, 0]);
    expect(host.asked).toBeLessThan(200);
  });

  test("stops at the end of a batch that was broken off, and leaves to the next run what came meanwhile", async () => {
    loop.callSoon(() => {
      work(2 * BUDGET, 1);
      loop.stop();
      loop.callSoon(see, "next run");
      loop.callLater(0, see, "next run too");
    });
    for (const n of [2, 3]) loop.callSoon(see, n);
    await begin();
    expect([seen, loop.isRunning()]).toEqual([[1], true]);
    await host.turn();
    expect([seen, loop.isRunning()]).toEqual([[1, 2, 3], false]);
  });

  test("stops at the end of a step that was broken off, and leaves to the next run what came meanwhile", async () => {
    const step = coroutine(function* (): Generator<unknown, void, never> {
      for (let n = 0; n < 1000; n++) {
        if (n === 100) work(BUDGET, "long");
        yield n;
      }
      see("end of step");
    });
    loop.callSoon(() => loop.stop());
    loop.createTask(step());
    loop.callLater(BUDGET, see, "next run");
    await begin();
    loop.callSoon(see, "next run, too");
    expect([seen, host.turns.length, loop.isRunning()]).toEqual([["long"], 1, true]);
    await host.turn();
    expect([seen, loop.isRunning()]).toEqual([["long", "end of step"], false]);
  });
});

describe("a timer", () => {
  test("that is due when a batch has run is called in the same turn", async () => {
    loop.callLater(BUDGET / 2, see, "timer");
    loop.callSoon(work, BUDGET / 2, "work");
    await begin();
    expect([seen, host.ordered]).toEqual([["work", "timer"], []]);
  });

  test("has the host wake the loop once, at the earliest time of all", async () => {
    loop.callLater(3, see, 3);
    await begin();
    loop.callSoon(see, "woken");
    await microtasks();
    expect(host.ordered).toEqual([3]);
    loop.callLater(2, see, 2);
    expect([host.ordered, host.alarms.length]).toEqual([[3, 2], 1]);
    await host.ring();
    await host.ring();
    expect([seen, host.alarms]).toEqual([["woken", 2, 3], []]);
  });

  test("that is cancelled takes the alarm with it, and the one of a loop is gone when it stops", async () => {
    const run = loop.runForever();
    const timer = loop.callLater(1, other);
    await microtasks();
    timer.cancel();
    loop.callSoon(other);
    await microtasks();
    expect(host.alarms).toEqual([]);
    loop.callLater(2, other);
    expect(host.alarms).toHaveLength(1);
    loop.stop();
    await run;
    expect(host.alarms).toEqual([]);
  });

  test("has a whole time budget when its alarm rings", async () => {
    loop.callLater(1, work, BUDGET / 2, 1);
    loop.callLater(1, work, BUDGET / 4, 2);
    await begin();
    await host.ring();
    expect([seen, host.turns]).toEqual([[1, 2], []]);
  });
});

describe("a loop that is watched", () => {
  test("is idle when a run is under way that nothing but other code can carry on", async () => {
    const ask = () => see(loop.isIdle());
    ask();
    loop.callSoon(ask);
    loop.callSoon(other);
    await begin();
    ask();
    loop.stop();
    ask();
    await microtasks();
    expect(seen).toEqual([false, false, true, false]);
    seen = [];
    await begin();
    loop.callLater(Number.POSITIVE_INFINITY, other);
    ask();
    loop.callLater(1, other);
    ask();
    expect(seen).toEqual([true, false]);
  });

  test("tells of each turn that leaves it idle, and of no other", async () => {
    loop.callLater(1, other);
    await begin();
    expect(loop.idle).toBe(0);
    await host.ring();
    expect(loop.idle).toBe(1);
    loop.callSoon(other);
    await microtasks();
    expect(loop.idle).toBe(2);
  });

  test("shows the batches in which there is something to choose", async () => {
    const three = () => {
      for (const n of [1, 2, 3]) loop.callSoon(see, n);
    };
    loop.callSoon(three);
    await begin();
    expect(loop.batches).toEqual([3]);
  });
});

describe("a callback that takes long", () => {
  test.each([
    [true, 0.25, 1],
    [true, 0.2499, 0],
    [false, 1, 0],
  ])("in debug mode %s, %d seconds, is logged %d times", async (debug, seconds, times) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    loop.setDebug(debug);
    loop.slowCallbackDuration = 0.25;
    loop.callSoon(work, seconds);
    await begin();
    expect(warn).toHaveBeenCalledTimes(times);
    warn.mockRestore();
  });
});

describe("a loop holds no longer what it will not call:", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;

  test.each<[string, () => WeakRef<object>]>([
    [
      "timers that were cancelled, where they are many",
      () => {
        const timers = Array.from({ length: 200 }, (_, n) => loop.callLater(1000 + n, other));
        const last = new WeakRef(timers.at(-1) as object);
        for (const timer of timers) timer.cancel();
        loop.callLater(1, other);
        return last;
      },
    ],
    [
      "what was ready when it was closed",
      () => {
        const handle = new WeakRef(loop.callSoon(other));
        loop.close();
        return handle;
      },
    ],
    [
      "timers, when it was closed",
      () => {
        const handle = new WeakRef(loop.callLater(1, other));
        loop.close();
        return handle;
      },
    ],
  ])("%s", async (_what, make) => {
    const handle = make();
    if (!loop.isClosed()) await begin();
    await microtasks();
    collect();
    expect(handle.deref()).toBeUndefined();
  });
});
