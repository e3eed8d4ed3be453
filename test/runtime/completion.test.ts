/** asCompleted: its edges and its messages; the order of results is proven by the pairs of programs/as_completed/. */
import { describe, expect, test } from "vitest";
import { asCompleted, EventLoop, getRunningLoop, sleep, TimeoutError } from "../../runtime/index.ts";
import { failure } from "./support/context.ts";
import { program } from "./support/program.ts";

describe("asCompleted", () => {
  test("gives as many awaitables as there are, each the next result", async () => {
    const results = await program(function* () {
      const found: unknown[] = [];
      for (const next of asCompleted([sleep(2, "b"), sleep(1, "a")])) found.push(yield next);
      return [found, getRunningLoop().time()];
    });
    expect(results).toEqual([["a", "b"], 2]);
  });

  test("works as an asynchronous iterable in native code", async () => {
    const results: string[] = [];
    const native = async () => {
      for await (const result of asCompleted([sleep(2, "b"), sleep(1, "a")])) results.push(result);
    };
    await program(function* () {
      yield native();
    });
    expect(results).toEqual(["a", "b"]);
  });

  test("takes promises", async () => {
    const results = await program(function* () {
      const found: unknown[] = [];
      for (const next of asCompleted([sleep(1, "slow"), Promise.resolve("promise")])) found.push(yield next);
      return found;
    });
    expect(results).toEqual(["promise", "slow"]);
  });

  test("leaves no timer behind when all is done in time", async () => {
    const time = await program(function* () {
      for (const next of asCompleted([sleep(1)], { timeout: 100 })) yield next;
      return getRunningLoop().time();
    });
    expect(time).toBe(1);
  });

  test("says that the time is up", async () => {
    const error = await program(function* () {
      const [next] = asCompleted([sleep(2)], { timeout: 1 });
      return yield failure(next as Promise<void>);
    });
    expect(error).toEqual(new TimeoutError("not all awaitables of asCompleted() were done in time"));
  });

  test("refuses a single awaitable, a Future of another loop, and a time that is none", async () => {
    const other = new EventLoop();
    await program(function* () {
      const future = getRunningLoop().createFuture<number>();
      expect(() => asCompleted(future as never)).toThrow(
        new TypeError("asCompleted() takes an iterable of awaitables, not a single one"),
      );
      expect(() => asCompleted([other.createFuture()])).toThrow(RangeError);
      expect(() => asCompleted([future], { timeout: Number.NaN })).toThrow(RangeError);
      yield 0;
    });
    other.close();
  });
});
