/** The line of waiters: its order, who leaves from the middle, and that none of it takes long. */
import { describe, expect, test } from "vitest";
import { coroutine, getRunningLoop, RuntimeError } from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";
import { LoopBinding, type Waiter, WaitQueue } from "../../runtime/waiters.ts";
import { program } from "./support/program.ts";

/** A line of `n` waiters, in a program. */
function lineOf(n: number, use: (line: WaitQueue, waiters: Waiter[]) => void): Promise<unknown> {
  return program(function* () {
    const line = new WaitQueue();
    const binding = new LoopBinding("a test");
    use(
      line,
      Array.from({ length: n }, () => line.join(binding)),
    );
    yield 0;
  });
}

const woken = (waiters: Waiter[]) => waiters.map((waiter) => waiter.woken);

describe("a line", () => {
  test("wakes in the order of coming, passing over who was cancelled", async () => {
    await lineOf(3, (line, waiters) => {
      waiters[0]?.future.cancel();
      expect(line.wake()).toBe(true);
      expect(woken(waiters)).toEqual([false, true, false]);
      expect([line.wake(), line.wake()]).toEqual([true, false]);
      expect(woken(waiters)).toEqual([false, true, true]);
    });
  });

  test("counts who was woken until it leaves", async () => {
    await lineOf(2, (line, waiters) => {
      line.wake();
      expect([line.length, line.isLive]).toEqual([2, true]);
      line.leave(waiters[0] as Waiter);
      expect([line.length, line.isLive]).toEqual([1, true]);
      waiters[1]?.future.cancel();
      expect([line.length, line.isLive]).toEqual([1, false]);
      line.leave(waiters[1] as Waiter);
      expect([line.length, line.isLive]).toEqual([0, false]);
    });
  });

  test.each([0, 1, 2])("is left from place %d without disturbing the others", async (place) => {
    await lineOf(3, (line, waiters) => {
      const [leaving] = waiters.splice(place, 1);
      leaving?.future.cancel();
      line.leave(leaving as Waiter);
      expect(line.length).toBe(2);
      line.wake();
      expect(woken(waiters)).toEqual([true, false]);
      line.wake();
      expect(woken(waiters)).toEqual([true, true]);
      expect(line.wake()).toBe(false);
    });
  });

  test("wakes its first only once, and nobody in the place of a first that was cancelled", async () => {
    await lineOf(2, (line, waiters) => {
      line.wakeFirst();
      line.wakeFirst();
      expect(woken(waiters)).toEqual([true, false]);
    });
    await lineOf(2, (line, waiters) => {
      waiters[0]?.future.cancel();
      line.wakeFirst();
      expect(woken(waiters)).toEqual([false, false]);
      line.leave(waiters[0] as Waiter);
      line.wakeFirst();
      expect(woken(waiters)).toEqual([false, true]);
    });
  });

  test("wakes 100,000 waiters in a moment, and lets them leave", async () => {
    const start = performance.now();
    await lineOf(100_000, (line, waiters) => {
      while (line.wake());
      for (const waiter of waiters) line.leave(waiter);
      expect(line.length).toBe(0);
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test("a line belongs to the loop on which somebody waited first", async () => {
  const binding = new LoopBinding("the lock");
  const first = new VirtualEventLoop();
  const second = new VirtualEventLoop();
  const bind = coroutine(function* (): Generator<unknown, unknown, never> {
    return binding.loop() === getRunningLoop();
  });
  const on = (loop: VirtualEventLoop) => loop.runUntilComplete(bind());
  expect([await on(first), await on(first)]).toEqual([true, true]);
  await expect(on(second)).rejects.toThrow(
    new RuntimeError("the lock is bound to a different event loop: make one for each loop"),
  );
  first.close();
  second.close();
});
