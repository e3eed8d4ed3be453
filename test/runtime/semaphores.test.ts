/** Semaphores: what they tell and refuse; how tasks take turns is proven by the pairs of programs/semaphores/. */
import { describe, expect, test } from "vitest";
import { BoundedSemaphore, createTask, Semaphore, sleep, wait } from "../../runtime/index.ts";
import { withContext } from "./support/context.ts";
import { program } from "./support/program.ts";

describe.each([
  ["Semaphore", Semaphore],
  ["BoundedSemaphore", BoundedSemaphore],
])("a %s", (name, Make) => {
  test("tells its free permits and how many wait", async () => {
    await program(function* () {
      const semaphore = new Make(2);
      expect(String(semaphore)).toBe(`<${name} [unlocked, value:2]>`);
      yield semaphore.acquire();
      yield semaphore.acquire();
      expect(String(semaphore)).toBe(`<${name} [locked]>`);
      const waiting = createTask(semaphore.acquire());
      yield sleep(0);
      expect(String(semaphore)).toBe(`<${name} [locked, waiters:1]>`);
      semaphore.release();
      yield waiting;
      yield semaphore[Symbol.asyncDispose]();
      expect(String(semaphore)).toBe(`<${name} [unlocked, value:1]>`);
    });
  });

  test.each([-1, Number.NaN])("refuses to begin with less than nothing: %d", (value) => {
    expect(() => new Make(value)).toThrow(
      new RangeError(`the initial value of a semaphore must be >= 0, not ${value}`),
    );
  });

  test("refuses to begin with what is no number", () => {
    expect(() => new Make("2" as never)).toThrow(
      new TypeError("the initial value of a semaphore must be a number, not 2"),
    );
  });

  test("holds a permit for a block, and loses none when a third of 10,000 tasks are cancelled", async () => {
    const semaphore = new Make(3);
    let inside = 0;
    let most = 0;
    await program(function* () {
      const pass = () =>
        withContext(semaphore, function* () {
          most = Math.max(most, ++inside);
          yield sleep(0);
          inside--;
        });
      const tasks = Array.from({ length: 10_000 }, () => createTask(pass()));
      yield sleep(0);
      for (const [i, task] of tasks.entries()) if (i % 3 === 1 && i > 3) task.cancel();
      yield wait(tasks);
    });
    expect([most, inside, String(semaphore)]).toEqual([3, 0, `<${name} [unlocked, value:3]>`]);
  });
});

test("a BoundedSemaphore says that it was released too often, and keeps its permits", () => {
  const semaphore = new BoundedSemaphore(1);
  expect(() => semaphore.release()).toThrow(
    new RangeError("<BoundedSemaphore [unlocked, value:1]> was released too many times"),
  );
  expect(String(semaphore)).toBe("<BoundedSemaphore [unlocked, value:1]>");
});
