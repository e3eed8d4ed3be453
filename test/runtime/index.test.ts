/** The entry `tsyncio`: its names, and that importing it does nothing. */
import { describe, expect, test } from "vitest";
import * as tsyncio from "../../runtime/index.ts";
import { runProgram } from "./support/child.ts";

const contract = `
  run Runner coroutine isCoroutine isCoroutineFunction asyncAwait asyncEnter asyncExit
  getRunningLoop newEventLoop EventLoop Handle TimerHandle
  Future isFuture ensureFuture Task createTask currentTask allTasks
  sleep gather wait FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED waitFor shield
  timeout timeoutAt Timeout ContextVar Context Token copyContext
  CancelledError TimeoutError InvalidStateError RuntimeError LookupError
  BaseException KeyboardInterrupt SystemExit
`;

describe("the entry", () => {
  test.each(contract.trim().split(/\s+/))("has %s", (name) => {
    expect(tsyncio).toHaveProperty(name);
  });

  test("calls its functions and classes by the names that it gives them", () => {
    for (const [name, value] of Object.entries(tsyncio)) {
      if (typeof value === "function") expect(value.name).toBe(name);
    }
  });

  test("shows nothing that is internal", () => {
    expect(Object.keys(tsyncio).filter((name) => name.startsWith("_") || name === "default")).toEqual([]);
  });

  test("does nothing when it is imported: no listener, no timer, no port", async () => {
    const { lines, code } = await runProgram(`
      import "tsyncio";
      const events = ["SIGINT", "beforeExit", "exit", "unhandledRejection"];
      console.log(events.map((event) => process.listenerCount(event)).join());
      console.log(process.getActiveResourcesInfo().filter((name) => !name.endsWith("Wrap")).join());
    `);
    expect([lines, code]).toEqual([["0,0,0,0", ""], 0]);
  });
});
