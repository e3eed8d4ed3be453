/** What the runtime weighs in a browser, and that what a program does not name is not in its bundle. */
import { describe, expect, test } from "vitest";
import { core, weigh } from "../bench/size.ts";

const small = await weigh(core);
const whole = await weigh();

/** Words of classes and messages that only these parts of the package have. */
const marks: Readonly<Record<string, string>> = {
  "a Barrier": "BrokenBarrierError",
  "a ContextVar": "ContextVar",
  "a queue": "QueueShutDown",
  "errors of streams": "LimitOverrunError",
  "a semaphore": "BoundedSemaphore",
  "asCompleted()": "asCompleted",
  "wait()": "coroutines are forbidden",
  "waitFor()": "waitFor() takes",
  contextlib: "AsyncExitStack",
  "the call graph": "printCallGraph",
  "Node's host": "setImmediate",
  "Node's stores": "getBuiltinModule",
  "Ctrl-C": "SIGINT",
  "what emitted code calls": "tsyncio.methods",
};

describe("a bundle of the core", () => {
  // What it weighs today: it is not to grow unnoticed. Why it is not 8 kB stands in docs/adr/0010-size-of-the-core.md.
  test("weighs at most 14 kB after gzip", () => {
    expect(small.gzip).toBeLessThanOrEqual(14_000);
  });

  test.each(Object.entries(marks))("has nothing of %s", (_part, mark) => {
    expect(small.code.includes(mark)).toBe(false);
  });

  test("and one of everything has the marks that the core lacks", () => {
    const never = ["tsyncio.methods", "setImmediate", "getBuiltinModule", "SIGINT"];
    const exported = Object.values(marks).filter((mark) => !never.includes(mark));
    expect(exported.filter((mark) => !whole.code.includes(mark))).toEqual([]);
    expect(small.gzip).toBeLessThan(whole.gzip);
  });
});

test("browsers get a twin for each export of the files that they do without", async () => {
  const [node, stores, browser] = await Promise.all([
    import("../runtime/hosts/node.ts"),
    import("../runtime/hosts/stores.ts"),
    import("../runtime/hosts/browser.ts"),
  ]);
  const twins: Omit<typeof node, "nodeHost"> & typeof stores = browser;
  expect(Object.keys(twins).sort()).toEqual([...Object.keys(node), ...Object.keys(stores)].sort());
});
