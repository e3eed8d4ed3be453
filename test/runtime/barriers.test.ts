/** Barriers: what they tell and refuse; how tasks meet is proven by the pairs of programs/barriers/. */
import { describe, expect, test } from "vitest";
import { Barrier, BrokenBarrierError, createTask, RuntimeError, sleep, wait } from "../../runtime/index.ts";
import { failure, withContext } from "./support/context.ts";
import { program } from "./support/program.ts";

describe("a Barrier", () => {
  test("tells its state and how many wait", async () => {
    await program(function* () {
      const barrier = new Barrier(2);
      expect(String(barrier)).toBe("<Barrier [filling, waiters:0/2]>");
      const waiting = createTask(barrier.wait());
      yield sleep(0);
      expect(String(barrier)).toBe("<Barrier [filling, waiters:1/2]>");
      yield barrier.wait();
      yield waiting;
      yield barrier.abort();
      expect(String(barrier)).toBe("<Barrier [broken]>");
    });
  });

  test.each([0, -1, Number.NaN])("refuses %d parties", (parties) => {
    expect(() => new Barrier(parties)).toThrow(
      new RangeError(`the parties of a barrier must be >= 1, not ${parties}`),
    );
  });

  test("refuses parties that are no number", () => {
    expect(() => new Barrier("2" as never)).toThrow(
      new TypeError("the parties of a barrier must be a number, not 2"),
    );
  });

  test("says why it is broken, and how to mend it", async () => {
    await program(function* () {
      const barrier = new Barrier(2);
      const waiting = createTask(barrier.wait());
      yield sleep(0);
      yield barrier.abort();
      const errors: unknown[] = [yield failure(waiting), yield failure(barrier.wait())];
      expect(errors).toEqual([
        new BrokenBarrierError("<Barrier [broken]> was aborted or reset"),
        new BrokenBarrierError("<Barrier [broken]> is broken: reset() it"),
      ]);
      expect(errors[0]).toBeInstanceOf(RuntimeError);
      expect((errors[0] as Error).name).toBe("BrokenBarrierError");
    });
  });

  test("binds the number of each party that enters its block", async () => {
    const numbers: unknown[] = [];
    await program(function* () {
      const barrier = new Barrier(3);
      const party = () =>
        withContext(barrier, function* (bound) {
          numbers.push(bound);
          yield 0;
        });
      yield wait([createTask(party()), createTask(party()), createTask(party())]);
      yield barrier[Symbol.asyncDispose]();
    });
    expect(numbers.sort()).toEqual([0, 1, 2]);
  });
});
