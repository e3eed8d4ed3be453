/** The heap of timers by itself: order, cancelled timers, and when they are thrown out. */
import { beforeEach, describe, expect, test } from "vitest";
import { type AbstractEventLoop, TimerHandle } from "../../runtime/events.ts";
import { Timers } from "../../runtime/timers.ts";

let timers: Timers;
let sequence: number;

beforeEach(() => {
  timers = new Timers();
  sequence = 0;
});

function push(when: number): TimerHandle {
  const loop = { getDebug: () => false, _timerCancelled: () => timers.noteCancelled() };
  const handle = new TimerHandle(
    when,
    sequence++,
    () => {},
    [],
    loop as unknown as AbstractEventLoop,
    undefined,
  );
  timers.push(handle);
  return handle;
}

function drain(now = Number.POSITIVE_INFINITY): TimerHandle[] {
  const taken: TimerHandle[] = [];
  for (let handle = timers.popDue(now); handle; handle = timers.popDue(now)) taken.push(handle);
  return taken;
}

/** Numbers that look random and are the same on each run. */
function* scattered(count: number): Generator<number> {
  for (let n = 1; n <= count; n++) yield (n * 7919) % 1009;
}

describe("timers come out", () => {
  test("by deadline, however they went in", () => {
    for (const when of scattered(1000)) push(when);
    const order = drain().map((handle) => handle.when());
    expect(order).toEqual([...scattered(1000)].sort((a, b) => a - b));
  });

  test("in the order registered when their deadlines are equal", () => {
    const handles = Array.from({ length: 50 }, () => push(1));
    expect(drain()).toEqual(handles);
  });

  test("in the order registered among equals, others between them", () => {
    const handles = [2, 1, 2, 1, 3, 2, 1].map(push);
    const order = drain().map((handle) => handles.indexOf(handle));
    expect(order).toEqual([1, 3, 6, 0, 2, 5, 4]);
  });

  test("with negative and infinite deadlines in their places", () => {
    for (const when of [0, Number.POSITIVE_INFINITY, -1, Number.NEGATIVE_INFINITY, -2]) push(when);
    const order = drain().map((handle) => handle.when());
    expect(order).toEqual([Number.NEGATIVE_INFINITY, -2, -1, 0, Number.POSITIVE_INFINITY]);
  });
});

describe("popDue", () => {
  test("gives nothing when there are no timers", () => {
    expect(timers.popDue(0)).toBeUndefined();
  });

  test("leaves what is due later", () => {
    const soon = push(1);
    push(2);
    expect(drain(1.5)).toEqual([soon]);
    expect(timers.length).toBe(1);
  });

  test("counts a deadline that is exactly now as due", () => {
    const handle = push(1);
    expect(timers.popDue(1)).toBe(handle);
  });

  test("passes over cancelled timers", () => {
    const [first, second, third] = [push(1), push(2), push(3)];
    first.cancel();
    second.cancel();
    expect(drain()).toEqual([third]);
  });
});

describe("cancelled timers", () => {
  test("stay in the heap until they come to its head", () => {
    push(1);
    push(2).cancel();
    timers.head();
    expect(timers.length).toBe(2);
  });

  test("leave it at its head", () => {
    push(1).cancel();
    const live = push(2);
    expect(timers.head()).toBe(live);
    expect(timers.length).toBe(1);
  });

  test("are not thrown out while there are a hundred timers or fewer", () => {
    const handles = Array.from({ length: 100 }, (_, when) => push(when));
    for (const handle of handles.slice(1)) handle.cancel();
    timers.head();
    expect(timers.length).toBe(100);
  });

  test("are not thrown out while they are half of all or fewer", () => {
    const handles = Array.from({ length: 200 }, (_, when) => push(when));
    for (const handle of handles.slice(100)) handle.cancel();
    timers.head();
    expect(timers.length).toBe(200);
  });

  test("are all thrown out once they are more than half of more than a hundred", () => {
    const handles = Array.from({ length: 200 }, (_, when) => push(when));
    for (const handle of handles.slice(99)) handle.cancel();
    timers.head();
    expect(timers.length).toBe(99);
    expect(drain()).toEqual(handles.slice(0, 99));
  });

  test("are counted afresh after that", () => {
    for (let round = 0; round < 3; round++) {
      const handles = Array.from({ length: 200 }, (_, n) => push(1000 * round + n));
      for (const handle of handles) handle.cancel();
      expect(timers.head()).toBeUndefined();
      expect(timers.length).toBe(0);
    }
  });

  test("do not count when they had left the heap before", () => {
    const handles = Array.from({ length: 300 }, (_, when) => push(when));
    for (const handle of drain(149)) handle.cancel();
    for (const handle of handles.slice(-10)) handle.cancel();
    timers.head();
    expect(timers.length).toBe(150);
  });

  test("do not count any more when they have left it one by one", () => {
    for (let when = 0; when < 80; when++) push(when).cancel();
    expect(timers.head()).toBeUndefined();
    const handles = Array.from({ length: 150 }, (_, when) => push(when));
    handles.at(-1)?.cancel();
    timers.head();
    expect(timers.length).toBe(150);
  });

  test("do not count twice when they are cancelled twice", () => {
    const handles = Array.from({ length: 200 }, (_, when) => push(when));
    for (const handle of handles.slice(-60)) {
      handle.cancel();
      handle.cancel();
    }
    timers.head();
    expect(timers.length).toBe(200);
  });
});

test("clear drops every timer", () => {
  push(1);
  push(2).cancel();
  timers.clear();
  expect(timers.length).toBe(0);
  expect(timers.head()).toBeUndefined();
});
