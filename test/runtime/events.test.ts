/**
 * Handles by themselves, and which loop is the running one. How the loop orders and runs what it is given
 * is in loop.test.ts.
 */
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { runningOrDefaultLoop } from "../../runtime/events.ts";
import {
  Context,
  ContextVar,
  coroutine,
  currentTask,
  type EventLoop,
  type ExceptionHandler,
  type Future,
  getRunningLoop,
  Handle,
  RuntimeError,
  sleep,
  TimerHandle,
} from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";
import { loop, reports, useVirtualLoop } from "./support/loop.ts";

useVirtualLoop();

/** A turn of the host, in which no loop executes. */
const nextHostTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("a Handle", () => {
  test("is what callSoon gives, and a TimerHandle what the timers give", () => {
    expect(loop.callSoon(() => {})).toBeInstanceOf(Handle);
    for (const handle of [loop.callLater(1, () => {}), loop.callAt(1, () => {})]) {
      expect(handle).toBeInstanceOf(TimerHandle);
      expect(handle).toBeInstanceOf(Handle);
    }
  });

  test("is not cancelled at first, and stays cancelled", () => {
    const handle = loop.callSoon(() => {});
    expect(handle.cancelled()).toBe(false);
    handle.cancel();
    handle.cancel();
    expect(handle.cancelled()).toBe(true);
  });

  test("knows the Context it runs in: the one it was given, or a copy of the current one", () => {
    const variable = new ContextVar<string>("variable");
    const given = new Context();
    expect(loop.callSoon({ context: given }, () => {}).getContext()).toBe(given);
    const copied = given.run(() => {
      variable.set("scheduled");
      const handle = loop.callSoon(() => {});
      variable.set("later");
      return handle.getContext();
    });
    expect([copied.get(variable), copied === given]).toEqual(["scheduled", false]);
  });

  test("may be cancelled after it has run, to no effect", async () => {
    const callback = vi.fn();
    const handle = loop.callSoon(callback);
    await loop.runUntilComplete(sleep(0));
    handle.cancel();
    expect([callback.mock.calls.length, handle.cancelled()]).toEqual([1, true]);
  });

  test("may be cancelled by its own callback", async () => {
    const callback = vi.fn(() => handle.cancel());
    const handle = loop.callLater(1, callback);
    await loop.runUntilComplete(sleep(2));
    expect([callback.mock.calls.length, reports]).toEqual([1, []]);
  });

  test("tells the exception handler which handle and callback failed", async () => {
    const handle = loop.callSoon(function brittle() {
      throw new RangeError("broken");
    });
    await loop.runUntilComplete(sleep(0));
    expect(reports).toEqual([
      { message: "Exception in callback brittle()", exception: new RangeError("broken"), handle },
    ]);
  });

  test("whose Context is in use tells the exception handler so", async () => {
    const context = new Context();
    const callback = vi.fn();
    const main = coroutine(function* () {
      context.run(() => loop.callSoon({ context }, callback)._run());
    });
    await loop.runUntilComplete(main());
    expect(callback).toHaveBeenCalledOnce();
    expect(reports).toMatchObject([{ exception: { message: expect.stringContaining("already entered") } }]);
  });
});

describe("a Handle as text", () => {
  test("names its callback", () => {
    function tick(): void {}
    expect(String(loop.callSoon(tick))).toBe("<Handle tick()>");
    expect(String(loop.callSoon(() => {}))).toBe("<Handle (anonymous function)()>");
    expect(String(loop.callLater(1, tick))).toBe("<TimerHandle tick()>");
  });

  test("has forgotten its callback when it is cancelled, but in debug mode", () => {
    function tick(): void {}
    const forgetful = loop.callSoon(tick);
    loop.setDebug(true);
    const remembering = loop.callSoon(tick);
    for (const handle of [forgetful, remembering]) handle.cancel();
    expect([forgetful, remembering].map(String)).toEqual([
      "<Handle cancelled>",
      expect.stringMatching(/^<Handle cancelled tick\(\) created at .*>$/),
    ]);
  });
});

describe("a TimerHandle", () => {
  test("knows its deadline, whatever becomes of it", async () => {
    const [run, cancelled] = [loop.callLater(1.5, () => {}), loop.callAt(-2, () => {})];
    cancelled.cancel();
    await loop.runUntilComplete(sleep(2));
    expect([run.when(), cancelled.when()]).toEqual([1.5, -2]);
  });
});

describe("getRunningLoop", () => {
  test("gives what is typed as the class that the contract names", () => {
    expectTypeOf(getRunningLoop).returns.toEqualTypeOf<EventLoop>();
    expectTypeOf<Future<number>["getLoop"]>().returns.toEqualTypeOf<EventLoop>();
    expectTypeOf<ExceptionHandler>().parameter(0).toEqualTypeOf<EventLoop>();
  });

  test("gives the loop in its coroutines and callbacks", async () => {
    const seen: unknown[] = [];
    const main = coroutine(function* () {
      seen.push(getRunningLoop());
      loop.callSoon(() => seen.push(getRunningLoop()));
      yield sleep(1);
      seen.push(getRunningLoop());
    });
    await loop.runUntilComplete(main());
    expect(seen).toEqual([loop, loop, loop]);
  });

  test("throws where no loop runs, and says what to do", () => {
    expect(getRunningLoop).toThrow(RuntimeError);
    expect(getRunningLoop).toThrow(
      "no running event loop: call this in a coroutine or callback, or start one with run()",
    );
  });

  test("throws again after the run, and after one that failed", async () => {
    await loop.runUntilComplete(sleep(1));
    expect(getRunningLoop).toThrow(RuntimeError);
    await loop.runUntilComplete(sleep(Number.NaN)).catch(() => {});
    expect(getRunningLoop).toThrow(RuntimeError);
  });

  test("gives the one loop that was started to code that the host calls", async () => {
    const seen: unknown[] = [];
    const main = coroutine(function* () {
      yield nextHostTurn().then(() => seen.push(getRunningLoop(), currentTask()));
    });
    await loop.runUntilComplete(main());
    expect(seen).toEqual([loop, undefined]);
  });
});

describe("of two loops that run at once", () => {
  let other: VirtualEventLoop;

  beforeEach(() => {
    other = new VirtualEventLoop();
  });

  afterEach(() => other.close());

  test("each is the running one in its own coroutines", async () => {
    const look = coroutine(function* () {
      const loops = [getRunningLoop()];
      for (let turns = 0; turns < 3; turns++) {
        yield nextHostTurn();
        loops.push(getRunningLoop());
      }
      return new Set(loops);
    });
    const [mine, theirs] = await Promise.all([loop.runUntilComplete(look()), other.runUntilComplete(look())]);
    expect([[...mine], [...theirs]]).toEqual([[loop], [other]]);
  });

  test("each has its own current task", async () => {
    const look = coroutine(function* () {
      const before = currentTask();
      yield nextHostTurn();
      return [currentTask() === before, currentTask(loop) === before, currentTask(other) === before];
    });
    const seen = await Promise.all([loop.runUntilComplete(look()), other.runUntilComplete(look())]);
    expect(seen).toEqual([
      [true, true, false],
      [true, false, true],
    ]);
  });

  test("neither is taken for the running one by code that the host calls", async () => {
    const [mine, theirs] = [loop.runForever(), other.runForever()];
    await nextHostTurn();
    expect(getRunningLoop).toThrow(RuntimeError);
    expect(getRunningLoop).toThrow(
      "2 event loops are running and none of them has called this code: use the methods",
    );
    other.stop();
    await theirs;
    expect(getRunningLoop()).toBe(loop);
    loop.stop();
    await mine;
  });

  test("one can be waited for by a task of the other, through native code", async () => {
    const main = coroutine(function* () {
      return (yield other.runUntilComplete(sleep(1, "theirs"))) as string;
    });
    await expect(loop.runUntilComplete(main())).rejects.toThrow(
      "cannot run an event loop while another one is running",
    );
    const [theirs, wait] = [
      other.runUntilComplete(sleep(1, "theirs")),
      coroutine(function* (promise: Promise<string>) {
        return (yield promise) as string;
      }),
    ];
    expect(await loop.runUntilComplete(wait(theirs))).toBe("theirs");
  });
});

describe("the default loop, for coroutines that native code awaits where no loop runs,", () => {
  test("is one for the process, and never the running one outside of its callbacks", async () => {
    const seen = coroutine(function* () {
      return getRunningLoop();
    });
    const [first, second] = [await seen(), await seen()];
    expect(first).toBe(second);
    expect(runningOrDefaultLoop()).toBe(first);
    expect(getRunningLoop).toThrow(RuntimeError);
  });

  test("gives way to the loop that runs", async () => {
    const main = coroutine(function* () {
      return (yield nextHostTurn().then(runningOrDefaultLoop)) as unknown;
    });
    expect(await loop.runUntilComplete(main())).toBe(loop);
  });

  test("keeps its own loop and task while another loop runs", async () => {
    const look = coroutine(function* () {
      const before = [getRunningLoop(), currentTask()];
      yield nextHostTurn();
      return [getRunningLoop() === before[0], currentTask() === before[1], getRunningLoop() === loop];
    });
    const [byDefault, byLoop] = [look().then(), nextHostTurn().then(() => loop.runUntilComplete(look()))];
    expect([await byDefault, await byLoop]).toEqual([
      [true, true, false],
      [true, true, true],
    ]);
  });

  test("says that tsyncio is not loaded when only a part of it is", async () => {
    vi.resetModules();
    const events = await import("../../runtime/events.ts");
    expect(events.runningOrDefaultLoop).toThrow("no event loop is available: import tsyncio");
  });
});
