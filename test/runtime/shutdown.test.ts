/** What a loop does with the async generators that were begun on it and have not ended. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeEach, describe, expect, test } from "vitest";
import { asyncGenerator, item } from "../../runtime/asyncgenerators.ts";
import {
  CancelledError,
  createTask,
  type ExceptionContext,
  Runner,
  run,
  sleep,
} from "../../runtime/index.ts";
import { AsyncGenerators, type Operations } from "../../runtime/shutdown.ts";
import { loop, reports, useVirtualLoop } from "./support/loop.ts";
import { inside } from "./support/program.ts";

useVirtualLoop();

type Generators = AsyncGenerator<unknown, unknown, unknown>;

/** As the compiler writes `async function* endless() { try { for (;;) yield; } finally { await sleep(delay); log(name); } }`. */
const endless = asyncGenerator(function* endless(log: unknown[], name: string, delay = 0) {
  try {
    for (;;) yield item();
  } finally {
    yield sleep(delay);
    log.push(name);
  }
}) as unknown as (log: unknown[], name: string, delay?: number) => Generators;

function made(body: () => Generator<unknown, unknown, never>): Generators {
  return (asyncGenerator(body) as unknown as () => Generators)();
}

describe("shutdownAsyncgens()", () => {
  test("closes what was begun and has not ended, all at once", async () => {
    const log: unknown[] = [];
    const generators = ["a", "b", "c"].map((name, i) => endless(log, name, 3 - i));
    const [begun, ended, fresh] = generators as [Generators, Generators, Generators];
    await loop.runUntilComplete(inside(() => begun.next()));
    await loop.runUntilComplete(inside(() => ended.next()));
    await loop.runUntilComplete(inside(() => ended.return(undefined)));
    const others = ["d", "e"].map((name, i) => endless(log, name, 2 - i));
    for (const other of others) await loop.runUntilComplete(inside(() => other.next()));
    log.length = 0;
    const before = loop.time();
    await loop.runUntilComplete(loop.shutdownAsyncgens());
    expect(loop.time() - before).toBe(3);
    expect(log).toEqual(["e", "d", "a"]);
    expect(await loop.runUntilComplete(inside(() => fresh.return(1)))).toEqual({ value: 1, done: true });
    expect(reports).toEqual([]);
  });

  test("finds them among thousands that have ended", async () => {
    const log: unknown[] = [];
    const kept: Generators[] = [];
    await loop.runUntilComplete(
      inside(function* (): Generator<unknown, void, never> {
        for (let i = 0; i < 3000; i++) {
          const generator = endless(log, `${i}`);
          yield generator.next();
          if (i % 1000 === 0) kept.push(generator);
          else yield generator.return(undefined);
        }
      }),
    );
    log.length = 0;
    await loop.runUntilComplete(loop.shutdownAsyncgens());
    expect(log).toEqual(["0", "1000", "2000"]);
  });

  test("reports what goes wrong, one by one, and closes the others", async () => {
    const log: unknown[] = [];
    const error = new Error("in finally");
    const failing = made(function* () {
      try {
        yield item();
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: which is the point
        throw error;
      }
    });
    const goingOn = made(function* () {
      for (;;)
        try {
          yield item();
        } finally {
          yield item();
        }
    });
    for (const generator of [failing, goingOn, endless(log, "closed")])
      await loop.runUntilComplete(inside(() => generator.next()));
    await loop.runUntilComplete(loop.shutdownAsyncgens());
    expect(log).toEqual(["closed"]);
    expect(reports).toMatchObject([
      {
        message: "an error occurred during closing of asynchronous generator (anonymous)()",
        exception: error,
        asyncgen: failing,
      },
      { asyncgen: goingOn, exception: { name: "RuntimeError" } },
    ]);
  });

  test("does not report a generator that is cancelled by itself", async () => {
    const generator = made(function* () {
      try {
        yield item();
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: which is the point
        throw new CancelledError();
      }
    });
    await loop.runUntilComplete(inside(() => generator.next()));
    await loop.runUntilComplete(loop.shutdownAsyncgens());
    expect(reports).toEqual([]);
  });

  test("reports one that is running, which it cannot close", async () => {
    const generator = made(function* () {
      yield sleep(5);
      yield item();
    });
    await loop.runUntilComplete(
      inside(function* (): Generator<unknown, void, never> {
        const task = createTask(generator.next());
        yield sleep(1);
        yield loop.shutdownAsyncgens();
        yield task;
      }),
    );
    expect(reports).toMatchObject([{ asyncgen: generator, exception: { name: "RuntimeError" } }]);
  });

  test("makes the loop report generators that are begun later", async () => {
    await loop.runUntilComplete(loop.shutdownAsyncgens());
    const late = endless([], "late");
    await loop.runUntilComplete(inside(() => late.next()));
    expect(reports).toEqual([
      {
        message:
          "asynchronous generator endless() was scheduled after loop.shutdownAsyncgens() call: nothing closes it",
        asyncgen: late,
      },
    ]);
  });
});

describe("run() and Runner", () => {
  test("close generators after the tasks that were left, while the loop still runs", async () => {
    const log: unknown[] = [];
    const generator = endless(log, "generator", 0.001);
    const work = function* (): Generator<unknown, void, never> {
      try {
        yield sleep(100);
      } finally {
        log.push("task");
      }
    };
    await run(
      inside(function* (): Generator<unknown, void, never> {
        createTask(inside(work));
        yield generator.next();
        yield sleep(0);
        log.push("main");
      }),
    );
    expect(log).toEqual(["main", "task", "generator"]);
  });

  test("close them in the run of the Runner that is closed", async () => {
    const log: unknown[] = [];
    const runner = new Runner();
    const generator = endless(log, "generator");
    await runner.run(inside(() => generator.next()));
    await runner.run(inside(() => generator.next()));
    expect(log).toEqual([]);
    await runner.close();
    expect(log).toEqual(["generator"]);
  });
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects what it can until `enough`, or for a while. */
async function collectUntil(enough: () => boolean): Promise<void> {
  for (let i = 0; i < 50 && !enough(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    collect();
  }
}

describe("the list of a loop's generators", () => {
  interface StandIn {
    readonly name: number;
    ended: boolean;
  }

  let asked: number;
  let closed: number[];
  let watched: number[];
  let list: AsyncGenerators;

  const operations: Operations<StandIn> = {
    hasEnded({ ended }) {
      asked++;
      return ended;
    },
    describe: ({ name }) => `${name}`,
    watch: ({ name }) => void watched.push(name),
    aclose: ({ name }) => void closed.push(name),
  };

  function begin(name: number, ended = false): StandIn {
    const generator = { name, ended };
    list.add(generator, operations);
    return generator;
  }

  beforeEach(() => {
    asked = 0;
    closed = [];
    watched = [];
    list = new AsyncGenerators(loop);
  });

  test("forgets those that end soon", async () => {
    for (let i = 0; i < 1000; i++) begin(i, true);
    asked = 0;
    await loop.runUntilComplete(list.shutdown());
    expect([asked <= 128, closed]).toEqual([true, []]);
  });

  test("forgets those that end late, and closes the others in the order of their beginnings", async () => {
    const all: StandIn[] = [];
    for (let i = 0; i < 1500; i++) {
      all.push(begin(i));
      const early = all[i - 200];
      if (early !== undefined) early.ended = i % 100 !== 0;
    }
    asked = 0;
    await loop.runUntilComplete(list.shutdown());
    expect(asked).toBeLessThan(500);
    const open = all.filter(({ ended }) => !ended).map(({ name }) => name);
    expect(closed).toEqual(open);
    expect(closed.slice(0, 3)).toEqual([0, 100, 200]);
  });

  test("asks few questions of each, however many stay open", async () => {
    const all = Array.from({ length: 2560 }, (_, i) => begin(i));
    await loop.runUntilComplete(list.shutdown());
    expect(asked).toBeLessThan(4 * all.length);
    expect(closed.length).toBe(all.length);
  });

  test("passes over those that were collected", async () => {
    const registry = new FinalizationRegistry(() => void collected++);
    let collected = 0;
    for (let i = 0; i < 300; i++) registry.register(begin(i), undefined);
    await collectUntil(() => collected > 200);
    const all = Array.from({ length: 600 }, (_, i) => begin(1000 + i));
    await loop.runUntilComplete(list.shutdown());
    expect(closed.slice(-all.length)).toEqual(all.map(({ name }) => name));
    expect(collected).toBeGreaterThan(200);
    expect(closed.length).toBe(300 - collected + all.length);
  });

  test("has its generators watched in debug mode alone", () => {
    begin(1);
    loop.setDebug(true);
    begin(2);
    expect(watched).toEqual([2]);
  });
});

describe("a generator that is collected before its end", () => {
  /** More than a loop holds: begins so many, and has an object that is collected when they can be. */
  const begin = (begun: (n: number) => Generators) => {
    const witness = { collected: false };
    const registry = new FinalizationRegistry(() => {
      witness.collected = true;
    });
    const all = inside(function* (): Generator<unknown, void, never> {
      for (let i = 0; i < 300; i++) {
        const generator = begun(i);
        yield generator.next();
        if (i === 0) registry.register(generator, undefined);
      }
    });
    return { witness, all };
  };

  test("cannot be closed any more, and is reported in debug mode", async () => {
    const log: unknown[] = [];
    const told: ExceptionContext[] = [];
    const runner = new Runner({ debug: true });
    runner.getLoop().setExceptionHandler((_loop, context) => void told.push(context));
    await runner.run(begin((n) => endless(log, `${n}`)).all);
    await collectUntil(() => told.length > 0);
    expect(told[0]?.message).toBe(
      "asynchronous generator endless() was collected before its end: its finally blocks did not run; close it with return(), aclosing() or for await",
    );
    const collected = told.length;
    await runner.close();
    expect(log.length).toBeLessThanOrEqual(300 - collected);
    expect(log).toContain("299");
  });

  test("is not reported when it has ended, nor after its loop is closed", async () => {
    const told: ExceptionContext[] = [];
    const [ended, closed] = [new Runner({ debug: true }), new Runner({ debug: true })];
    for (const runner of [ended, closed])
      runner.getLoop().setExceptionHandler((_loop, context) => void told.push(context));
    const nothing = begin(() => made(function* () {}));
    await ended.run(nothing.all);
    await collectUntil(() => nothing.witness.collected);
    const open = begin(() => endless([], "", 0));
    await closed.run(open.all);
    closed.getLoop().close();
    await collectUntil(() => open.witness.collected);
    let rounds = 0;
    await collectUntil(() => ++rounds > 5);
    await ended.close();
    expect([nothing.witness.collected, open.witness.collected]).toEqual([true, true]);
    expect(told).toEqual([]);
  });
});
