/**
 * Context managers made of generators, stacks of them, and aclosing. What a block does to errors is in
 * resources.test.ts; the same programs in Python and here are in test/conformance/programs/contextlib/.
 */
import { describe, expect, test } from "vitest";
import {
  AsyncExitStack,
  aclosing,
  asyncContextManager,
  asyncEnter,
  asyncExit,
  isCoroutineFunction,
  RuntimeError,
  sleep,
} from "../../runtime/index.ts";
import { Resources } from "../../runtime/resources.ts";
import { runVirtual } from "../../runtime/testing/index.ts";

/** `await using bound = manager; body(bound)`, as the compiler writes it. */
function within<T>(manager: T, body: (bound: T) => unknown = () => {}): Promise<unknown> {
  return runVirtual(async () => {
    const resources = new Resources();
    let result: unknown;
    try {
      result = await body((await resources.enter(manager)) as T);
    } catch (error) {
      resources.fail(error);
    }
    await resources.exit();
    return result;
  });
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe("asyncContextManager()", () => {
  const log: unknown[] = [];
  const tag = asyncContextManager(async function* tag(name: string) {
    log.push(`<${name}>`);
    try {
      yield { name };
    } finally {
      log.push(`</${name}>`);
    }
  });

  test("binds what is yielded, and leaves after the block", async () => {
    log.length = 0;
    await within(tag("p"), ({ name }) => log.push(name));
    expect(log).toEqual(["<p>", "p", "</p>"]);
  });

  test("keeps name and length of the function, and hands `this` and arguments on", async () => {
    expect([tag.name, tag.length]).toEqual(["tag", 1]);
    const { name, length } = Object.getOwnPropertyDescriptors(function tag(_name: string) {});
    expect(Object.getOwnPropertyDescriptors(tag)).toMatchObject({ name, length });
    const holder = {
      value: 1,
      add: asyncContextManager(async function* (this: { value: number }, ...numbers: number[]) {
        yield [this.value, ...numbers];
      }),
    };
    expect(await within(holder.add(2, 3), (bound) => bound)).toEqual([1, 2, 3]);
  });

  test("throws the error of the block at the yield, and then on", async () => {
    const error = new Error("of the block");
    log.length = 0;
    await expect(within(tag("p"), throwing(error))).rejects.toBe(error);
    expect(log).toEqual(["<p>", "</p>"]);
  });

  test("swallows an error that is caught at the yield", async () => {
    const swallowing = asyncContextManager(async function* () {
      try {
        yield;
      } catch (error) {
        log.push(error);
      }
    });
    log.length = 0;
    await within(swallowing(), throwing("an error"));
    expect(log).toEqual(["an error"]);
  });

  test("replaces an error by another one, which has it as its cause", async () => {
    const [first, second] = [new Error("first"), new Error("second")];
    const replacing = asyncContextManager(async function* () {
      try {
        yield;
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: which is the point
        throw second;
      }
    });
    await expect(within(replacing(), throwing(first))).rejects.toBe(second);
    expect(second.cause).toBe(first);
  });

  test.each([
    ["that does not yield", async function* () {}, undefined, "didn't yield"],
    [
      "that yields twice",
      async function* () {
        yield 1;
        yield 2;
      },
      undefined,
      "didn't stop",
    ],
    [
      "that yields after an error",
      async function* () {
        try {
          yield 1;
        } catch {
          yield 2;
        }
      },
      new Error("of the block"),
      "didn't stop after throw()",
    ],
  ])("refuses a generator %s, and closes it", async (_title, body, error, words) => {
    let closed = false;
    const manager = asyncContextManager(async function* () {
      try {
        yield* body();
      } finally {
        closed = true;
      }
    })();
    const leaving = within(manager, error ? throwing(error) : undefined);
    await expect(leaving).rejects.toThrow(RuntimeError);
    await expect(leaving).rejects.toThrow(words);
    expect(closed).toBe(true);
  });

  test("refuses a second entry", async () => {
    const manager = tag("p");
    await within(manager);
    await expect(within(manager)).rejects.toThrow("<AsyncContextManager tag()> was entered already");
  });

  test("tells native code that nobody entered it", async () => {
    await expect(tag("p")[Symbol.asyncDispose]()).rejects.toThrow("was never entered");
    const manager = tag("p") as unknown as AsyncDisposable & { [asyncEnter](): Promise<unknown> };
    await runVirtual(manager[asyncEnter]());
    await manager[Symbol.asyncDispose]();
  });

  test("says by false that an error is in flight, or that there is none", async () => {
    const enter = async () => {
      const manager = tag("p") as unknown as {
        [asyncEnter](): unknown;
        [asyncExit](error?: unknown): unknown;
      };
      await manager[asyncEnter]();
      return manager;
    };
    expect(await runVirtual(async () => (await enter())[asyncExit]("an error"))).toBe(false);
    expect(await runVirtual(async () => (await enter())[asyncExit]())).toBe(false);
  });

  test("has a name, though its function has none", () => {
    const nameless = asyncContextManager((() => async function* () {})() as never) as () => unknown;
    expect(String(nameless())).toBe("<AsyncContextManager (anonymous)()>");
  });

  test("refuses what is no function", () => {
    expect(() => asyncContextManager({} as never)).toThrow("asyncContextManager() takes an async generator");
  });

  test.each<[string, () => unknown]>([
    ["[object Coroutine]", () => sleep(0)],
    ["5", () => 5],
    ["undefined", () => {}],
  ])("refuses a function that gives %s, when it is called", (what, fn) => {
    expect(() => asyncContextManager(fn as never)()).toThrow(
      `asyncContextManager() takes an async generator function, and <function (anonymous)> gave ${what}`,
    );
  });

  describe("as a decorator", () => {
    test("enters a new one for each call, with the arguments it was given", async () => {
      const work = tag.decorator("w")(async function work(this: unknown, a: number, b: number) {
        return [this, a + b];
      });
      expect([work.name, work.length, isCoroutineFunction(work)]).toEqual(["work", 2, true]);
      log.length = 0;
      expect(await runVirtual(work.call("self", 1, 2))).toEqual(["self", 3]);
      expect(await runVirtual(work.call("self", 3, 4))).toEqual(["self", 7]);
      expect(log).toEqual(["<w>", "</w>", "<w>", "</w>"]);
    });

    test("makes a call whose error is swallowed give undefined", async () => {
      const quiet = asyncContextManager(async function* () {
        try {
          yield;
        } catch {}
      });
      expect(await runVirtual(quiet.decorator()(async () => throwing("an error")())())).toBeUndefined();
    });

    test("replaces a method in either dialect", async () => {
      const descriptor = { value: async () => 1 };
      const older = tag.decorator("o") as unknown as (...args: unknown[]) => unknown;
      expect(older({}, "method", descriptor)).toBeUndefined();
      const newer = tag.decorator("n")(async () => 2, { kind: "method" });
      log.length = 0;
      expect(await runVirtual(descriptor.value())).toBe(1);
      expect(await runVirtual(newer())).toBe(2);
      expect(log).toEqual(["<o>", "</o>", "<n>", "</n>"]);
    });
  });
});

describe("aclosing()", () => {
  test("binds the generator, and closes it after the block", async () => {
    let closed = false;
    async function* numbers() {
      try {
        yield 1;
      } finally {
        closed = true;
      }
    }
    const generator = numbers();
    await within(aclosing(generator), async (bound) => {
      expect(bound).toBe(generator);
      await bound.next();
      expect(closed).toBe(false);
    });
    expect(closed).toBe(true);
  });

  test("closes when the block throws, and in native code", async () => {
    const closed: string[] = [];
    const closable = { aclose: () => void closed.push("aclose"), return: () => void closed.push("return") };
    await expect(within(aclosing(closable), throwing("an error"))).rejects.toBe("an error");
    await aclosing(closable)[Symbol.asyncDispose]();
    expect(closed).toEqual(["aclose", "aclose"]);
  });

  test("closes what gives nothing back", async () => {
    const closed: string[] = [];
    await within(aclosing({ return: () => void closed.push("return") }));
    expect(closed).toEqual(["return"]);
  });

  test("refuses a generator that goes on", async () => {
    async function* stubborn() {
      try {
        yield 1;
      } finally {
        yield 2;
      }
    }
    await expect(within(aclosing(stubborn()), (bound) => bound.next())).rejects.toThrow("ignored its end");
  });

  test.each([undefined, null, {}, 1])("refuses %o", (thing) => {
    expect(() => aclosing(thing as never)).toThrow(
      "aclosing() takes something that has aclose() or return()",
    );
  });
});

describe("an AsyncExitStack", () => {
  /** A manager that notes what it is told, and answers. */
  function manager(name: string, log: unknown[], answer?: unknown) {
    return {
      [asyncEnter]: async () => `bound ${name}`,
      [asyncExit]: async (error?: unknown) => {
        log.push([name, error]);
        return answer;
      },
    };
  }

  test("leaves everything of whatever kind, last in first out", async () => {
    const log: unknown[] = [];
    const disposable = { [Symbol.dispose]: () => void log.push("disposed") };
    await within(new AsyncExitStack(), async (stack) => {
      expect(await stack.enterAsyncContext(manager("a", log))).toBe("bound a");
      expect(stack.enterContext(disposable)).toBe(disposable);
      const entered = manager("b", log) as never;
      expect(stack.pushAsyncExit(entered)).toBe(entered);
      expect(stack.push(disposable)).toBe(disposable);
      const note = (...args: unknown[]) => void log.push(args);
      expect(stack.pushAsyncCallback(async (...args) => note(...args), 1, 2)).toBeTypeOf("function");
      expect(stack.callback(note, 3)).toBe(note);
      stack.pushAsyncExit(async (error) => note("async exit", error));
      stack.push((error) => note("exit", error));
      log.push("body");
    });
    expect(log).toEqual([
      "body",
      ["exit", undefined],
      ["async exit", undefined],
      [3],
      [1, 2],
      "disposed",
      ["b", undefined],
      "disposed",
      ["a", undefined],
    ]);
  });

  test("binds what enters nothing to itself", async () => {
    const disposable = { [Symbol.asyncDispose]: async () => {} };
    await within(new AsyncExitStack(), async (stack) =>
      expect(await stack.enterAsyncContext(disposable)).toBe(disposable),
    );
  });

  test("tells each exit of the error that is in flight then", async () => {
    const log: unknown[] = [];
    const [first, second] = [new Error("first"), new Error("second")];
    const body = (stack: AsyncExitStack) => {
      stack.push((error) => void log.push(error));
      stack.pushAsyncExit(async () => true);
      stack.push((error) => void log.push(error));
      stack.callback(throwing(second));
      stack.push((error) => void log.push(error));
      throw first;
    };
    await within(new AsyncExitStack(), body);
    expect(log).toEqual([first, second, undefined]);
    expect(second.cause).toBe(first);
  });

  test.each([
    ["push", 1],
    ["pushAsyncExit", Promise.resolve(1)],
    ["callback", true],
    ["pushAsyncCallback", Promise.resolve(true)],
  ] as const)(
    "does not swallow an error because %s() got a function that gives %o",
    async (method, answer) => {
      const error = new Error("of the block");
      const body = (stack: AsyncExitStack) => {
        stack[method].call(stack, (() => answer) as never);
        throw error;
      };
      await expect(within(new AsyncExitStack(), body)).rejects.toBe(error);
    },
  );

  test("throws the error of its exits, which has the one before as its cause", async () => {
    const errors = ["block", "third", "second", "first"].map((name) => new Error(name));
    const [block, third, second, first] = errors;
    const body = (stack: AsyncExitStack) => {
      stack.push(throwing(first));
      stack.pushAsyncCallback(throwing(second));
      stack.pushAsyncExit(throwing(third));
      throw block;
    };
    await expect(within(new AsyncExitStack(), body)).rejects.toBe(first);
    expect([first?.cause, second?.cause, third?.cause, block?.cause]).toEqual([
      second,
      third,
      block,
      undefined,
    ]);
  });

  test("chains the errors of its exits even where the block ended well", async () => {
    const [first, second] = [new Error("first"), new Error("second")];
    await expect(
      within(new AsyncExitStack(), (stack) => {
        stack.callback(throwing(second));
        stack.callback(throwing(first));
      }),
    ).rejects.toBe(second);
    expect(second.cause).toBe(first);
  });

  test("leaves nothing that failed to be entered, and refuses what cannot be", async () => {
    const log: unknown[] = [];
    const broken = { ...manager("broken", log), [asyncEnter]: throwing("not today") };
    await within(new AsyncExitStack(), async (stack) => {
      await expect(stack.enterAsyncContext(broken)).rejects.toBe("not today");
      await expect(stack.enterAsyncContext({})).rejects.toThrow(TypeError);
      expect(() => stack.enterContext({} as never)).toThrow(TypeError);
      for (const method of ["pushAsyncExit", "push", "callback", "pushAsyncCallback"] as const)
        expect(() => stack[method].call(stack, {} as never)).toThrow(TypeError);
    });
    expect(log).toEqual([]);
  });

  test("hands everything over by popAll(), to a stack of the same class", async () => {
    class Named extends AsyncExitStack {}
    const log: unknown[] = [];
    let kept: Named | undefined;
    await within(new Named(), (stack) => {
      stack.callback(() => void log.push("left"));
      kept = stack.popAll();
    });
    expect(log).toEqual([]);
    expect(kept).toBeInstanceOf(Named);
    await runVirtual(kept?.aclose() as Promise<void>);
    expect(log).toEqual(["left"]);
  });

  test("can be closed at once, and used again, without old errors", async () => {
    const log: unknown[] = [];
    const stack = new AsyncExitStack();
    stack.callback(throwing("an error"));
    await expect(runVirtual(stack.aclose())).rejects.toBe("an error");
    stack.push((error) => void log.push(error));
    await runVirtual(stack[Symbol.asyncDispose]());
    await runVirtual(stack.aclose());
    expect(log).toEqual([undefined]);
  });

  test("runs what is registered while it is left", async () => {
    const log: unknown[] = [];
    await within(new AsyncExitStack(), (stack) =>
      stack.callback(() => void stack.callback(() => void log.push("late"))),
    );
    expect(log).toEqual(["late"]);
  });

  test("is left by native code, too", async () => {
    const log: unknown[] = [];
    const stack = new AsyncExitStack();
    stack.callback((word: string) => log.push(word), "left");
    await stack[Symbol.asyncDispose]();
    expect(log).toEqual(["left"]);
  });

  test("refuses a callback that is no function, and says so", () => {
    const refused = new TypeError("a callback on the way out must be a function, not text");
    expect(() => new AsyncExitStack().callback("text" as never)).toThrow(refused);
    expect(() => new AsyncExitStack().pushAsyncCallback("text" as never)).toThrow(refused);
  });

  test("says whether it has swallowed an error", async () => {
    const stack = new AsyncExitStack();
    expect(await runVirtual(stack[asyncExit]("an error"))).toBe(false);
    stack.push(() => true);
    expect(await runVirtual(stack[asyncExit]("an error"))).toBe(true);
    expect(await runVirtual(stack[asyncExit]())).toBe(false);
  });
});
