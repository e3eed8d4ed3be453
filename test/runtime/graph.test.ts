/** Call graphs: what tasks are doing, and who waits for them. */
import { describe, expect, test, vi } from "vitest";
import { asyncGenerator, item } from "../../runtime/compiled.ts";
import {
  captureCallGraph,
  coroutine,
  createTask,
  currentTask,
  EventLoop,
  type Future,
  type FutureCallGraph,
  formatCallGraph,
  gather,
  getRunningLoop,
  printCallGraph,
  RuntimeError,
  shield,
  sleep,
  type Task,
  TaskGroup,
  wait,
} from "../../runtime/index.ts";
import { withContext } from "./support/context.ts";
import { program } from "./support/program.ts";

const inner = coroutine(function* inner() {
  yield sleep(10);
});
const middle = coroutine(function* middle() {
  yield inner();
});
const outer = coroutine(function* outer() {
  yield middle();
});

function named<T>(coro: PromiseLike<T>, name: string): Task<Awaited<T>> {
  return createTask(coro, { name });
}

function stackOf(graph: FutureCallGraph | undefined): string[] | undefined {
  return graph?.callStack.map(({ frame }) => frame.name);
}

/** The names of those who wait, and in brackets of those who wait for them. */
function awaitersOf(graph: FutureCallGraph | undefined): string {
  const texts = graph?.awaitedBy.map((above) => {
    const further = awaitersOf(above);
    return `${(above.future as Task<unknown>).getName()}${further && `(${further})`}`;
  });
  return texts?.join() ?? "";
}

describe("the call stack", () => {
  test("of a task that waits holds its coroutines, the innermost first", async () => {
    const seen = await program(function* () {
      const task = createTask(outer());
      const before = captureCallGraph(task);
      yield sleep(1);
      return [before, captureCallGraph(task)].map(stackOf);
    });
    expect(seen).toEqual([["outer"], ["sleep", "inner", "middle", "outer"]]);
  });

  test.each([
    [undefined, ["sleep", "inner", "middle", "outer"]],
    [0, []],
    [1, ["outer"]],
    [2, ["middle", "outer"]],
    [9, ["sleep", "inner", "middle", "outer"]],
    [-1, ["sleep"]],
    [-3, ["sleep", "inner", "middle"]],
    [-9, ["sleep", "inner", "middle", "outer"]],
  ])("with the limit %s is cut", async (limit, stack) => {
    const seen = await program(function* () {
      const task = createTask(outer());
      yield sleep(1);
      return stackOf(captureCallGraph(task, { limit }));
    });
    expect(seen).toEqual(stack);
  });

  test("of a Future, and of a task that is done, is empty", async () => {
    const seen = await program(function* () {
      const task = createTask(sleep(1));
      yield task;
      return [getRunningLoop().createFuture(), task].map((future) => captureCallGraph(future)?.callStack);
    });
    expect(seen).toEqual([[], []]);
  });

  test("of the current task begins with what it executes, and where", async () => {
    const seen = await program(function* () {
      const helper = (depth?: number) => captureCallGraph(undefined, { depth });
      const child = coroutine(function* child() {
        yield sleep(1);
        return [helper(), helper(2), helper(3), captureCallGraph(undefined, { limit: -1 })];
      });
      const parent = coroutine(function* parent() {
        return yield child();
      });
      const graphs: FutureCallGraph[] = yield createTask(parent());
      return graphs.map((graph) => graph.callStack.map(({ frame }) => frame));
    });
    const [whole, skipping, skippingMore, last] = seen;
    expect(whole?.map(({ name, kind }) => [name, kind])).toEqual([
      ["helper", "function"],
      ["child", "async"],
      ["parent", "async"],
    ]);
    expect(whole?.[0]?.place).toMatch(/graph\.test\.ts(\?\S*)?:\d+:\d+$/);
    expect(skipping?.map(({ name }) => name)).toEqual(["child", "parent"]);
    expect(skippingMore?.map(({ name }) => name)).toEqual(["parent"]);
    expect(last?.map(({ name }) => name)).toEqual(["child"]);
  });

  /** The calls that a child coroutine finds in the graph of its task, where the host tells of stacks in another way. */
  function stackSeenWith(captureStackTrace: unknown): Promise<unknown> {
    const { captureStackTrace: before } = Error;
    return program(function* () {
      const child = coroutine(function* child() {
        Error.captureStackTrace = captureStackTrace as never;
        try {
          return stackOf(captureCallGraph());
        } finally {
          Error.captureStackTrace = before;
        }
        yield;
      });
      const parent = coroutine(function* parent() {
        return yield child();
      });
      return yield createTask(parent());
    });
  }

  test("knows the coroutines that wait where the host tells of no calls", async () => {
    expect(await stackSeenWith(undefined)).toEqual(["parent"]);
  });

  test("knows the coroutines that wait where the host's stacks are spelled otherwise", async () => {
    const spelledOtherwise = (holder: { stack?: string }) => {
      holder.stack = "child@file.ts:1:2\nnext@[native code]\n#drive@tasks.ts:3:4";
    };
    expect(await stackSeenWith(spelledOtherwise)).toEqual(["parent"]);
  });

  test("may be asked for by the task that runs, and leaves the limit of stacks as it was", async () => {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 1;
    const seen = await program(function* () {
      const helper = () => stackOf(captureCallGraph(currentTask()));
      const asking = coroutine(function* asking() {
        yield sleep(0);
        return helper();
      });
      return yield createTask(asking());
    });
    const after = Error.stackTraceLimit;
    Error.stackTraceLimit = before;
    expect([seen, after]).toEqual([["helper", "asking"], 1]);
  });

  test("names an async generator by its function, whoever acts for it", async () => {
    const items = asyncGenerator(function* items(): Generator<unknown, void> {
      try {
        yield sleep(1);
        yield item(sleep(2, "an item"));
      } finally {
        yield sleep(4);
      }
    }) as unknown as () => AsyncGenerator<string>;
    const seen = await program(function* () {
      const pulling = coroutine(function* pulling() {
        const generator = items();
        yield generator.next();
        yield generator.return(undefined);
      });
      const tasks = [createTask(pulling()), createTask(items().next())];
      const frames = () =>
        tasks.map((task) =>
          captureCallGraph(task)?.callStack.map(({ frame: { name, kind } }) => `${kind} ${name}`),
        );
      const seen: unknown[] = [];
      for (let n = 0; n < 3; n++) {
        yield sleep(0.5 + n);
        seen.push(frames());
      }
      return seen;
    });
    const [pulling, request] = ["async pulling", "async awaiting"];
    const generator = "async generator items";
    expect(seen).toEqual([
      [
        ["async sleep", generator, pulling],
        ["async sleep", generator, request],
      ],
      [
        ["async sleep", generator, pulling],
        ["async sleep", generator, request],
      ],
      [["async sleep", "async items().return", pulling], []],
    ]);
  });

  test("of a running async generator says so", async () => {
    const items = asyncGenerator(function* items(): Generator<unknown, void> {
      yield item(captureCallGraph()?.callStack.map(({ frame: { name, kind } }) => `${kind} ${name}`));
    }) as unknown as () => AsyncGenerator<string[]>;
    const seen = await program(function* () {
      const pulling = coroutine(function* pulling() {
        const { value } = yield items().next();
        return value;
      });
      return yield createTask(pulling());
    });
    expect(seen).toEqual(["async generator items", "async pulling"]);
  });

  test("names methods and constructors without their classes", async () => {
    const seen = await program(function* () {
      class Asker {
        readonly stack = stackOf(captureCallGraph());
        ask() {
          return new Asker().stack;
        }
      }
      const asker = new Asker();
      const asking = coroutine(function* asking() {
        yield sleep(0);
        return asker.ask();
      });
      return yield createTask(asking());
    });
    expect(seen).toEqual(expect.arrayContaining(["Asker", "ask", "asking"]));
  });
});

describe("those who wait", () => {
  /** Who waits for a task named "inner" that `wait` waits for in a task named "waiter". */
  const awaitersIn = (start: (task: Future<unknown>) => unknown) =>
    program(function* () {
      const task = named(sleep(10), "inner");
      const waiting = coroutine(function* () {
        yield start(task);
      });
      const waiter = named(waiting(), "waiter");
      const top = coroutine(function* () {
        yield waiter;
      });
      named(top(), "top");
      yield sleep(1);
      const before = awaitersOf(captureCallGraph(task));
      waiter.cancel();
      yield sleep(1);
      return [before, awaitersOf(captureCallGraph(task))];
    });

  test.each<[string, (task: Future<unknown>) => unknown]>([
    ["await", (task) => task],
    ["wait", (task) => wait([task])],
    ["gather", (task) => gather(task)],
    ["shield", (task) => shield(task)],
  ])("for a task by %s are known, and those who wait for them, as long as they do", async (_name, start) => {
    expect(await awaitersIn(start)).toEqual(["waiter(top)", ""]);
  });

  test("are none any more when they are done, though what they made for waiting is still there", async () => {
    const seen = await program(function* () {
      const task = named(sleep(10), "inner");
      const leaving = coroutine(function* (): Generator<unknown, void> {
        shield(task);
      });
      yield named(leaving(), "leaving");
      return awaitersOf(captureCallGraph(task));
    });
    expect(seen).toBe("");
  });

  test("include the task whose group a task is of", async () => {
    const seen = await program(function* () {
      let child: Task<unknown> | undefined;
      const grouping = coroutine(function* () {
        yield withContext(new TaskGroup(), function* (group) {
          child = group.createTask(sleep(10));
          yield sleep(5);
        });
      });
      named(grouping(), "parent");
      yield sleep(1);
      return awaitersOf(captureCallGraph(child));
    });
    expect(seen).toBe("parent");
  });

  test("may be many, and one may wait in two ways", async () => {
    const seen = await program(function* () {
      const task = named(sleep(10), "inner");
      const waiting = coroutine(function* () {
        yield gather(task, shield(task));
      });
      for (const name of ["a", "b"]) named(waiting(), name);
      yield sleep(1);
      return awaitersOf(captureCallGraph(task));
    });
    expect(seen).toBe("a,b");
  });

  test("for each other are shown once around", async () => {
    const loop = new EventLoop();
    loop.setExceptionHandler(() => {});
    const tasks: Task<unknown>[] = [];
    const waiting = coroutine(function* (other: number) {
      yield tasks[other];
    });
    tasks.push(loop.createTask(waiting(1), { name: "a" }), loop.createTask(waiting(0), { name: "b" }));
    await loop.runUntilComplete(sleep(0));
    expect(awaitersOf(captureCallGraph(tasks[0]))).toBe("b(a)");
    loop.close();
  });
});

describe("the text", () => {
  test("shows stacks and those who wait, each a level further in", async () => {
    const text = await program(function* () {
      const task = named(middle(), "inner");
      const waiting = coroutine(function* waiting() {
        yield task;
      });
      named(waiting(), "waiter");
      yield sleep(1);
      return formatCallGraph(task);
    });
    expect(text.split("\n")).toEqual([
      "* Task(name='inner')",
      "  + Call stack:",
      "  |   in async sleep()",
      "  |   in async inner()",
      "  |   in async middle()",
      "  + Awaited by:",
      "    * Task(name='waiter')",
      "      + Call stack:",
      "      |   in async waiting()",
    ]);
  });

  test("shows what an unmarked generator waits for, when a task was made of it", async () => {
    const text = await program(function* () {
      const generator = (function* unmarked() {
        yield sleep(2);
      })();
      const task = createTask(generator as never, { name: "plain" });
      yield sleep(1);
      return formatCallGraph(task);
    });
    expect(text.split("\n").slice(0, 4)).toEqual([
      "* Task(name='plain')",
      "  + Call stack:",
      "  |   in async sleep()",
      "  |   in async coroutine()",
    ]);
  });

  test("names the files of what is executed, and begins with the caller", async () => {
    const text = await program(function* () {
      const asking = coroutine(function* asking() {
        yield sleep(0);
        return [formatCallGraph(), (() => formatCallGraph())()];
      });
      return yield named(asking(), "T");
    });
    const [own, ofCaller] = (text as string[]).map((lines) => lines.split("\n"));
    expect(own?.slice(0, 2)).toEqual(["* Task(name='T')", "  + Call stack:"]);
    const asking = /^ {2}\| {3}File '.*graph\.test\.ts(\?\S*)?:\d+:\d+', in async asking\(\)$/;
    const caller = /^ {2}\| {3}File '.*graph\.test\.ts(\?\S*)?:\d+:\d+', in \(anonymous\)\(\)$/;
    expect([own?.[2], ofCaller?.[2], ofCaller?.[3]]).toEqual([
      expect.stringMatching(asking),
      expect.stringMatching(caller),
      expect.stringMatching(asking),
    ]);
  });

  test("is cut by the same options, printed or not", async () => {
    const cut = await program(function* () {
      const task = named(outer(), "T");
      yield sleep(1);
      const written: string[] = [];
      const options = { depth: 1, limit: 1 };
      printCallGraph(task, { ...options, file: { write: (text) => written.push(text) } });
      return [`${formatCallGraph(task, options)}\n`, ...written];
    });
    const text = "* Task(name='T')\n  + Call stack:\n  |   in async outer()\n";
    expect(cut).toEqual([text, text]);
  });

  test("of a Future is short, and without a task it is empty", async () => {
    const loop = new EventLoop();
    const texts: string[] = [];
    loop.callSoon(() => {
      texts.push(formatCallGraph(), formatCallGraph(loop.createFuture()));
      printCallGraph(undefined, { file: { write: (text) => texts.push(text) } });
      loop.stop();
    });
    await loop.runForever();
    expect(texts).toEqual(["", "* Future()", "\n"]);
    loop.close();
  });

  test("is printed to the console, or to a file", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const written: string[] = [];
    const task = await program(function* () {
      const done = named(sleep(0), "T");
      yield done;
      return [done];
    });
    printCallGraph(task[0]);
    printCallGraph(task[0], { file: { write: (text) => written.push(text) } });
    expect([log.mock.calls, written]).toEqual([[["* Task(name='T')"]], ["* Task(name='T')\n"]]);
    log.mockRestore();
  });
});

describe("what is no subject", () => {
  test("is the absence of one, where no loop runs", () => {
    const refused = new RuntimeError("captureCallGraph() needs a Future where no event loop runs");
    expect(() => captureCallGraph()).toThrow(refused);
  });

  test.each<[string, (future: Future<unknown>, options: object) => unknown]>([
    ["captureCallGraph()", captureCallGraph],
    ["formatCallGraph()", formatCallGraph],
    ["printCallGraph()", printCallGraph],
  ])("is looked at by %s with no option that it does not know", (where, show) => {
    const loop = new EventLoop();
    expect(() => show(loop.createFuture(), { lmit: 1 })).toThrow(`${where} does not know the option 'lmit'`);
    loop.close();
  });

  test("is what is no Future", async () => {
    await expect(
      program(function* () {
        return captureCallGraph(sleep(1) as never);
      }),
    ).rejects.toThrow(TypeError);
    expect(() => formatCallGraph(5 as never)).toThrow("takes a Future or a task, not 5");
  });

  test("is looked at without a running loop if it is given", async () => {
    const loop = new EventLoop();
    expect(captureCallGraph(loop.createFuture())?.awaitedBy).toEqual([]);
    loop.close();
  });
});
