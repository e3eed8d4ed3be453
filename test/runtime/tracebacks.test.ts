/** What the stack of an error tells of the coroutines that awaited the one that threw it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asyncGenerator, awaited, item, iterate, rethrowBaseException } from "../../runtime/compiled.ts";
import {
  AsyncExitStack,
  CancelledError,
  coroutine,
  createTask,
  getRunningLoop,
  Queue,
  run,
  sleep,
  wait,
} from "../../runtime/index.ts";
import { program } from "./support/program.ts";

const catching = coroutine(function* main(body: () => PromiseLike<unknown>) {
  try {
    yield body();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
});

/** What a coroutine of the name `main` catches that awaits what `body` gives. */
const errorOf = (body: () => PromiseLike<unknown>): Promise<Error> => program(() => catching(body));

/** The calls on a stack, without their places. */
function callsOf({ stack }: Error): string[] {
  const lines = stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
  return lines.map((line) =>
    line
      .trim()
      .replace(/^at /, "")
      .replace(/ \(.*$/, ""),
  );
}

const tracebackOf = async (body: () => PromiseLike<unknown>) => callsOf(await errorOf(body));

const refuse = (): never => {
  throw new TypeError("refused");
};

/** Throws `error` after an await. */
const throwing = coroutine(function* throwing(error: unknown): Generator<unknown, never, never> {
  yield sleep(1);
  throw error;
});
const inner = coroutine(function* inner(): Generator<unknown, never, never> {
  yield sleep(1);
  throw new Error("boom");
});
const middle = coroutine(function* middle() {
  yield inner();
});

const { stackTraceLimit } = Error;
afterEach(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe("the stack of an error", () => {
  test("names who threw it and who awaited that, and nothing of the loop", async () => {
    const error = await errorOf(middle);
    expect(callsOf(error)).toEqual(["inner", "async middle", "async main"]);
    expect(error.stack).toMatch(/^Error: boom\n +at inner \(\S*tracebacks\.test\.ts\S*:\d+:\d+\)\n/);
  });

  test("has nothing of the loop where nobody awaits but who started it", async () => {
    const error = await run(inner()).catch((error: unknown) => error as Error);
    expect(callsOf(error)).toEqual(["inner"]);
  });

  test("has nothing of the loop where it is caught at once, nor who awaits the one that caught it", async () => {
    const checking$ = coroutine(function* checking$(): Generator<unknown, Error, never> {
      try {
        throw new Error("boom");
      } catch (error) {
        rethrowBaseException(error);
        return error as Error;
      }
    });
    expect(callsOf(await program(checking$))).toEqual(["checking"]);
  });

  test("calls the function by the name that it has in the source", async () => {
    const work$ = coroutine(function* work$(): Generator<unknown, never, never> {
      throw new Error("boom");
    });
    const caller$ = coroutine(function* caller$() {
      yield work$();
    });
    expect(await tracebackOf(caller$)).toEqual(["work", "async caller", "async main"]);
  });

  test("calls by a name whatever the runtime has put between: an exit of an AsyncExitStack, the end of a generator", async () => {
    const exiting = coroutine(function* exiting(): Generator<unknown, void, never> {
      const stack = new AsyncExitStack();
      stack.pushAsyncCallback(inner);
      yield stack.aclose();
    });
    const exits = ["async call", "async exit", "async [tsyncio.asyncExit]", "async aclose"];
    expect(await tracebackOf(exiting)).toEqual(["inner", ...exits, "async exiting", "async main"]);
    let reported: unknown;
    const items = asyncGenerator(function* items(): Generator<unknown, void, never> {
      try {
        yield item(1);
      } finally {
        yield inner();
      }
    });
    const shuttingDown = coroutine(function* shuttingDown(): Generator<unknown, void, never> {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_loop, { exception }) => {
        reported = exception;
      });
      const generator = items();
      yield generator.next();
      yield loop.shutdownAsyncgens();
    });
    await program(shuttingDown);
    expect(callsOf(reported as Error)).toEqual(["inner", "async items", "async aclose", "async close"]);
  });

  test("calls a plain function by its own name, whatever that ends in", async () => {
    const check$ = () => {
      throw new Error("boom");
    };
    const checking$ = coroutine(function* checking$(): Generator<unknown, void, never> {
      check$();
    });
    expect(await tracebackOf(checking$)).toEqual(["check$", "checking", "async main"]);
  });

  test("keeps the calls of plain functions on both sides", async () => {
    const plain = () => {
      throw new Error("boom");
    };
    const calling = coroutine(function* calling(): Generator<unknown, void, never> {
      plain();
    });
    const starting = () => createTask(calling(), { eagerStart: true });
    Error.stackTraceLimit = 30;
    const [first, second, ...others] = await tracebackOf(starting);
    expect([first, second]).toEqual(["plain", "calling"]);
    expect(others).toContain("starting");
    expect(others.at(-1)).toBe("async main");
  });

  test("names who awaited its task", async () => {
    expect(await tracebackOf(() => createTask(middle()))).toEqual(["inner", "async middle", "async main"]);
  });

  test("goes on from its task, whoever has awaited that before", async () => {
    const awaitingIt = coroutine(function* awaitingIt(task: PromiseLike<unknown>) {
      yield task;
    });
    const sharing = coroutine(function* sharing(): Generator<unknown, void, never> {
      const task = createTask(middle());
      const first = createTask(awaitingIt(task));
      const others = [createTask(awaitingIt(first)), createTask(awaitingIt(task))];
      yield wait(others);
      for (const other of others) other.exception();
      yield first;
    });
    expect(await tracebackOf(sharing)).toEqual([
      ...["inner", "async middle"],
      ...["async awaitingIt", "async sharing", "async main"],
    ]);
  });

  test("is that of whoever awaits, though others have awaited the same task since", async () => {
    const starting = coroutine(function* starting(task: PromiseLike<unknown>) {
      yield task;
    });
    const mailing = coroutine(function* mailing(task: PromiseLike<unknown>) {
      yield task;
    });
    const sharing = coroutine(function* sharing(): Generator<unknown, void, never> {
      const task = createTask(inner());
      const first = createTask(starting(task));
      const second = createTask(mailing(task));
      yield wait([first, second]);
      second.exception();
      yield first;
    });
    expect(await tracebackOf(sharing)).toEqual(["inner", "async starting", "async sharing", "async main"]);
  });

  test("begins anew each time that its promise is awaited", async () => {
    const error = new Error("boom");
    error.stack = "Error: boom";
    const promise = Promise.reject(error);
    const trying = coroutine(function* trying(): Generator<unknown, void, never> {
      try {
        yield promise;
      } catch {}
    });
    const sharing = coroutine(function* sharing(): Generator<unknown, void, never> {
      yield trying();
      yield promise;
    });
    expect(await tracebackOf(sharing)).toEqual(["async sharing", "async main"]);
  });

  test("names who awaited its promise", async () => {
    const native = async () => {
      throw new Error("boom");
    };
    expect((await tracebackOf(native)).at(-1)).toBe("async main");
  });

  test("does not name who had returned already", async () => {
    const returning = coroutine(function* returning(): Generator<unknown, unknown, never> {
      return inner();
    });
    expect(await tracebackOf(returning)).toEqual(["inner", "async main"]);
  });

  test("keeps a callback that is no coroutine", async () => {
    const waiting = coroutine(function* waiting(): Generator<unknown, void, never> {
      const future = getRunningLoop().createFuture<void>();
      getRunningLoop().callSoon(function callback() {
        future.setException(new Error("boom"));
      });
      yield future;
    });
    expect(await tracebackOf(waiting)).toEqual(["callback", "async waiting", "async main"]);
  });

  test("keeps the function of the runtime that threw it", async () => {
    const taking = coroutine(function* taking(): Generator<unknown, unknown, never> {
      return new Queue().getNowait();
    });
    expect(await tracebackOf(taking)).toEqual(["Queue.getNowait", "taking", "async main"]);
  });

  test("names async generators and who pulls them", async () => {
    const items = asyncGenerator(function* items() {
      yield item(1);
      yield inner();
    });
    const pulling = coroutine(function* pulling(): Generator<unknown, void, never> {
      const loop = iterate(items());
      while (yield loop.next());
    });
    expect(await tracebackOf(pulling)).toEqual(["inner", "async items", "async pulling", "async main"]);
  });

  test("names an async generator once, whoever acts for it", async () => {
    const giving = asyncGenerator(function* giving() {
      yield item(inner());
    });
    const closing = asyncGenerator(function* closing() {
      try {
        yield item(1);
      } finally {
        yield inner();
      }
    });
    const pulling = coroutine(function* pulling(): Generator<unknown, void, never> {
      yield (giving() as unknown as AsyncGenerator).next();
    });
    expect(await tracebackOf(pulling)).toEqual(["inner", "async giving", "async pulling", "async main"]);
    const leaving = coroutine(function* leaving(): Generator<unknown, void, never> {
      const items = closing() as unknown as AsyncGenerator;
      yield items.next();
      yield items.return(undefined);
    });
    expect(await tracebackOf(leaving)).toEqual(["inner", "async closing", "async leaving", "async main"]);
  });

  test("has nothing of what closes an async generator", async () => {
    const plain = () => {
      throw new Error("boom");
    };
    const closing$ = asyncGenerator(function* closing$() {
      try {
        yield item(1);
      } finally {
        plain();
      }
    });
    const leaving = coroutine(function* leaving(): Generator<unknown, void, never> {
      const items = closing$() as unknown as AsyncGenerator;
      yield items.next();
      yield items.return(undefined);
    });
    expect(await tracebackOf(leaving)).toEqual(["plain", "closing", "async leaving", "async main"]);
  });

  test("names a function without a name as V8 does", async () => {
    const nameless = (() =>
      coroutine(function* () {
        yield inner();
      }))();
    expect(await tracebackOf(nameless)).toEqual(["inner", "async <anonymous>", "async main"]);
  });

  test("has the place of each await that was compiled for it", async () => {
    const placed = coroutine(function* placed() {
      yield awaited(inner());
    });
    const { stack } = await errorOf(placed);
    expect(stack).toMatch(/\n +at async placed \(\S*tracebacks\.test\.ts\S*:\d+:\d+\)\n +at async main$/);
  });

  test("tells where a task was when it was cancelled", async () => {
    const waiting = coroutine(function* waiting() {
      yield sleep(10);
    });
    const cancelling = coroutine(function* cancelling(): Generator<unknown, void, never> {
      const task = createTask(waiting());
      yield sleep(1);
      task.cancel();
      yield task;
    });
    const error = await errorOf(cancelling);
    expect(error).toBeInstanceOf(CancelledError);
    expect(callsOf(error)).toEqual(["async sleep", "async waiting", "async cancelling", "async main"]);
  });
});

describe("what stands there is not spoilt", () => {
  test("it is made text when it is read, and not before", async () => {
    let asked = 0;
    const error = new Error("boom");
    const get = () => {
      asked++;
      return "Error: boom\n    at somewhere (file:1:2)";
    };
    Object.defineProperty(error, "stack", { get, configurable: true });
    expect(await errorOf(() => throwing(error))).toBe(error);
    expect(asked).toBe(0);
    expect(error.stack).toBe("Error: boom\n    at somewhere (file:1:2)\n    at async main");
  });

  test("a stack that is set afterwards is the whole stack", async () => {
    const error = await errorOf(inner);
    error.stack = "first";
    error.stack = "mine";
    expect(error.stack).toBe("mine");
    expect(await errorOf(() => throwing(error))).toBe(error);
    expect(error.stack).toBe("mine");
    expect(Object.keys(error)).toEqual([]);
    expect(delete error.stack).toBe(true);
  });

  test("a stack that can be seen among the keys still can", async () => {
    const error = new Error("boom");
    Object.defineProperty(error, "stack", { value: "Error: boom", enumerable: true, configurable: true });
    await errorOf(() => throwing(error));
    expect({ ...error }).toEqual({ stack: "Error: boom\n    at async main" });
    error.stack = "mine";
    expect({ ...error }).toEqual({ stack: "mine" });
  });

  test("an object that inherits from the error has the same stack", async () => {
    const error = await errorOf(middle);
    const heir: Error = Object.create(error);
    expect(heir.stack).toBe(error.stack);
    heir.stack = "its own";
    expect([heir.stack, callsOf(error).at(-1)]).toEqual(["its own", "async main"]);
  });

  test("a list of calls, as somebody's `Error.prepareStackTrace` makes it, stays a list", async () => {
    const error = new Error("boom");
    const value = ["a call"];
    Object.defineProperty(error, "stack", { value, configurable: true });
    await errorOf(() => throwing(error));
    expect(error.stack).toBe(value);
  });

  test("a stack in the form of another engine stays as it is", async () => {
    const error = new Error("boom");
    error.stack = "throwing@file:///work.js:1:2\n";
    await errorOf(() => throwing(error));
    expect(error.stack).toBe("throwing@file:///work.js:1:2\n");
  });

  test("an error without a stack, and one that is frozen, arrive as they are", async () => {
    const bare = new Error("boom");
    delete bare.stack;
    const frozen = Object.freeze(new Error("boom"));
    const { stack } = frozen;
    expect([await errorOf(() => throwing(bare)), bare.stack]).toEqual([bare, undefined]);
    expect([await errorOf(() => throwing(frozen)), frozen.stack]).toEqual([frozen, stack]);
  });

  test("an error of another realm is one, too", async () => {
    const foreign: Error = Object.setPrototypeOf(new Error("boom"), { name: "Error" });
    await errorOf(() => throwing(foreign));
    expect(foreign).not.toBeInstanceOf(Error);
    expect(callsOf(foreign).at(-1)).toBe("async main");
  });

  test.each(["a text", undefined, null])("%o is thrown as it is", async (thrown) => {
    expect(await errorOf(() => throwing(thrown))).toBe(thrown);
  });

  test("what has a stack but is no error keeps it as it is", async () => {
    const thrown = { stack: "mine" };
    expect(await errorOf(() => throwing(thrown))).toBe(thrown);
    expect(Object.getOwnPropertyDescriptor(thrown, "stack")).toHaveProperty("value", "mine");
  });

  test.each<[string, object]>([
    ["getPrototypeOf", new Proxy(new Error("boom"), { getPrototypeOf: () => refuse() })],
    ["getOwnPropertyDescriptor", new Proxy(new Error("boom"), { getOwnPropertyDescriptor: () => refuse() })],
    ["defineProperty", new Proxy(new Error("boom"), { defineProperty: (_, key) => key !== "stack" })],
    ["a getter", Object.defineProperty({}, Symbol.toStringTag, { get: () => refuse() })],
  ])("what refuses to be asked arrives as it is, and nobody is passed over: %s", async (_, thrown) => {
    let left = false;
    const leaving = coroutine(function* leaving() {
      try {
        yield throwing(thrown);
      } finally {
        left = true;
      }
    });
    // Compared here: a matcher would ask it.
    expect([(await errorOf(leaving)) === thrown, left]).toEqual([true, true]);
  });

  test("a message of several lines is kept", async () => {
    const { stack } = await errorOf(() => throwing(new Error("one\ntwo.next (<anonymous>)\nthree")));
    expect(stack).toMatch(/^Error: one\ntwo\.next \(<anonymous>\)\nthree\n +at /);
  });
});

describe("as many awaits are named as V8 names calls", () => {
  beforeEach(() => {
    Error.stackTraceLimit = 3;
  });

  test("the innermost ones", async () => {
    const descend = coroutine(function* descend(depth: number): Generator<unknown, void, never> {
      yield depth > 1 ? descend(depth - 1) : inner();
    });
    expect(await tracebackOf(() => descend(10))).toEqual(["inner", ...Array(3).fill("async descend")]);
  });

  test("however often the error is thrown", async () => {
    const error = new Error("boom");
    error.stack = "Error: boom";
    for (let round = 0; round < 5; round++) await errorOf(() => throwing(error));
    expect(callsOf(error)).toEqual(Array(3).fill("async main"));
  });

  test("of all tasks and promises together that fail with one error: it gathers them, as in Python", async () => {
    const error = new Error("boom");
    error.stack = "Error: boom";
    const first = coroutine(function* first() {
      yield createTask(throwing(error));
    });
    const second = coroutine(function* second() {
      yield Promise.reject(error);
    });
    await errorOf(first);
    expect(callsOf(error)).toEqual(["async first", "async main"]);
    await errorOf(second);
    expect(callsOf(error)).toEqual(["async first", "async main", "async second"]);
  });

  test("no more than a thousand, where there is no limit", async () => {
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    const error = new Error("boom");
    error.stack = "Error: boom";
    const throwAlways = coroutine(function* throwAlways(): Generator<unknown, void, never> {
      for (let round = 0; round < 1100; round++) {
        try {
          yield failing();
        } catch {}
      }
    });
    const failing = coroutine(function* failing(): Generator<unknown, void, never> {
      throw error;
    });
    await program(throwAlways);
    expect(callsOf(error)).toHaveLength(1000);
  });

  test("none, where it names none", async () => {
    Error.stackTraceLimit = 0;
    expect((await errorOf(middle)).stack).toBe("Error: boom");
  });
});
