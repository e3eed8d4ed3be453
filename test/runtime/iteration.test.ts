/** The loop that `for await` becomes, over iterables of either kind. */
import { describe, expect, test } from "vitest";
import { asyncGenerator, item } from "../../runtime/asyncgenerators.ts";
import { CancelledError, coroutine, createTask, RuntimeError, sleep } from "../../runtime/index.ts";
import { iterate } from "../../runtime/iteration.ts";
import { runVirtual } from "../../runtime/testing/index.ts";
import { failure } from "./support/context.ts";
import { program } from "./support/program.ts";

describe("iterate()", () => {
  test("asks an ordinary iterable for its iterator once", () => {
    let reads = 0;
    iterate({
      get [Symbol.iterator]() {
        reads++;
        return () => [].values();
      },
    });
    expect(reads).toBe(1);
  });

  /** Runs the loop that emitted code has. */
  function loop(source: unknown, body: (value: unknown) => Generator | unknown) {
    return coroutine(function* (): Generator<unknown, unknown, never> {
      const iterator = iterate(source);
      try {
        for (; iterator.step(yield iterator.next()); ) yield body(iterator.value);
      } catch (error) {
        iterator.fail(error);
      } finally {
        if (iterator.open) yield iterator.close();
      }
      return "ended";
    })();
  }

  const fail = (error: unknown) => {
    throw error;
  };

  test("refuses what cannot be iterated", () => {
    for (const source of [1, {}, { [Symbol.asyncIterator]: 1 }])
      expect(() => iterate(source)).toThrow(TypeError);
    expect(() => iterate(null)).toThrow(TypeError);
    expect(() => iterate(5)).toThrow("for await needs an iterable, not 5");
    expect(() => iterate({ [Symbol.asyncIterator]: () => 1 })).toThrow("iterator that is an object, not 1");
  });

  test("prefers the asynchronous iterator, and takes an ordinary one where there is none", async () => {
    const seen: unknown[] = [];
    const both = {
      [Symbol.asyncIterator]: () => ({ next: () => ({ done: seen.length > 0, value: "asynchronous" }) }),
      [Symbol.iterator]: () => fail(new Error("not this one")),
    };
    await runVirtual(loop(both, (value) => seen.push(value)));
    const neither = {
      [Symbol.asyncIterator]: null,
      [Symbol.iterator]: () => [Promise.resolve("awaited")].values(),
    };
    await runVirtual(loop(neither, (value) => seen.push(value)));
    expect(seen).toEqual(["asynchronous", "awaited"]);
  });

  test("looks `next` up once", async () => {
    let lookups = 0;
    let count = 0;
    const iterator = {
      get next() {
        lookups++;
        return () => ({ done: count++ === 3, value: count });
      },
    };
    await runVirtual(loop({ [Symbol.asyncIterator]: () => iterator }, () => {}));
    expect([lookups, count]).toEqual([1, 4]);
  });

  test("refuses results that are no objects", async () => {
    const source = {
      [Symbol.asyncIterator]: () => ({ next: () => 1, return: () => fail(new Error("closed")) }),
    };
    await expect(runVirtual(loop(source, () => {}))).rejects.toThrow("must give objects as results, not 1");
  });

  test("prefers the error of the body to one of closing, but not to a cancellation", async () => {
    const source = (error: unknown) => ({
      [Symbol.asyncIterator]: () => ({ next: () => ({ value: 1 }), return: () => fail(error) }),
    });
    const body = () => fail(new Error("of the body"));
    await expect(runVirtual(loop(source(new Error("of closing")), body))).rejects.toThrow("of the body");
    await expect(runVirtual(loop(source(new CancelledError("news")), body))).rejects.toThrow("news");
  });

  test("throws the error of closing when the body left the loop without one", async () => {
    const close = () => fail(new Error("of closing"));
    const source = { [Symbol.asyncIterator]: () => ({ next: () => ({ value: 1 }), return: close }) };
    const leaving = coroutine(function* (): Generator<unknown, void, never> {
      const iterator = iterate(source);
      iterator.step(yield iterator.next());
      yield iterator.close();
    });
    await expect(runVirtual(leaving())).rejects.toThrow("of closing");
  });

  test("does not close an async generator that has failed by itself", async () => {
    const failing = asyncGenerator(function* (): Generator<unknown, void, never> {
      yield item(1);
      throw new Error("its own");
    });
    const closed: unknown[] = [];
    const generator = Object.assign(failing(), { return: (value: unknown) => closed.push(value) });
    await expect(runVirtual(loop(generator, () => {}))).rejects.toThrow("its own");
    expect(closed).toEqual([]);
  });

  test("closes an ordinary iterator whose value fails, and keeps the error of the value", async () => {
    const trace: string[] = [];
    const values = [Promise.reject(new Error("of the value"))].values();
    const source = {
      [Symbol.iterator]: () => ({
        next: () => values.next(),
        return: () => {
          trace.push("closed");
          return fail(new Error("of closing"));
        },
      }),
    };
    await expect(runVirtual(loop(source, () => {}))).rejects.toThrow("of the value");
    expect(trace).toEqual(["closed"]);
  });

  test("closes an async generator when the body leaves it", async () => {
    const log: unknown[] = [];
    const numbers = asyncGenerator(function* (): Generator<unknown, void, never> {
      try {
        for (let i = 0; ; i++) yield item(i);
      } finally {
        yield sleep(1);
        log.push("closed");
      }
    });
    const leaveAtTwo = coroutine(function* (): Generator<unknown, unknown, never> {
      const iterator = iterate(numbers());
      try {
        for (; iterator.step(yield iterator.next()); ) {
          log.push(iterator.value);
          if (iterator.value === 2) return "left";
        }
      } catch (error) {
        iterator.fail(error);
      } finally {
        if (iterator.open) yield iterator.close();
      }
      return "ended";
    });
    expect(await runVirtual(leaveAtTwo())).toBe("left");
    expect(log).toEqual([0, 1, 2, "closed"]);
  });

  test("asks an async generator whose next() was replaced in the long way", async () => {
    const numbers = asyncGenerator(function* (): Generator<unknown, void, never> {
      yield item(1);
    });
    const generator = Object.assign(numbers(), { next: () => Promise.resolve({ value: 7, done: true }) });
    expect(await runVirtual(loop(generator, fail))).toBe("ended");
  });

  test("is refused by an async generator that runs already", async () => {
    const generator = asyncGenerator(function* (): Generator<unknown, void, never> {
      yield sleep(1);
    })();
    await program(function* (): Generator<unknown, void, never> {
      const first = createTask(loop(generator, fail));
      yield sleep(0);
      expect(yield failure(loop(generator, fail))).toEqual(
        new RuntimeError(
          "next(): asynchronous generator (anonymous)() is already running: await one request before the next",
        ),
      );
      expect(yield first).toBe("ended");
    });
  });
});
