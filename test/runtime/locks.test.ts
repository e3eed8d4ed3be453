/** Lock, Event and Condition: what they tell; how tasks take turns is proven by the pairs of programs/locks/. */
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  asyncEnter,
  CancelledError,
  Condition,
  createTask,
  Event,
  isCoroutine,
  isCoroutineFunction,
  Lock,
  RuntimeError,
  sleep,
  type Task,
  wait,
} from "../../runtime/index.ts";
import { failure, withContext } from "./support/context.ts";
import { program } from "./support/program.ts";

describe("a Lock", () => {
  test("tells its state and how many wait", async () => {
    await program(function* () {
      const lock = new Lock();
      expect(String(lock)).toBe("<Lock [unlocked]>");
      yield lock.acquire();
      const waiting = createTask(lock.acquire());
      yield sleep(0);
      expect(String(lock)).toBe("<Lock [locked, waiters:1]>");
      waiting.cancel();
      yield wait([waiting]);
      expect(String(lock)).toBe("<Lock [locked]>");
    });
  });

  test("does nothing until acquire() is awaited", () => {
    const lock = new Lock();
    const acquiring = lock.acquire();
    expect([isCoroutine(acquiring), isCoroutineFunction(lock.acquire), lock.locked()]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("says what is wrong with a release too many", () => {
    expect(() => new Lock().release()).toThrow(
      new RuntimeError("<Lock [unlocked]> cannot be released: it is not acquired"),
    );
  });

  test("is held for a block, and bound by it", async () => {
    await program(function* () {
      const lock = new Lock();
      yield withContext(lock, function* (bound) {
        expect([bound, lock.locked()]).toEqual([lock, true]);
        yield 0;
      });
      expect(lock.locked()).toBe(false);
    });
  });

  test("is released by Symbol.asyncDispose", async () => {
    await program(function* () {
      const lock = new Lock();
      yield lock[asyncEnter]();
      yield lock[Symbol.asyncDispose]();
      expect(lock.locked()).toBe(false);
    });
  });

  test("passes through 10,000 tasks, a third of them cancelled, and ends free", async () => {
    const lock = new Lock();
    let inside = 0;
    let passed = 0;
    await program(function* () {
      const pass = () =>
        withContext(lock, function* () {
          expect(++inside).toBe(1);
          yield sleep(0);
          inside--;
          passed++;
        });
      const tasks = Array.from({ length: 10_000 }, () => createTask(pass()));
      yield sleep(0);
      for (const [i, task] of tasks.entries()) if (i % 3 === 1) task.cancel();
      yield wait(tasks);
    });
    expect([passed, lock.locked(), String(lock)]).toEqual([6667, false, "<Lock [unlocked]>"]);
  });
});

describe("an Event", () => {
  test("tells its state and how many wait", async () => {
    await program(function* () {
      const event = new Event();
      expect(String(event)).toBe("<Event [unset]>");
      const waiting = createTask(event.wait());
      yield sleep(0);
      expect(String(event)).toBe("<Event [unset, waiters:1]>");
      event.set();
      yield waiting;
      expect(String(event)).toBe("<Event [set]>");
    });
  });

  test("forgets a waiter that was cancelled", async () => {
    await program(function* () {
      const event = new Event();
      const waiting = createTask(event.wait());
      yield sleep(0);
      waiting.cancel();
      expect(yield failure(waiting)).toBeInstanceOf(CancelledError);
      expect(String(event)).toBe("<Event [unset]>");
    });
  });
});

describe("a Condition", () => {
  test("gives what its predicate gave, which is typed as truthy", async () => {
    const [condition, items] = [new Condition(), ["first"]];
    const item = condition.waitFor(() => items.shift());
    expectTypeOf(item).resolves.toEqualTypeOf<string>();
    expect(await item).toBe("first");
  });

  test("refuses a lock that is none", () => {
    expect(() => new Condition({} as never)).toThrow(
      new TypeError("a Condition takes a Lock, not [object Object]"),
    );
    expect(() => new Condition(null as never)).toThrow(new TypeError("a Condition takes a Lock, not null"));
  });

  test("tells its state and how many wait", async () => {
    await program(function* () {
      const condition = new Condition();
      const waiting: Task<unknown> = createTask(withContext(condition, () => awaiting(condition.wait())));
      yield sleep(0);
      expect(String(condition)).toBe("<Condition [unlocked, waiters:1]>");
      yield condition.acquire();
      expect(String(condition)).toBe("<Condition [locked, waiters:1]>");
      condition.notify();
      condition.release();
      yield waiting;
      expect(String(condition)).toBe("<Condition [unlocked]>");
    });
  });

  test("says what is missing where its lock is not held", async () => {
    const condition = new Condition();
    expect(() => condition.notifyAll()).toThrow(
      new RuntimeError("cannot notify on <Condition [unlocked]>: acquire it first"),
    );
    const error = await program(() => failure(condition.wait()));
    expect(error).toEqual(new RuntimeError("cannot wait on <Condition [unlocked]>: acquire it first"));
  });

  test("passes an error of the predicate on, with the lock held", async () => {
    await program(function* () {
      const condition = new Condition();
      yield condition.acquire();
      const broken = new Error("broken");
      const error: unknown = yield failure(
        condition.waitFor(() => {
          throw broken;
        }),
      );
      expect([error, condition.locked()]).toEqual([broken, true]);
      yield condition[Symbol.asyncDispose]();
      expect(condition.locked()).toBe(false);
    });
  });
});

function* awaiting<T>(aw: PromiseLike<T>): Generator<unknown, T, never> {
  return yield aw;
}
