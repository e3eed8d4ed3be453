/** The queue of what is ready by itself: a ring that grows. What runs from it is in turns.test.ts. */
import { describe, expect, test } from "vitest";
import type { Runnable } from "../../runtime/events.ts";
import { ReadyQueue } from "../../runtime/ready.ts";

const runnable = (): Runnable => ({ _stores: undefined, _run() {} });

/** Puts so many into the queue, and gives them. */
function push(queue: ReadyQueue, count: number): Runnable[] {
  const pushed = Array.from({ length: count }, runnable);
  for (const one of pushed) queue.push(one);
  return pushed;
}

/** Takes so many out of the queue; all, unless told how many. */
function shift(queue: ReadyQueue, count = queue.length): Runnable[] {
  return Array.from({ length: count }, () => queue.shift());
}

describe("the queue of what is ready", () => {
  test("gives first what was put in first, however much that is", () => {
    const queue = new ReadyQueue();
    const pushed = push(queue, 1000);
    expect(shift(queue)).toEqual(pushed);
  });

  test.each([1, 7, 15, 16, 17])("keeps the order around the end of its ring, %i places further", (places) => {
    const queue = new ReadyQueue();
    push(queue, places);
    shift(queue);
    const pushed = push(queue, 16);
    expect(shift(queue)).toEqual(pushed);
  });

  test("keeps the order when it grows while it reaches around the end of its ring", () => {
    const queue = new ReadyQueue();
    push(queue, 10);
    shift(queue);
    const pushed = push(queue, 40);
    expect(shift(queue)).toEqual(pushed);
  });

  test("keeps the order of what comes and goes in turns", () => {
    const queue = new ReadyQueue();
    const pushed: Runnable[] = [];
    const taken: Runnable[] = [];
    for (let round = 1; round <= 20; round++) {
      pushed.push(...push(queue, round));
      taken.push(...shift(queue, round - 1));
    }
    expect([...taken, ...shift(queue)]).toEqual(pushed);
  });

  test("knows how many it holds", () => {
    const queue = new ReadyQueue();
    push(queue, 20);
    shift(queue, 3);
    expect(queue.length).toBe(17);
  });

  test("is empty when it was cleared, and takes more afterwards", () => {
    const queue = new ReadyQueue();
    push(queue, 20);
    queue.clear();
    expect(queue.length).toBe(0);
    const pushed = push(queue, 20);
    expect(shift(queue)).toEqual(pushed);
  });
});
