/** At which await a coroutine waits, as code compiled with the option `debug` tells call graphs. */
import { describe, expect, test } from "vitest";
import { asyncGenerator, awaited, item, iterate } from "../../runtime/compiled.ts";
import {
  captureCallGraph,
  coroutine,
  createTask,
  currentTask,
  type Future,
  type FutureCallGraph,
  formatCallGraph,
  getRunningLoop,
  sleep,
} from "../../runtime/index.ts";
import { program } from "./support/program.ts";

/** The line of the call of this function. */
function here(): number {
  return Number(/places\.test\.ts(?:\?\S*)?:(\d+):\d+/.exec(new Error().stack?.split("\n")[2] ?? "")?.[1]);
}

/** The frames of a graph, each with the line where it waits, if that is known. */
function linesOf(graph: FutureCallGraph | undefined): string[] {
  const text = (place: string | undefined) => (place === undefined ? "" : ` ${lineOf(place)}`);
  return graph?.callStack.map(({ frame }) => `${frame.name}${text(frame.place)}`) ?? [];
}

function lineOf(place: string): string {
  return /places\.test\.ts(?:\?\S*)?:(\d+):\d+$/.exec(place)?.[1] ?? place;
}

/** What is seen of a task that drives `coro`, when it has got somewhere. */
const seenOf = (coro: () => PromiseLike<unknown>) =>
  program(function* () {
    const task = createTask(coro());
    yield sleep(1);
    return linesOf(captureCallGraph(task));
  });

describe("a coroutine that waits", () => {
  const at: Record<string, number> = {};
  const inner = coroutine(function* inner() {
    at.inner = here() + 1;
    yield awaited(sleep(10));
  });
  const outer = coroutine(function* outer() {
    yield awaited(sleep(0));
    at.outer = here() + 1;
    yield awaited(inner());
  });

  test("is shown with the place of its await, and what was not compiled for it without", async () => {
    expect(await seenOf(outer)).toEqual(["sleep", `inner ${at.inner}`, `outer ${at.outer}`]);
  });

  test.each<[string, () => unknown]>([
    ["a Future", () => getRunningLoop().createFuture()],
    ["a promise", () => new Promise(() => {})],
  ])("for %s is shown with the place of its await", async (_what, make) => {
    const waiting = coroutine(function* waiting() {
      at.waiting = here() + 1;
      yield awaited(make());
    });
    expect(await seenOf(waiting)).toEqual([`waiting ${at.waiting}`]);
  });

  test("is not taken for another one that has waited at its depth", async () => {
    const early = coroutine(function* early() {
      yield awaited(sleep(0));
    });
    const late = coroutine(function* late() {
      yield getRunningLoop().createFuture();
    });
    const both = coroutine(function* both() {
      yield early();
      yield late();
    });
    expect(await seenOf(both)).toEqual(["late", "both"]);
  });

  test("forgets where those have waited that it has awaited before", async () => {
    const again = coroutine(function* again(times: number): Generator<unknown, void> {
      if (times > 0) yield awaited(again(times - 1));
      else yield awaited(sleep(0));
      at.again = here() + 1;
      if (times === 1) yield awaited(sleep(10));
    });
    expect(await seenOf(() => again(1))).toEqual(["sleep", `again ${at.again}`]);
  });

  test("in tasks side by side is shown with the place of each", async () => {
    const waiting = coroutine(function* waiting(future: Future<void>, first: boolean) {
      if (first) yield awaited(future);
      at.second = here() + 1;
      yield awaited(future);
    });
    const seen = await program(function* () {
      const future = getRunningLoop().createFuture<void>();
      const tasks = [true, false].map((first) => createTask(waiting(future, first)));
      yield sleep(1);
      return tasks.map((task) => linesOf(captureCallGraph(task)));
    });
    expect(seen).toEqual([[`waiting ${Number(at.second) - 2}`], [`waiting ${at.second}`]]);
  });

  test("is shown with the place where it awaits what runs", async () => {
    const seen = await program(function* () {
      const running = coroutine(function* running() {
        yield awaited(sleep(0));
        return linesOf(captureCallGraph(currentTask())).slice(1);
      });
      const above = coroutine(function* above() {
        at.above = here() + 1;
        return yield awaited(running());
      });
      return yield createTask(above());
    });
    expect(seen).toEqual([`above ${at.above}`]);
  });

  test("is printed with its place", async () => {
    const seen = await program(function* () {
      const task = createTask(inner());
      yield sleep(1);
      return formatCallGraph(task);
    });
    expect(seen).toMatch(/ {2}\| {3}File '\S*places\.test\.ts(\?\S*)?:\d+:\d+', in async inner\(\)$/);
  });
});

describe("an async generator that waits", () => {
  const at: Record<string, number> = {};
  const items = asyncGenerator(function* items(): Generator<unknown, void> {
    at.items = here() + 1;
    yield awaited(sleep(10));
    yield item(1);
  }) as unknown as () => AsyncGenerator<number>;

  test("is shown with the place of its await, and who pulls it with its own", async () => {
    const pulling = coroutine(function* pulling() {
      const iterator = iterate(items());
      at.pulling = here() + 1;
      iterator.step((yield awaited(iterator.next())) as never);
    });
    expect(await seenOf(pulling)).toEqual(["sleep", `items ${at.items}`, `pulling ${at.pulling}`]);
  });
});

describe("an async generator that is being closed", () => {
  test("is shown with the place where it waits for that", async () => {
    let line = 0;
    const items = asyncGenerator(function* items(): Generator<unknown, void> {
      try {
        yield item(1);
      } finally {
        line = here() + 1;
        yield awaited(sleep(10));
      }
    }) as unknown as () => AsyncGenerator<number>;
    const closing = coroutine(function* closing(): Generator<unknown, void> {
      const generator = items();
      yield generator.next();
      yield generator.return(undefined);
    });
    expect(await seenOf(closing)).toEqual(["sleep", `items().return ${line}`, "closing"]);
  });
});

describe("what is awaited", () => {
  test("is given back as it is, also where no task runs", () => {
    for (const value of [undefined, 0, "text", {}, Promise.resolve()]) expect(awaited(value)).toBe(value);
  });

  test("has no place where the host tells of no calls, or somebody makes something else of them", async () => {
    const waiting = coroutine(function* waiting() {
      yield awaited(sleep(10));
    });
    const { captureStackTrace, prepareStackTrace } = Error;
    Error.captureStackTrace = undefined as never;
    const without = await seenOf(waiting);
    Error.captureStackTrace = captureStackTrace;
    Error.prepareStackTrace = (_error, sites) => sites;
    const prepared = await seenOf(waiting);
    Error.prepareStackTrace = prepareStackTrace;
    expect([without, prepared]).toEqual([
      ["sleep", "waiting"],
      ["sleep", "waiting"],
    ]);
  });

  test("costs the limit of stacks nothing", async () => {
    const { stackTraceLimit } = Error;
    await program(function* () {
      yield awaited(sleep(0));
    });
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
