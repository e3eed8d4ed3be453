/** What is reported of exceptions that nobody reads: when, by what words, and when it is not. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { coroutine, createTask, type Future, sleep } from "../../runtime/index.ts";
import { loop, reports, useVirtualLoop } from "./support/loop.ts";

useVirtualLoop();

describe("an exception that nobody reads", () => {
  const nextHostTurn = () => new Promise((resolve) => setImmediate(resolve));

  function failedFuture(): Future<unknown> {
    const future = loop.createFuture();
    future.setException(new Error("unread"));
    return future;
  }

  test("is reported after the loop is closed", async () => {
    failedFuture();
    loop.close();
    await nextHostTurn();
    expect(reports).toMatchObject([
      { message: "Future exception was never retrieved", exception: new Error("unread") },
    ]);
  });

  test("of a task is reported as a task's", async () => {
    const fail = coroutine(function* () {
      throw new Error("in a task");
    });
    const main = coroutine(function* () {
      createTask(fail());
      yield sleep(1);
    });
    await loop.runUntilComplete(main());
    loop.close();
    await nextHostTurn();
    expect(reports).toMatchObject([
      { message: "Task exception was never retrieved", exception: new Error("in a task") },
    ]);
  });

  test.each<[string, (future: Future<unknown>) => unknown]>([
    ["result()", (future) => expect(() => future.result()).toThrow("unread")],
    ["exception()", (future) => future.exception()],
    ["cancel()", (future) => future.cancel()],
    ["then", (future) => future.then(undefined, () => {})],
    ["await", (future) => loop.runUntilComplete(future).catch(() => {})],
  ])("is not reported once it was read by %s", async (_way, read) => {
    await read(failedFuture());
    loop.close();
    await nextHostTurn();
    expect(reports).toEqual([]);
  });

  test("is reported once the Future is collected", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    failedFuture();
    for (let tries = 0; tries < 20 && reports.length === 0; tries++) {
      await nextHostTurn();
      collectGarbage();
    }
    expect(reports).toMatchObject([{ message: "Future exception was never retrieved" }]);
    loop.close();
    await nextHostTurn();
    expect(reports.length).toBe(1);
  });

  test("goes to the console when no handler is set", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    loop.setExceptionHandler(undefined);
    failedFuture();
    loop.close();
    await nextHostTurn();
    expect(error.mock.calls).toEqual([
      [
        "Future exception was never retrieved\nfuture: <Future finished exception=Error: unread>\n",
        new Error("unread"),
      ],
    ]);
    error.mockRestore();
  });
});
