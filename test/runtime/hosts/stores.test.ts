/** How stores are kept on Node: from the first use on, which only a process of its own can show. */
import { describe, expect, test, vi } from "vitest";
import { keepHostStores } from "../../../runtime/hosts/stores.ts";
import { runProgram } from "../support/child.ts";

/** Runs a program that prints what it sees, after the runtime was imported and before any store was used. */
async function linesOf(source: string): Promise<string[]> {
  const { lines, errors } = await runProgram(`
    import * as tsyncio from "tsyncio";
    import { AsyncLocalStorage } from "node:async_hooks";
    const { coroutine, createTask, gather, run, sleep } = tsyncio;
    const als = new AsyncLocalStorage();
    const storeTwice = coroutine(function* (wait = () => sleep(0.001)) {
      const before = als.getStore();
      yield wait();
      return before + " " + als.getStore();
    });
    ${source}
  `);
  expect(errors).toBe("");
  return lines;
}

describe("the first store of a process", () => {
  test("stays with the task that enters it, and reaches no other of the same turn", async () => {
    const lines = await linesOf(`
      const entering = coroutine(function* () {
        als.enterWith("entered");
        yield sleep(0.001);
        return als.getStore();
      });
      const main = coroutine(function* () {
        const tasks = [storeTwice(), entering(), storeTwice(), storeTwice(() => sleep(0))];
        return (yield gather(...tasks)).join();
      });
      console.log(await run(main()));
    `);
    expect(lines).toEqual(["undefined undefined,entered,undefined undefined,undefined undefined"]);
  });

  test("is that of tasks and callbacks that are made in it", async () => {
    const lines = await linesOf(`
      const main = coroutine(function* () {
        const task = als.run("first", () => createTask(storeTwice()));
        return [yield task, yield storeTwice()].join();
      });
      console.log(await run(main()));
    `);
    expect(lines).toEqual(["first first,undefined undefined"]);
  });

  test("does not reach a task by whoever wakes it", async () => {
    const lines = await linesOf(`
      const promise = new Promise((resolve) => als.run("waker", () => setTimeout(resolve, 2)));
      console.log(await run(storeTwice(() => promise)));
    `);
    expect(lines).toEqual(["undefined undefined"]);
  });

  test("is seen though it was entered before the runtime was loaded", async () => {
    const { lines } = await runProgram(`
      import { AsyncLocalStorage } from "node:async_hooks";
      const als = new AsyncLocalStorage();
      let load;
      const loaded = new Promise((resolve) => (load = resolve));
      const early = als.run("early", () => loaded.then((start) => start()));
      als.enterWith("late");
      als.enterWith(undefined);
      const { coroutine, run, sleep } = await import("tsyncio");
      load(coroutine(function* () {
        const before = als.getStore();
        yield sleep(0.001);
        return before + " " + als.getStore();
      }));
      console.log(await early);
    `);
    expect(lines).toEqual(["early early"]);
  });
});

describe("AsyncLocalStorage", () => {
  test("is as it was once it has been used, whatever came first", async () => {
    const lines = await linesOf(`
      const names = ["enterWith", "_enable"];
      const methods = () => names.map((name) => AsyncLocalStorage.prototype[name]);
      const watched = methods();
      als.run(1, () => {});
      const used = methods();
      console.log(used.some((method, i) => method !== watched[i]), used.every((method) => !/onUse/.test(method)));
      console.log(als.run(2, () => als.getStore()), als.getStore());
    `);
    expect(lines).toEqual(["true true", "2 undefined"]);
  });
});

describe("keepHostStores", () => {
  test.each<[string, unknown]>([
    ["no process", undefined],
    ["a process that has no modules", {}],
    ["no such module", { getBuiltinModule: () => undefined }],
    ["a module that has not what is needed", { getBuiltinModule: () => ({ AsyncResource: class {} }) }],
  ])("does nothing on a host with %s", (_what, process) => {
    vi.stubGlobal("process", process);
    expect(() => keepHostStores()).not.toThrow();
    vi.unstubAllGlobals();
  });
});
