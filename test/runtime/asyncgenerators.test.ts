/**
 * Async generators: the language's own, natively and by our runtime, side by side; then what follows Python
 * instead. `yield*` is in delegation.test.ts.
 */
import { describe, expect, test } from "vitest";
import { asyncGenerator, item } from "../../runtime/asyncgenerators.ts";
import {
  CancelledError,
  ContextVar,
  captureCallGraph,
  coroutine,
  createTask,
  currentTask,
  getRunningLoop,
  RuntimeError,
  sleep,
} from "../../runtime/index.ts";
import { runVirtual } from "../../runtime/testing/index.ts";
import { failure } from "./support/context.ts";
import { nativeAndOurs } from "./support/generators.ts";
import { program } from "./support/program.ts";

describe("behaves as the language's own:", () => {
  test.each([
    ["gives items, then what it returns, then nothing", "yield 1; yield 2; return 3;", "next next next next"],
    ["ends with undefined when it returns nothing", "yield 1;", "next next next"],
    ["yields undefined when told nothing", "yield; yield;", "next next next"],
    ["takes what next() sends in, but for the first", "log(yield 1); log(yield 2);", "next:1 next:2 next:3"],
    ["awaits between items", "log(await later(1)); yield later(2); log(await later(3));", "next next"],
    ["awaits what it yields", "yield later(1); yield Promise.resolve(2);", "next next next"],
    [
      "throws what it yields, if that fails, at the yield",
      "try { yield failing('a'); } catch (e) { log(e); } yield 2;",
      "next next next",
    ],
    ["ends by what it yields, if that fails", "yield failing('a');", "next next"],
    ["awaits what it returns", "return later(1);", "next next"],
    ["throws what it returns, if that fails", "return failing('a');", "next next"],
    [
      "may catch what it returns, if that fails",
      "try { return failing('a'); } catch (e) { return e; }",
      "next next",
    ],
    ["ends by an error", "yield 1; throw 'a';", "next next next"],
    [
      "ends by an error thrown while it awaits",
      "try { await failing('a'); } finally { yield 1; }",
      "next next next",
    ],
    ["throw() before the first item ends it without running", "log('ran'); yield 1;", "throw:a next"],
    [
      "throw() at an item is thrown there",
      "try { yield 1; } catch (e) { log(e); yield 2; }",
      "next throw:a next next",
    ],
    [
      "throw() that nobody catches ends it",
      "try { yield 1; } finally { log('closed'); }",
      "next throw:a next",
    ],
    ["throw() that is caught may end it", "try { yield 1; } catch (e) { return e; }", "next throw:a next"],
    ["throw() at its end throws", "yield 1;", "next next throw:a throw:b next"],
    ["throw() awaits nothing", "try { yield 1; } catch (e) { log(typeof e); }", "next throw:later"],
    ["return() before the first item ends it without running", "log('ran'); yield 1;", "return:1 next"],
    [
      "return() at an item runs the finally blocks",
      "try { yield 1; } finally { log(await later(2)); }",
      "next return:3 next",
    ],
    ["return() at its end gives its value", "yield 1;", "next next return:1 return:2"],
    ["return() awaits its value", "yield 1;", "next return:later next"],
    ["return() awaits its value before the first item", "yield 1;", "return:later next"],
    ["return() of what fails before the first item", "log('ran'); yield 1;", "return:failing next"],
    ["return() of what fails at the end", "yield 1;", "next next return:failing next"],
    [
      "return() of what fails is thrown at the item",
      "try { yield 1; } catch (e) { log(e); yield 2; }",
      "next return:failing next next",
    ],
    [
      "may yield in finally while it is returned from",
      "try { yield 1; } finally { log(yield 2); }",
      "next return:3 next:4 next",
    ],
    ["may override what return() gives", "try { yield 1; } finally { return 2; }", "next return:3 next"],
    [
      "awaits what it yields while it is returned from",
      "try { yield 1; } finally { yield later(2); }",
      "next return:3 next",
    ],
    [
      "hands on what another yields while it is returned from, as it is",
      "const next = () => ({ value: later(2), done: false }); try { yield 1; } finally { yield* { [Symbol.asyncIterator]: () => ({ next }) }; }",
      "next return:3 next",
    ],
    ["may throw while it is returned from", "try { yield 1; } finally { throw 'b'; }", "next return:3 next"],
    [
      "may refuse to end",
      "for (;;) { try { yield 1; } finally { continue; } }",
      "next return:1 next return:2",
    ],
    ["gives objects as they are", "yield { a: 1 }; yield [1]; yield null;", "next next next next"],
    [
      "asks an item once whether it can be awaited",
      "let reads = 0; yield { get then() { reads++; return 1; }, a: 1 }; yield reads;",
      "next next",
    ],
    [
      "awaits a function that it yields, if that has a then",
      "yield Object.assign(() => {}, { then: (resolve) => resolve(1) });",
      "next next",
    ],
    [
      "throws at the yield what that asking throws",
      "try { yield { get then() { throw 'a'; } }; } catch (e) { yield e; }",
      "next next",
    ],
    [
      "may go on after a caught error",
      "for (;;) { try { yield 1; } catch (e) { log(e); } }",
      "next throw:a throw:b return:1",
    ],
    [
      "leaves several finally blocks, innermost first",
      "try { try { yield 1; } finally { log(1); yield 2; } } finally { log(2); yield 3; }",
      "next return:9 next next next",
    ],
  ])("%s", async (_title, body, requests) => {
    const [native, ours] = await nativeAndOurs(`async function* g() { ${body} }`, requests);
    expect(ours).toEqual(native);
    expect(native.length).toBeGreaterThan(0);
  });
});

/** As the compiler writes `async function* () { await sleep(delay); yield 1; yield 2; }`. */
const slowly = asyncGenerator(function* slowly(delay: number): Generator<unknown, void, unknown> {
  yield sleep(delay);
  yield item(1);
  yield item(2);
}) as unknown as (delay: number) => AsyncGenerator<number, void, unknown>;

describe("a second request while one is under way", () => {
  test.each(["next", "throw", "return"] as const)(
    "%s() is refused, and the first is not disturbed",
    (method) =>
      program(function* (): Generator<unknown, void, never> {
        const generator = slowly(1);
        const first = createTask(generator.next());
        yield sleep(0.5);
        const error: unknown = yield failure(generator[method](undefined));
        expect(error).toEqual(
          new RuntimeError(
            `${method}(): asynchronous generator slowly() is already running: await one request before the next`,
          ),
        );
        expect(yield first).toEqual({ value: 1, done: false });
        expect(yield generator.next()).toEqual({ value: 2, done: false });
      }),
  );
});

test("is an async generator to the eyes of the language", () => {
  const native = async function* () {};
  const generator = slowly(1);
  expect(Object.prototype.toString.call(generator)).toBe(Object.prototype.toString.call(native()));
  expect(generator[Symbol.asyncIterator]()).toBe(generator);
  expect(generator).toBeInstanceOf(slowly);
  expect(generator).not.toBeInstanceOf(function* () {});
  expect(Symbol.iterator in generator).toBe(false);
  const shared = (made: object, levels: number) => {
    let prototype = made;
    for (let i = 0; i < levels; i++) prototype = Object.getPrototypeOf(prototype);
    return prototype;
  };
  expect(shared(generator, 3)).toBe(shared(native(), 2));
  expect(Object.getPrototypeOf(slowly)).toBe(Object.getPrototypeOf(native));
});

describe("of the function that stands for another in a module", () => {
  type Wrapper = (() => AsyncGenerator<unknown> & { greeting?: string }) & { prototype: unknown };

  const pair = (name: { value: unknown } = { value: undefined }) => {
    const g$ = function* () {};
    name.value = function (this: unknown) {
      return asyncGenerator(g$, name.value).apply(this);
    };
    return name.value as Wrapper;
  };

  test("is an instance of that, with what its prototype was given before and after the first call", () => {
    const g = pair();
    const prototype = Object.assign(g.prototype as object, { greeting: "hello" });
    expect(g()).toBeInstanceOf(g);
    expect([Object.getPrototypeOf(g()), g().greeting]).toEqual([prototype, "hello"]);
    expect(Object.hasOwn(prototype, "constructor")).toBe(false);
  });

  test.each([undefined, { greeting: "no" }])(
    "is what it was with %o in the prototype's place",
    async (other) => {
      const g = pair();
      g.prototype = other;
      expect(g().greeting).toBeUndefined();
      expect(await g().next()).toEqual({ value: undefined, done: true });
    },
  );

  test.each([undefined, null, { greeting: "no" }])(
    "is what it was with %o in the function's place",
    async (other) => {
      const name: { value: unknown } = { value: undefined };
      const g = pair(name);
      name.value = other;
      expect(await g().next()).toEqual({ value: undefined, done: true });
    },
  );
});

test("inherits from the prototype of its function", () => {
  (slowly.prototype as { greeting?: string }).greeting = "hello";
  expect((slowly(1) as unknown as { greeting: string }).greeting).toBe("hello");
});

test("runs nothing before the first request is awaited", () =>
  program(function* (): Generator<unknown, void, never> {
    let started = false;
    const generator = made(function* () {
      started = true;
      yield item(1);
    });
    const request = generator.next();
    yield sleep(1);
    expect(started).toBe(false);
    yield request;
    expect(started).toBe(true);
  }));

test("each request is awaited once", () =>
  program(function* (): Generator<unknown, void, never> {
    for (const request of [slowly(1).next(), slowly(1).return()]) {
      yield request;
      expect(yield failure(request)).toBeInstanceOf(RuntimeError);
      expect(yield failure(createTask(request))).toBeInstanceOf(RuntimeError);
    }
    const request = slowly(1).throw(undefined);
    yield failure(request);
    expect(yield failure(request)).toMatchObject({
      message: expect.stringContaining("cannot reuse the already awaited coroutine slowly().throw()"),
    });
  }));

test("what it returns is awaited once, however deep the coroutine is that pulls it", () =>
  program(function* (): Generator<unknown, void, never> {
    const [outer, inner] = [
      getRunningLoop().createFuture<unknown>(),
      getRunningLoop().createFuture<unknown>(),
    ];
    outer.setResult(inner);
    const generator = made(function* () {
      return yield outer;
    });
    const pulling = coroutine(function* () {
      return yield generator.next();
    });
    const calling = coroutine(function* () {
      return yield pulling();
    });
    expect(yield calling()).toEqual({ value: inner, done: true });
  }));

test("item() in a coroutine says where it belongs, and the next item of a generator is its own", async () => {
  const seen: unknown[] = [];
  await program(function* (): Generator<unknown, void, never> {
    const lost = coroutine(function* lost(): Generator<unknown, unknown, unknown> {
      try {
        return yield item("lost");
      } catch (error) {
        return error;
      }
    });
    seen.push(yield lost());
    seen.push(yield createTask(lost()));
    const generator = asyncGenerator(function* (): Generator<unknown, void, unknown> {
      yield item();
    }) as unknown as () => AsyncGenerator<unknown, void, unknown>;
    seen.push(yield generator().next());
  });
  const expected = new RuntimeError(
    "coroutine lost() yields an item as only asynchronous generators do: mark the function by asyncGenerator(), or await the value itself",
  );
  expect(seen).toEqual([expected, expected, { value: undefined, done: false }]);
});

test.each(["next", "throw", "return"] as const)(
  "%s() of another object is refused when it is awaited",
  (method) =>
    program(function* (): Generator<unknown, void, never> {
      const request = (slowly(1) as never as Record<string, (value: unknown) => PromiseLike<unknown>>)[
        method
      ]?.call({}, 1);
      expect(yield failure(request as PromiseLike<unknown>)).toEqual(
        new TypeError(`${method}() is for asynchronous generators, not for [object Object]`),
      );
    }),
);

test.each(["next", "throw", "return"] as const)(
  "%s() of null is refused when it is awaited, not before",
  (method) =>
    program(function* (): Generator<unknown, void, never> {
      const request = slowly(1)[method].call(null as never, undefined);
      expect(yield failure(request)).toBeInstanceOf(TypeError);
    }),
);

test("next() of what is no object is refused when it is awaited, and names itself when it is awaited again", () =>
  program(function* (): Generator<unknown, void, never> {
    const request = slowly(1).next.call(5 as never);
    expect(yield failure(request)).toEqual(new TypeError("next() is for asynchronous generators, not for 5"));
    expect(yield failure(request)).toMatchObject({
      message: expect.stringContaining("the already awaited coroutine generator().next()"),
    });
  }));

test("a request of a generator without a name names itself", () =>
  program(function* (): Generator<unknown, void, never> {
    const nameless = made((() => function* (): Generator<unknown, void, never> {})());
    const request = nameless.next();
    yield request;
    expect(yield failure(request)).toMatchObject({
      message: expect.stringContaining("the already awaited coroutine (anonymous)().next()"),
    });
  }));

describe("runs in the task that pulls it:", () => {
  test("sees and sets the context variables of whoever pulls", () =>
    program(function* (): Generator<unknown, void, never> {
      const variable = new ContextVar("variable", { default: "unset" });
      const generator = made(function* () {
        yield item(variable.get());
        variable.set("by the generator");
        yield item(variable.get());
      });
      const pull = coroutine(function* (value: string): Generator<unknown, unknown, never> {
        variable.set(value);
        const { value: item } = (yield generator.next()) as IteratorResult<unknown>;
        return [item, variable.get()];
      });
      expect(yield createTask(pull("first"))).toEqual(["first", "first"]);
      expect(yield createTask(pull("second"))).toEqual(["by the generator", "by the generator"]);
      expect(variable.get()).toBe("unset");
    }));

  test("knows it as the current task", () =>
    program(function* (): Generator<unknown, void, never> {
      const generator = made(function* () {
        for (;;) yield item(currentTask()?.getName());
      });
      const pull = coroutine(function* (): Generator<unknown, unknown, never> {
        return ((yield generator.next()) as IteratorResult<unknown>).value;
      });
      expect(yield createTask(pull(), { name: "a" })).toBe("a");
      expect(yield createTask(pull(), { name: "b" })).toBe("b");
      expect(yield createTask(generator.next(), { name: "c" })).toEqual({ value: "c", done: false });
    }));

  test("is cancelled where it awaits, and may go on", () =>
    program(function* (): Generator<unknown, void, never> {
      const generator = made(function* () {
        try {
          yield sleep(10);
        } catch (error) {
          yield sleep(1);
          yield item(error);
        }
      });
      const task = createTask(generator.next());
      yield sleep(1);
      task.cancel("stop");
      const { value: error } = (yield task) as IteratorResult<Error>;
      expect(error).toBeInstanceOf(CancelledError);
      expect(error.message).toBe("stop");
    }));

  test("ends when it lets a cancellation through, and its finally blocks have run", () =>
    program(function* (): Generator<unknown, void, never> {
      const log: unknown[] = [];
      const generator = made(function* () {
        try {
          yield sleep(10);
        } finally {
          yield sleep(1);
          log.push(getRunningLoop().time());
        }
      });
      const task = createTask(generator.next());
      yield sleep(1);
      task.cancel();
      expect(yield failure(task)).toBeInstanceOf(CancelledError);
      expect(log).toEqual([2]);
      expect(yield generator.next()).toEqual({ value: undefined, done: true });
    }));
});

test("stands in the call graph where it waits, whoever pulls it", () =>
  program(function* (): Generator<unknown, void, never> {
    const inner = asyncGenerator(function* inner() {
      yield sleep(5);
    }) as unknown as () => AsyncGenerator<unknown>;
    const outer = asyncGenerator(function* outer() {
      yield inner().next();
    }) as unknown as () => AsyncGenerator<unknown>;
    const pull = coroutine(function* pull(): Generator<unknown, void, never> {
      yield outer().next();
    });
    const task = createTask(pull());
    yield sleep(1);
    const names = captureCallGraph(task)?.callStack.map(({ frame }) => frame.name);
    expect(names).toEqual(["sleep", "inner", "outer", "pull"]);
    yield task;
  }));

test("native code pulls it, in a task for each request", async () => {
  const seen: unknown[] = [];
  await runVirtual(async () => {
    for await (const value of slowly(1)) seen.push(value);
  });
  for await (const value of slowly(0.001)) seen.push(value);
  expect(seen).toEqual([1, 2, 1, 2]);
});

test.each([() => {}, undefined, null])("%o cannot be made an async generator function", (fn) => {
  expect(() => asyncGenerator(fn)).toThrow("asyncGenerator() takes a generator function");
});

test("a function is marked once, and is then what the language calls an async generator function", () => {
  const fn = function* () {};
  expect([asyncGenerator(fn), asyncGenerator(fn)]).toEqual([fn, fn]);
  expect(Object.prototype.toString.call(fn)).toBe("[object AsyncGeneratorFunction]");
});

function made(body: () => Generator<unknown, unknown, never>): AsyncGenerator<unknown, unknown, unknown> {
  return (asyncGenerator(body) as unknown as () => AsyncGenerator<unknown, unknown, unknown>)();
}
