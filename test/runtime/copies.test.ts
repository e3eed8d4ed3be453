/**
 * A copy of the runtime that is loaded while another is in use, as where two packages bring one each: what is set up
 * when its modules are loaded. What copies know of each other is tested in the files of futures, coroutines, interop.
 */
import { afterEach, describe, expect, test, vi } from "vitest";
import * as first from "../../runtime/compiled.ts";
import { type AsyncContextManager, asyncEnter, asyncExit } from "../../runtime/index.ts";

const SCRIPTS = Symbol.for("tsyncio/compiled");
const global = globalThis as { [SCRIPTS]?: Record<string, unknown> };
const before = global[SCRIPTS];

afterEach(() => {
  global[SCRIPTS] = before as Record<string, unknown>;
});

/** A copy of its own for each test. */
async function load() {
  vi.resetModules();
  const compiled = await import("../../runtime/compiled.ts");
  const testing = await import("../../runtime/testing/index.ts");
  return { ...compiled, ...testing, ...(await import("../../runtime/index.ts")) };
}

type Copy = Awaited<ReturnType<typeof load>>;
type Body<T> = Generator<unknown, T, never>;

/** What `body` gives, as a coroutine of that copy on virtual time. */
const within = <T>(copy: Copy, body: () => Body<T>): Promise<Awaited<T>> =>
  copy.runVirtual(copy.coroutine(body)());

type Numbers = AsyncGenerator<number, unknown, number>;

const LEAVE = Symbol("leave");

/** As the compiler writes async generators, and a loop over one that is left at an item. */
function formsOf(copy: Copy) {
  const { asyncGenerator, item, iterate, sleep } = copy;
  const closed: unknown[] = [];
  const count = asyncGenerator(function* count(limit: number): Body<string> {
    try {
      for (let n = 1; n <= limit; n++) {
        yield sleep(1);
        yield item(n);
      }
      return "counted";
    } finally {
      yield sleep(1);
      closed.push(limit);
    }
  }) as unknown as (limit: number) => Numbers;
  function* each(source: unknown, body: (value: unknown) => unknown): Generator<unknown, void, unknown> {
    const iterator = iterate(source);
    try {
      for (; iterator.step(yield iterator.next()); ) if (body(iterator.value) === LEAVE) return;
    } catch (error) {
      iterator.fail(error);
    } finally {
      if (iterator.open) yield iterator.close();
    }
  }
  return { count, closed, each };
}

describe("a second copy of the runtime", () => {
  test("has for scripts what compiled code calls, in the place of the first one's", async () => {
    const copy = await load();
    expect(global[SCRIPTS]).not.toBe(before);
    expect(global[SCRIPTS]).toMatchObject({ coroutine: copy.coroutine, item: copy.item });
    expect(Object.keys(global[SCRIPTS] ?? {}).sort()).toEqual(Object.keys(first).sort());
  });

  test("has methods of its classes that give coroutines", async () => {
    const copy = await load();
    const { aclosing, AsyncExitStack, Barrier, Condition, Event, Lock } = copy;
    const { count } = formsOf(copy);
    await within(copy, function* () {
      const [lock, event, queue] = [new Lock(), new Event(), new copy.Queue<number>()];
      const [condition, barrier, stack] = [new Condition(), new Barrier(1), new AsyncExitStack()];
      const manager = copy.asyncContextManager(
        () => count(1) as AsyncGenerator<never>,
      )() as never as AsyncContextManager;
      const closing = aclosing(count(1)) as never as AsyncContextManager;
      const given: unknown[] = [
        lock.acquire(),
        lock[asyncEnter](),
        event.wait(),
        condition.wait(),
        condition.waitFor(() => true),
        new copy.Semaphore().acquire(),
        queue.put(1),
        queue.get(),
        queue.join(),
        queue[Symbol.asyncIterator]().next(),
        barrier.wait(),
        barrier.reset(),
        barrier.abort(),
        barrier[asyncEnter](),
        stack.enterAsyncContext({ [asyncExit]: () => undefined }),
        stack.aclose(),
        stack[asyncExit](),
        stack[Symbol.asyncDispose](),
        manager[asyncEnter](),
        manager[asyncExit](),
        closing[asyncExit](),
        closing[Symbol.asyncDispose](),
        new copy.TaskGroup()[asyncExit](),
        copy.getRunningLoop().shutdownAsyncgens(),
        copy.resources().enter(null),
        copy.resources().exit(),
        copy.asCompleted([copy.sleep(0)]).next().value,
      ];
      expect(given.map(copy.isCoroutine)).toEqual(given.map(() => true));
    });
  });

  test("names its errors as the language does", async () => {
    const copy = await load();
    const inner = Object.getOwnPropertyDescriptor(TypeError.prototype, "name");
    for (const name of [
      "BaseException",
      "BaseExceptionGroup",
      "BrokenBarrierError",
      "CancelledError",
      "ExceptionGroup",
      "InvalidStateError",
      "KeyboardInterrupt",
      "LookupError",
      "QueueEmpty",
      "QueueFull",
      "QueueShutDown",
      "RuntimeError",
      "SystemExit",
      "TimeoutError",
    ] as const)
      expect(Object.getOwnPropertyDescriptor(copy[name].prototype, "name")).toEqual({
        ...inner,
        value: name,
      });
  });

  test("has objects that the language knows by their names", async () => {
    const copy = await load();
    const { count } = formsOf(copy);
    const loop = new copy.VirtualEventLoop();
    const tag = (value: unknown) => Object.prototype.toString.call(value);
    const objects = [loop.createFuture(), copy.sleep(1), count(1), count(1).next()];
    expect(objects.map(tag)).toEqual([
      "[object Future]",
      "[object Coroutine]",
      "[object AsyncGenerator]",
      "[object Coroutine]",
    ]);
    for (const object of objects) {
      let holder: object = object;
      while (!Object.hasOwn(holder, Symbol.toStringTag)) holder = Object.getPrototypeOf(holder);
      expect(Object.getOwnPropertyDescriptor(holder, Symbol.toStringTag)).toMatchObject({
        configurable: true,
        enumerable: false,
        writable: false,
      });
    }
    loop.close();
  });

  test("has methods of coroutines and async generators that may be replaced, as the language's", async () => {
    const copy = await load();
    const { count } = formsOf(copy);
    const replaceable = { configurable: true, enumerable: false, writable: true };
    const coroutines = Object.getPrototypeOf(Object.getPrototypeOf(copy.sleep(1)));
    const generators = Object.getPrototypeOf(count.prototype);
    for (const name of ["then", "catch", "finally"])
      expect(Object.getOwnPropertyDescriptor(coroutines, name)).toMatchObject(replaceable);
    for (const name of ["next", "throw", "return"])
      expect(Object.getOwnPropertyDescriptor(generators, name)).toMatchObject(replaceable);
  });

  test("drives async generators to their end, and closes those that are left", async () => {
    const copy = await load();
    const { count, closed, each } = formsOf(copy);
    const seen: unknown[] = [];
    const outer = copy.asyncGenerator(function* (): Body<unknown> {
      return yield* copy.delegate(count(2)) as Iterable<never>;
    }) as unknown as () => Numbers;
    await within(copy, function* () {
      yield* each(count(2), (value) => void seen.push(value));
      yield* each(count(3), (value) => value === 1 && LEAVE);
      yield* each([copy.sleep(1, "awaited")], (value) => void seen.push(value));
      const requests = outer();
      for (let n = 0; n < 3; n++) seen.push(yield requests.next());
      const returned = outer();
      yield returned.next();
      seen.push(yield returned.return("returned"));
      yield count(4).next();
    });
    expect(seen).toEqual([
      1,
      2,
      "awaited",
      { value: 1, done: false },
      { value: 2, done: false },
      { value: "counted", done: true },
      { value: "returned", done: true },
    ]);
    expect(closed).toEqual([2, 3, 2, 2, 4]);
  });

  test("awaits the requests that native code makes of an async generator in their order", async () => {
    const copy = await load();
    const { count, closed } = formsOf(copy);
    const seen = await copy.runVirtual(async () => {
      const numbers = count(2);
      const requests = [numbers.next(), numbers.next(), numbers.return("returned")];
      return [await requests[2], await requests[0], await requests[1]] as { value: unknown }[];
    });
    expect(seen.map(({ value }) => value)).toEqual(["returned", 1, 2]);
    expect(closed).toEqual([2]);
  });

  test("delegates to an ordinary iterator by its own throw and return", async () => {
    const copy = await load();
    const log: unknown[] = [];
    const answer = (name: string) => (value: unknown) => {
      log.push([name, value]);
      return { value: copy.sleep(1, name), done: false };
    };
    const plain = {
      [Symbol.iterator]: () => ({ next: answer("next"), throw: answer("throw"), return: answer("return") }),
    };
    const outer = copy.asyncGenerator(function* (): Body<unknown> {
      return yield* copy.delegate(plain) as Iterable<never>;
    }) as unknown as () => AsyncGenerator<unknown>;
    const seen: unknown[] = [];
    await within(copy, function* () {
      const generator = outer();
      for (const request of [generator.next(), generator.throw("a"), generator.return("b")])
        seen.push(((yield request) as IteratorResult<unknown>).value);
    });
    expect(seen).toEqual(["next", "throw", "return"]);
    expect(log.slice(0, 3)).toEqual([
      ["next", undefined],
      ["throw", "a"],
      ["return", "b"],
    ]);
  });

  test("marks coroutine functions, and knows a BaseException", async () => {
    const copy = await load();
    const fn = copy.coroutine(function* f(): Body<void> {});
    const bound = copy.coroutine(function* g(): Body<void> {}, {});
    expect([fn, bound].map(copy.isCoroutineFunction)).toEqual([true, true]);
    expect([bound.name, Object.getOwnPropertyDescriptor(bound, "name")?.configurable]).toEqual(["g", true]);
    expect(() => copy.rethrowBaseException(new copy.CancelledError())).toThrow(copy.CancelledError);
    expect(() => copy.rethrowBaseException(new copy.RuntimeError())).not.toThrow();
    expect(copy.coroutine(fn as never)).toBe(fn);
  });

  test("makes tasks of what has no generator, and closes what it refuses", async () => {
    const copy = await load();
    const { count } = formsOf(copy);
    const { createTask, sleep } = copy;
    await within(copy, function* () {
      expect(yield createTask(sleep(0))).toBe(undefined);
      expect(yield createTask(count(1).next())).toEqual({ value: 1, done: false });
    });
    const loop = copy.newEventLoop();
    loop.close();
    const refused = sleep(1);
    expect(() => loop.createTask(refused)).toThrow("the event loop is closed");
    await expect(copy.runVirtual(refused)).rejects.toThrow("already awaited");
  });

  test("knows its options and what wait() may wait for", async () => {
    const copy = await load();
    const { FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED } = copy;
    expect([FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED]).toEqual([
      "FIRST_COMPLETED",
      "FIRST_EXCEPTION",
      "ALL_COMPLETED",
    ]);
    const { signal } = new AbortController();
    const context = copy.copyContext();
    const loopFactory = () => new copy.VirtualEventLoop();
    const name = await copy.run(
      copy.coroutine(function* (): Body<string> {
        const options = { name: "named", context, eagerStart: false, signal };
        return copy.getRunningLoop().createTask(copy.sleep(1), options).getName();
      })(),
      { debug: false, loopFactory },
    );
    expect(name).toBe("named");
  });

  test("reports an exception that nobody has read", async () => {
    const copy = await load();
    const reports: unknown[] = [];
    const loop = copy.newEventLoop();
    loop.setExceptionHandler((_loop, { message }) => void reports.push(message));
    loop.createFuture().setException(new Error("unread"));
    loop.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).toEqual(["Future exception was never retrieved"]);
  });
});
