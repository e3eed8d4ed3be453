/** Systematic cancellation: a slice of it, and the proof that it would find what is lost or held. */
import { CancelledError, coroutine, Lock } from "tsyncio";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { cancelAll, findHolding } from "./cancel.ts";
import { held, type Outcome, pointsOf, sample } from "./points.ts";
import { type Side, startPython, startTypeScript } from "./sides.ts";

let names: string[];
let python: Side;
let typescript: Side;

beforeAll(async () => {
  [names, python, typescript] = await Promise.all([findHolding(), startPython(), startTypeScript()]);
});

/** Some programs, some points of each: `npm run test:cancel` takes them all. */
async function cancelSome(programs: readonly string[], most: number) {
  const reports: string[] = [];
  const summary = await cancelAll(programs, python, typescript, {
    most,
    onViolation: (report) => reports.push(report),
  });
  return { ...summary, reports };
}

test("a cancelled program loses and holds what it would in CPython", async () => {
  const { programs, points, reports } = await cancelSome(sample(names, 40), 5);
  expect(reports).toEqual([]);
  expect(programs).toBe(40);
  expect(points).toBeGreaterThan(120);
});

test("over a hundred programs hold something", () => {
  expect(names.length).toBeGreaterThan(100);
});

describe("a planted fault is found:", () => {
  afterEach(() => void vi.restoreAllMocks());

  test("a lock that a waiter takes along when it is cancelled", async () => {
    const { acquire } = Lock.prototype;
    const greedy = coroutine(function* (this: Lock): Generator<unknown, unknown> {
      try {
        return yield acquire.call(this);
      } catch (error) {
        if (error instanceof CancelledError && !this.locked()) yield acquire.call(this);
        throw error;
      }
    });
    vi.spyOn(Lock.prototype, "acquire").mockImplementation(greedy as unknown as typeof acquire);
    const { reports } = await cancelSome(["locks/a_released_lock_belongs_to_its_first_waiter"], 100);
    expect(reports.some((report) => report.includes("held: Lock: locked"))).toBe(true);
  });
});

describe("what is held", () => {
  const left = (kind: string, state: string): Outcome => ({
    trace: [],
    suspensions: [],
    resources: [[kind, state]],
    pending: 0,
  });

  test.each([
    ["Lock", "locked"],
    ["Lock", "unlocked, waiters:1"],
    ["Condition", "locked"],
    ["Semaphore", "locked"],
    ["Barrier", "filling, waiters:1/2"],
    ["Queue", "in:3, out:1, dropped:1, left:0"],
    ["Queue", "in:3, out:4, dropped:0, left:0"],
  ])("%s: %s", (kind, state) => {
    expect(held(left(kind, state))).toEqual([`${kind}: ${state}`]);
  });

  test.each([
    ["Lock", "unlocked"],
    ["Semaphore", "unlocked, value:2"],
    ["Barrier", "filling, waiters:0/2"],
    ["Barrier", "broken"],
    ["Event", "unset"],
    ["Queue", "in:3, out:1, dropped:1, left:1"],
  ])("not %s: %s", (kind, state) => {
    expect(held(left(kind, state))).toEqual([]);
  });

  test("is a task that is pending", () => {
    expect(held({ ...left("Lock", "unlocked"), pending: 2 })).toEqual(["2 tasks are pending"]);
  });
});

describe("the points of a run", () => {
  test("are before and after each suspension of each task, and before a task begins", () => {
    const points = pointsOf({ trace: [], suspensions: [1, 0, 1, 0], resources: [], pending: 0 });
    expect(points).toEqual([
      [0, 0, "before it goes on"],
      [0, 1, "after it was suspended"],
      [0, 1, "before it goes on"],
      [1, 0, "before it goes on"],
      [2, 0, "before it goes on"],
      [2, 1, "after it was suspended"],
      [2, 1, "before it goes on"],
    ]);
  });

  test("are sampled evenly", () => {
    expect(sample([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
    expect(sample([0, 1], 4)).toEqual([0, 1]);
  });
});
