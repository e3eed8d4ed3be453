/** Clock and timers of all real hosts; the host's timers are replaced, so that days pass at once. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { at, now } from "../../../runtime/hosts/clock.ts";
import { nodeHost } from "../../../runtime/hosts/node.ts";
import { coroutine, EventLoop, getRunningLoop } from "../../../runtime/index.ts";

const day = 86_400;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a time of the clock", () => {
  test("is in seconds", () => {
    const start = now();
    vi.advanceTimersByTime(1500);
    expect(now() - start).toBeCloseTo(1.5);
  });

  test.each([
    ["is rounded up to the host's milliseconds", 0.0101, 11],
    ["that is now comes with the next timers", 0, 0],
    ["that has passed does too", -5, 0],
  ])("%s", (_sentence, seconds, milliseconds) => {
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    at(now() + seconds, () => {});
    expect(setTimer).toHaveBeenLastCalledWith(expect.any(Function), milliseconds);
  });

  test.each([
    ["in thirty days", 30 * day],
    ["in a thousand years", 365_000 * day],
    ["that never comes", Number.POSITIVE_INFINITY],
  ])("%s is not given to the host, whose timers would overflow and fire at once", (_sentence, seconds) => {
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    at(now() + seconds, () => {});
    expect(setTimer).toHaveBeenLastCalledWith(expect.any(Function), 2 ** 31 - 1);
  });
});

describe("the loop", () => {
  test("approaches a deadline sixty days off in steps, and fires once, when it has come", async () => {
    const loop = new EventLoop(nodeHost);
    const start = loop.time();
    const fired: number[] = [];
    loop.callLater(60 * day, () => {
      fired.push((loop.time() - start) / day);
      loop.stop();
    });
    const run = loop.runForever();
    for (let days = 0; days < 61; days++) await vi.advanceTimersByTimeAsync(day * 1000);
    await run;
    expect(fired).toEqual([expect.closeTo(60, 3)]);
  });

  test("asks the host again when it calls before the time", async () => {
    let early = 2;
    const host = {
      ...nodeHost,
      at: (when: number, callback: () => void) => at(when - early-- * 10, callback),
    };
    const loop = new EventLoop(host);
    const main = coroutine(function* (): Generator<unknown, number, never> {
      const start = loop.time();
      const future = getRunningLoop().createFuture<void>();
      loop.callLater(100, () => future.setResult());
      yield future;
      return loop.time() - start;
    });
    const run = loop.runUntilComplete(main());
    await vi.advanceTimersByTimeAsync(200_000);
    expect(await run).toBeCloseTo(100, 2);
    expect(early).toBe(-1);
  });
});
