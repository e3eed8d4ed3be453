/**
 * What makes a coroutine function, how its coroutines begin, end and are awaited once, and what the runtime
 * takes for one. What else may be awaited is in interop.test.ts, how tasks step in tasks.test.ts.
 */
// biome-ignore-all lint/complexity/noArguments: the compiler writes it so
import { describe, expect, test, vi } from "vitest";
import * as compiled from "../../runtime/compiled.ts";
import { coroutineName } from "../../runtime/coroutines.ts";
import * as tsyncio from "../../runtime/index.ts";
import { runVirtual, VirtualEventLoop } from "../../runtime/testing/index.ts";

const { coroutine, createTask, currentTask, isCoroutine, isCoroutineFunction, RuntimeError, sleep } = tsyncio;

/** As the compiler writes a function declared at the top of a module. */
function declared(this: unknown, _a: number): Promise<string> {
  return tsyncio.coroutine(declared$).apply(this, arguments as never);
}
function* declared$(this: unknown, a: number, b = 1): Generator<unknown, string, never> {
  yield sleep(0);
  return `${this} ${a} ${b}`;
}

describe("coroutine()", () => {
  test("makes a coroutine function of a generator function in place", () => {
    function* f(): Generator<unknown, number, never> {
      return 1;
    }
    expect(coroutine(f)).toBe(f);
    expect(coroutine(f)).toBe(f);
    expect(isCoroutine(f())).toBe(true);
  });

  test("keeps name and length", () => {
    const f = coroutine(function* work(_a: number, _b: number) {});
    expect([f.name, f.length]).toEqual(["work", 2]);
  });

  test("makes the function say that it is async, as the one in the source is: Jest drives generators itself", () => {
    const f = coroutine(function* () {});
    expect(f.constructor.name).toBe("AsyncFunction");
    expect(Object.prototype.toString.call(f)).toBe("[object AsyncFunction]");
  });

  test("binds to an object and keeps name and length", async () => {
    const work = coroutine(function* work(
      this: string,
      a: number,
      b: number,
    ): Generator<unknown, string, never> {
      return `${this} ${a + b}`;
    }, "self");
    expect([work.name, work.length]).toEqual(["work", 2]);
    expect(await runVirtual(work(1, 2))).toBe("self 3");
  });

  test("binds to undefined when told so", async () => {
    const work = coroutine(function* (this: unknown): Generator<unknown, unknown, never> {
      return this;
    }, undefined);
    expect(await runVirtual(work.call({ ignored: true } as never))).toBeUndefined();
  });

  test("leaves `this` and the arguments to the call otherwise", async () => {
    const object = {
      name: "object",
      work: coroutine(function* (this: { name: string }, ...args: number[]) {
        yield sleep(1);
        return [this.name, ...args];
      }),
    };
    expect(await runVirtual(object.work(1, 2))).toEqual(["object", 1, 2]);
  });

  test("leaves classes with a prototype of their own alone: instances lead to their own function", () => {
    const [f, g] = [coroutine(function* f() {}), coroutine(function* g() {})];
    expect([coroutineName(f()), coroutineName(g())]).toEqual(["f", "g"]);
  });

  test.each<[string, unknown, string]>([
    ["an arrow function", () => {}, "<function (anonymous)>"],
    ["a function", function work() {}, "<function work>"],
    ["an async function", async function work() {}, "<function work>"],
    ["an async generator function", async function* work() {}, "<function work>"],
    ["a class", class Work {}, "<function Work>"],
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["a number", 5, "5"],
    ["an object", {}, "[object Object]"],
    ["an object that is no text", Object.create(null), "[object Object]"],
    ["a coroutine", sleep(1), "[object Coroutine]"],
  ])("refuses %s and names it", (_kind, fn, name) => {
    expect(() => coroutine(fn as never)).toThrow(
      new TypeError(`coroutine() takes a generator function, not ${name}`),
    );
  });
});

describe("calling a coroutine function", () => {
  test("runs nothing of its body", async () => {
    const events: string[] = [];
    const f = coroutine(function* () {
      events.push("body");
    });
    const coro = f();
    events.push("called");
    await runVirtual(coro);
    expect(events).toEqual(["called", "body"]);
  });

  test("evaluates parameters at once, and throws from the call, as Python does", () => {
    const fail = (): number => {
      throw new RangeError("default");
    };
    const f = coroutine(function* (_a = fail(), { b: _b } = {} as { b?: number }) {});
    expect(() => f()).toThrow(new RangeError("default"));
    expect(() => f(1, null as never)).toThrow(TypeError);
  });

  test("gives a coroutine that says what it is", () => {
    const coro = coroutine(function* () {})();
    expect(Object.prototype.toString.call(coro)).toBe("[object Coroutine]");
    expect(String(coro)).toBe("[object Coroutine]");
  });

  test("gives a promise to those who ask by instanceof, as its static type has it", () => {
    for (const coro of [coroutine(function* () {})(), declared(1), sleep(1), sleep(0)])
      expect(coro).toBeInstanceOf(Promise);
    expect(coroutine(function* () {})().constructor).toBe(Promise);
  });

  test("through the wrapper of the compiler passes `this` and all arguments on", async () => {
    expect(await runVirtual(declared.call("self", 1))).toBe("self 1 1");
    expect(await runVirtual(Reflect.apply(declared, "self", [1, 2]))).toBe("self 1 2");
  });
});

describe("a coroutine that is awaited", () => {
  test("runs at once, in the same task and without a turn of the loop", async () => {
    const events: string[] = [];
    const inner = coroutine(function* () {
      events.push("inner");
      return [currentTask()];
    });
    const main = coroutine(function* () {
      tsyncio.getRunningLoop().callSoon(() => events.push("turn"));
      const [task]: unknown[] = yield inner();
      events.push("outer");
      yield sleep(0);
      return task === currentTask();
    });
    expect(await runVirtual(main())).toBe(true);
    expect(events).toEqual(["inner", "outer", "turn"]);
  });

  test("passes its result and its error to the one that awaits, through any number of others", async () => {
    const chain = coroutine(function* (
      depth: number,
      end: () => unknown,
    ): Generator<unknown, unknown, never> {
      return depth === 0 ? end() : yield chain(depth - 1, end);
    });
    const error = new Error("at the bottom");
    const fail = () => {
      throw error;
    };
    expect(await runVirtual(chain(100, () => "result"))).toBe("result");
    await expect(runVirtual(chain(100, fail))).rejects.toBe(error);
  });

  test("unwinds every frame on the way of an error, innermost first", async () => {
    const events: string[] = [];
    const frame = coroutine(function* (names: string[]): Generator<unknown, void, never> {
      const [name, ...inner] = names;
      try {
        if (inner.length === 0) throw new Error("bottom");
        yield frame(inner);
      } finally {
        events.push(`finally ${name}`);
      }
    });
    await runVirtual(frame(["a", "b", "c"])).catch((error) => events.push(error.message));
    expect(events).toEqual(["finally c", "finally b", "finally a", "bottom"]);
  });

  test("may be caught by the one that awaits, which goes on", async () => {
    const fail = coroutine(function* () {
      yield sleep(1);
      throw new RangeError("inner");
    });
    const main = coroutine(function* () {
      try {
        yield fail();
      } catch (error) {
        return `${error}; ${yield sleep(1, "and on")}`;
      }
    });
    expect(await runVirtual(main())).toBe("RangeError: inner; and on");
  });

  test("may throw while it handles another error: the language keeps no context, and no cause is made up", async () => {
    const first = new Error("first");
    const clumsy = coroutine(function* () {
      try {
        throw first;
      } catch {
        yield sleep(1);
        throw new RangeError("second");
      }
    });
    const error = await runVirtual(clumsy()).catch((error) => error);
    expect([String(error), "cause" in error, "cause" in first]).toEqual(["RangeError: second", false, false]);
  });

  test("may throw what is no error", async () => {
    const thrown: unknown[] = [];
    const fail = coroutine(function* (value: unknown) {
      throw value;
    });
    const main = coroutine(function* () {
      for (const value of ["text", 0, undefined, null]) {
        try {
          yield fail(value);
        } catch (error) {
          thrown.push(error);
        }
      }
    });
    await runVirtual(main());
    expect(thrown).toEqual(["text", 0, undefined, null]);
  });

  test("awaits the awaitable it returns, after its finally blocks", async () => {
    const events: string[] = [];
    const inner = coroutine(function* () {
      yield sleep(1);
      events.push("inner");
      return "value";
    });
    const outer = coroutine(function* () {
      try {
        return inner();
      } finally {
        events.push("finally");
      }
    });
    const main = coroutine(function* () {
      return (yield outer()) as string;
    });
    expect([await runVirtual(main()), events]).toEqual(["value", ["finally", "inner"]]);
  });
});

describe("the iterator of arrays that a program has replaced", () => {
  test("is not asked by then, catch and finally of a coroutine", async () => {
    const answer = coroutine(function* answer(): Generator<unknown, number, never> {
      return 42;
    });
    const iterators = Object.getPrototypeOf([].values());
    const { next } = iterators;
    iterators.next = () => {
      throw new Error("the iterator of arrays was asked");
    };
    let promises: Promise<number>[];
    try {
      const same = (value: number) => value;
      promises = [answer().then(same), answer().catch(same), answer().finally(() => {})];
    } finally {
      iterators.next = next;
    }
    expect(await Promise.all(promises)).toEqual([42, 42, 42]);
  });
});

describe("awaiting a coroutine a second time", () => {
  const work = coroutine(function* work() {
    yield sleep(1);
    return "done";
  });
  const awaitIt = coroutine(function* (coro: Promise<unknown>): Generator<unknown, unknown, never> {
    return yield coro;
  });
  const message = "cannot reuse the already awaited coroutine work(): call the function again";

  async function expectReuse(attempt: Promise<unknown>): Promise<void> {
    await expect(attempt).rejects.toThrow(RuntimeError);
    await expect(attempt).rejects.toThrow(message);
  }

  test("is an error after it has ended", async () => {
    const main = coroutine(function* () {
      const coro = work();
      yield coro;
      yield coro;
    });
    await expectReuse(runVirtual(main()));
  });

  test("is an error while another task is suspended in it, which is not disturbed", async () => {
    const main = coroutine(function* () {
      const coro = work();
      const [first, second] = [createTask(awaitIt(coro)), createTask(awaitIt(coro))];
      const error = yield second.then(
        () => "awaited twice",
        (error) => error,
      );
      return [yield first, error] as unknown[];
    });
    const [result, error] = await runVirtual(main());
    expect(result).toBe("done");
    await expectReuse(Promise.reject(error));
  });

  test("is an error in the coroutine itself", async () => {
    const itself = coroutine(function* work(own: () => unknown): Generator<unknown, void, never> {
      yield own();
    });
    const coro: unknown = itself(() => coro);
    await expectReuse(runVirtual(coro as Promise<void>));
  });

  test("makes a task of it that fails, whichever was first", async () => {
    const main = coroutine(function* () {
      const coro = work();
      yield createTask(coro);
      yield createTask(coro);
    });
    await expectReuse(runVirtual(main()));
  });

  test("is an error after it has failed", async () => {
    const fail = coroutine(function* work() {
      throw new Error("first");
    });
    const main = coroutine(function* () {
      const coro = fail();
      try {
        yield coro;
      } catch {}
      yield coro;
    });
    await expectReuse(runVirtual(main()));
  });

  test("is an error for a sleep that gives up a turn", async () => {
    const main = coroutine(function* () {
      const turn = sleep(0);
      yield turn;
      yield turn;
    });
    await expect(runVirtual(main())).rejects.toThrow("cannot reuse the already awaited coroutine");
  });

  test("is an error for native code", async () => {
    const loop = new VirtualEventLoop();
    const coro = work();
    expect(await loop.runUntilComplete(coro)).toBe("done");
    await expectReuse(Promise.resolve(coro));
    loop.close();
  });

  test("is an error after it was closed, whether it had begun or not", async () => {
    for (const begin of [false, true]) {
      const coro = work();
      const generator = coro as unknown as Generator<unknown, unknown, unknown>;
      if (begin) generator.next();
      generator.return(undefined);
      await expectReuse(runVirtual(coro));
    }
  });

  test("is an error after a closed loop has refused it", async () => {
    const coro = work();
    const loop = new VirtualEventLoop();
    loop.close();
    expect(() => loop.createTask(coro)).toThrow("the event loop is closed");
    await expectReuse(runVirtual(coro));
  });
});

describe("closing a coroutine by generator.return()", () => {
  test("runs its finally blocks and skips its catch blocks", async () => {
    const events: string[] = [];
    const work = coroutine(function* () {
      try {
        yield sleep(1);
      } catch {
        events.push("catch");
      } finally {
        events.push("finally");
      }
    });
    const coro = work() as unknown as Generator<unknown, unknown, unknown>;
    coro.next();
    expect(coro.return("closed")).toEqual({ value: "closed", done: true });
    expect(events).toEqual(["finally"]);
  });
});

describe("iterating over a coroutine, as without its await", () => {
  test("is refused, as it is for a promise, and leaves the coroutine fresh", async () => {
    const work = coroutine(function* work(): Generator<unknown, number, never> {
      return 1;
    });
    const coro = work();
    expect(() => [...(coro as never as Iterable<unknown>)]).toThrow(TypeError);
    expect(() => compiled.iterate(coro)).toThrow("needs an iterable, not [object Coroutine]");
    expect(await runVirtual(coro)).toBe(1);
  });
});

describe("isCoroutine", () => {
  test("knows coroutines, those of the runtime too", () => {
    for (const coro of [coroutine(function* () {})(), declared(1), sleep(1), sleep(0), sleep(0, "result")]) {
      expect(isCoroutine(coro)).toBe(true);
    }
  });

  test.each([
    ["a coroutine function", sleep],
    ["a generator", (function* () {})()],
    ["a promise", Promise.resolve()],
    ["a thenable", Object.create(Promise.prototype)],
    ["an object that iterates like one", { next() {}, throw() {}, return() {} }],
    ["undefined", undefined],
    ["null", null],
    ["a text", "coroutine"],
  ])("does not take %s for one", (_kind, value) => {
    expect(isCoroutine(value)).toBe(false);
  });

  test("does not take a task for one", async () => {
    const main = coroutine(function* () {
      return isCoroutine(currentTask());
    });
    expect(await runVirtual(main())).toBe(false);
  });
});

describe("isCoroutineFunction", () => {
  test.each<[string, unknown]>([
    ["a marked generator function", coroutine(function* () {})],
    ["one that is bound by coroutine()", coroutine(function* () {}, {})],
    ["the compiler's wrapper of a declaration", declared],
    ["a function of the runtime", sleep],
    ["a waiting function of the runtime", tsyncio.waitFor],
    ["a method that is marked", { work: coroutine(function* () {}) }.work],
  ])("knows %s", (_kind, fn) => {
    expect(isCoroutineFunction(fn)).toBe(true);
  });

  test.each<[string, string]>([
    ["on several lines", "(function f(a) {\n  return tsyncio.coroutine(f$).apply(this, arguments);\n})"],
    ["without spaces", "(function f(a){return tsyncio.coroutine(f$).apply(this,arguments)})"],
    ["of a default export", "(function () { return tsyncio_1.coroutine(default$).apply(this, arguments); })"],
    ["of CommonJS", "(function f() { return (0, tsyncio.coroutine)(f$).apply(this, arguments); })"],
    ["in a bundle", "(function f() { return coroutine(f$).apply(this, arguments); })"],
  ])("knows the compiler's wrapper %s", (_form, source) => {
    expect(isCoroutineFunction(new Function(`return ${source}`)())).toBe(true);
  });

  test.each<[string, string]>([
    ["gives one", "(() => function f() { return coroutine(f$).apply(this, arguments); })"],
    [
      "has one for a default",
      "(function (g = function () { return coroutine(f$).apply(this, arguments); }) {})",
    ],
    ["does more", "(function f() { log(); return coroutine(f$).apply(this, arguments); })"],
    ["passes other arguments", "(function f() { return coroutine(f$).apply(this, [1]); })"],
  ])("does not take a function that %s for that wrapper", (_form, source) => {
    expect(isCoroutineFunction(new Function(`return ${source}`)())).toBe(false);
  });

  test.each<[string, unknown]>([
    ["a function that calls one", () => declared(1)],
    ["a generator function", function* () {}],
    ["a native async function", async () => {}],
    ["a class", class {}],
    ["a function without a prototype", Math.max],
    ["one whose prototype was set to null", Object.assign(() => {}, { prototype: null })],
    ["a coroutine", sleep(1)],
    ["undefined", undefined],
    ["null", null],
  ])("does not take %s for one", (_kind, value) => {
    expect(isCoroutineFunction(value)).toBe(false);
  });

  test("knows what coroutine() binds, which has the name of its function, as names are", () => {
    const bound = coroutine(function* work() {}, {});
    const expected = { value: "work", writable: false, enumerable: false, configurable: true };
    expect(isCoroutineFunction(bound)).toBe(true);
    expect(Object.getOwnPropertyDescriptor(bound, "name")).toEqual(expected);
  });

  test("cannot look into what Function.prototype.bind gives", () => {
    const bound = coroutine(function* () {}).bind(undefined);
    expect([isCoroutineFunction(bound), isCoroutine(bound())]).toEqual([false, true]);
  });
});

test("coroutines and their functions are known to another copy of the runtime", async () => {
  vi.resetModules();
  const other = await import("../../runtime/index.ts");
  expect(other.coroutine).not.toBe(coroutine);
  expect([other.isCoroutine(sleep(1)), other.isCoroutineFunction(sleep)]).toEqual([true, true]);
  expect(other.isCoroutineFunction(coroutine(function* () {}, {}))).toBe(true);
  expect([isCoroutine(other.sleep(1)), isCoroutineFunction(other.waitFor)]).toEqual([true, true]);
  expect(coroutine(other.coroutine(function* () {}) as never)).toSatisfy(isCoroutineFunction);
});

test("the methods of coroutines can be patched where tools patch those of promises", () => {
  const attributesOf = (holder: object) => (key: PropertyKey) => ({
    ...Object.getOwnPropertyDescriptor(holder, key),
    value: undefined,
  });
  const keys = ["then", "catch", "finally", Symbol.toStringTag];
  const prototype: object = Object.getPrototypeOf(Object.getPrototypeOf(declared(1)));
  expect(keys.map(attributesOf(prototype))).toEqual(keys.map(attributesOf(Promise.prototype)));
});

describe("the name of a coroutine in messages", () => {
  test("is that of its function, without the mark of the compiler", () => {
    const f$ = coroutine(function* f$() {});
    const $in$side$ = coroutine(function* $in$side$() {});
    const names = [declared(1), f$(), $in$side$()].map((coro) => coroutineName(coro));
    expect(names).toEqual(["declared", "f", "$in$side"]);
  });

  test("is just what it is for a function without a name", () => {
    expect(coroutineName(coroutine(function* () {})())).toBe("coroutine");
    expect(coroutineName((function* f() {})())).toBe("coroutine");
  });
});
