import { execFileSync } from "node:child_process";
import { describe, expect, test, vi } from "vitest";
import { isAsyncGenerator } from "../../runtime/asyncgenerators.ts";
import * as compiled from "../../runtime/compiled.ts";
import { isCoroutine, isCoroutineFunction } from "../../runtime/coroutines.ts";
import { CancelledError, KeyboardInterrupt, SystemExit } from "../../runtime/exceptions.ts";

const { asyncGeneratorMethod, key, method, methods, named, object, rethrowBaseException } = compiled;
const { reference, spread, superReference } = compiled;

describe("methods()", () => {
  test("marks where a program has changed how arrays are iterated", () => {
    const { [Symbol.iterator]: iterator } = Array.prototype;
    const marked = () =>
      class {
        static marks = methods(() => this, ["a"], ["b"]);
        *a() {}
        static *b() {}
      };
    try {
      delete (Array.prototype as Partial<Iterable<unknown>>)[Symbol.iterator];
      expect(isCoroutine(marked().b())).toBe(true);
    } finally {
      Array.prototype[Symbol.iterator] = iterator;
    }
  });

  test("marks methods of instances by key, static ones by key or as functions", () => {
    const sign = Symbol("sign");
    class Marked {
      static hidden = function* () {};
      static marks = methods(() => this, ["a", 1, sign], ["b", () => this.hidden]);
      static early = isCoroutine(this.b());
      *a() {}
      *1() {}
      *[sign]() {}
      static *b() {}
    }
    const instance = new Marked();
    const made = [instance.a(), instance[1](), instance[sign](), Marked.b(), Marked.hidden()];
    expect(made.every(isCoroutine)).toBe(true);
    expect(Marked.early).toBe(true);
  });

  test("leaves alone what is no generator function, and calls no getter", () => {
    class Other {
      plain() {
        return 1;
      }
      get getter(): never {
        throw new Error("called");
      }
      *generator() {}
    }
    methods(() => Other, ["plain", "getter", "missing"]);
    expect(isCoroutineFunction(Other.prototype.plain)).toBe(false);
    expect(isCoroutine(new Other().generator())).toBe(false);
  });

  test("marks async generators by lists of their own", () => {
    class Marked {
      static hidden = function* () {};
      static marks = methods(() => this, ["a"], ["b"], ["c"], ["d", () => this.hidden]);
      *a() {}
      static *b() {}
      *c() {}
      static *d() {}
    }
    const instance = new Marked();
    const made = [instance.a(), Marked.b(), instance.c(), Marked.d(), Marked.hidden()];
    expect(made.map(isAsyncGenerator)).toEqual([false, false, true, true, true]);
    expect(made.map(isCoroutine)).toEqual([true, true, false, false, false]);
  });

  test("does not mark what is inherited", () => {
    class Base {
      *m() {}
    }
    class Child extends Base {}
    methods(() => Child, ["m"]);
    expect(isCoroutine(new Child().m())).toBe(false);
  });
});

describe.each([
  ["method()", method, isCoroutine],
  ["asyncGeneratorMethod()", asyncGeneratorMethod, isAsyncGenerator],
])("%s", (_name, decorator, isMade) => {
  test("decorates in the dialect of the standard", () => {
    const fn = function* () {};
    expect(decorator(fn, { kind: "method", name: "m" })).toBe(fn);
    expect(isMade(fn())).toBe(true);
  });

  test("decorates in TypeScript's older dialect, by the descriptor", () => {
    const descriptor = { value: function* () {}, writable: true };
    expect(decorator({}, "m", descriptor)).toBeUndefined();
    expect(isMade(descriptor.value())).toBe(true);
  });
});

test("object() marks methods of a literal and returns it", () => {
  const literal = { *a() {}, *b() {}, *c() {} };
  expect(isCoroutine(object({ *only() {} }, ["only"]).only())).toBe(true);
  expect(object(literal, ["a"], ["c"])).toBe(literal);
  expect([isCoroutine(literal.a()), isCoroutine(literal.b())]).toEqual([true, false]);
  expect([isAsyncGenerator(literal.c()), isAsyncGenerator(literal.b())]).toEqual([true, false]);
});

describe("spread()", () => {
  test("keeps from object() what comes from elsewhere under the key of a method", () => {
    const given = { *b() {} };
    const literal = object({ *a() {}, *b() {}, ...spread(given, ["a", "b"]) }, ["a", "b"]);
    expect([isCoroutine(literal.a()), isCoroutine(literal.b())]).toEqual([true, false]);
    expect([literal.b, isCoroutineFunction(given.b)]).toEqual([given.b, false]);
  });

  test("brings all that is spread, whatever it is, and calls each getter once", () => {
    const sign = Symbol("sign");
    let calls = 0;
    const source = {
      text: "t",
      [sign]: 2,
      get counted() {
        return ++calls;
      },
    };
    const keys = ["text", "counted", "missing", sign];
    expect({ ...spread(source, keys) }).toEqual({ text: "t", counted: 1, [sign]: 2 });
    expect(calls).toBe(1);
    expect([spread(undefined, ["a"]), spread(null, ["a"])]).toEqual([{}, {}]);
  });

  test("looks at nothing that is inherited", () => {
    const get = vi.fn();
    Object.defineProperty(Object.prototype, "inherited", { get, configurable: true });
    try {
      expect(Object.keys(spread({}, ["inherited"]))).toEqual([]);
      expect(get).not.toHaveBeenCalled();
    } finally {
      delete (Object.prototype as { inherited?: unknown }).inherited;
    }
  });
});

test("superReference() reads and writes the property of super that it is asked for, each time anew", () => {
  class Counter {
    stored = 1;
    get count() {
      return this.stored;
    }
    set count(value) {
      this.stored = value;
    }
  }
  class Child extends Counter {
    override get count(): never {
      throw new Error("not that of super");
    }
    at = superReference(
      (key) => super[key as never],
      (key, value) => {
        (super[key as never] as unknown) = value;
      },
    );
  }
  const child = new Child();
  const count = child.at("count") as { value: number };
  expect([count.value++, count.value, child.stored]).toEqual([1, 2, 2]);
  child.stored = 5;
  expect([count.value, child.at("missing").value]).toEqual([5, undefined]);
});

test("reference() is a variable: it reads and writes it each time", () => {
  let count = 1;
  const at = reference(
    () => count,
    (value) => {
      count = value as number;
    },
  ) as { value: number };
  expect([at.value++, count]).toEqual([1, 2]);
  count = 7;
  expect(at.value).toBe(7);
});

test("named() gives a function another name, which stays what names of functions are", () => {
  function given_1() {}
  expect(named(given_1, "given")).toBe(given_1);
  const expected = { value: "given", writable: false, enumerable: false, configurable: true };
  expect(Object.getOwnPropertyDescriptor(given_1, "name")).toEqual(expected);
});

describe("key()", () => {
  const sign = Symbol("sign");
  test.each([
    ["a", "a"],
    [1, "1"],
    [-0, "0"],
    [null, "null"],
    ["__proto__", "__proto__"],
    [sign, sign],
    [{ [Symbol.toPrimitive]: () => sign }, sign],
    [{ toString: () => "text", valueOf: (): number => 1 }, "text"],
  ])("converts %o as a computed name does", (value, expected) => expect(key(value)).toBe(expected));

  test("converts once, and passes on what that throws", () => {
    let count = 0;
    key({ toString: () => `${count++}` });
    expect(count).toBe(1);
    expect(() => key({ toString: () => ({}) })).toThrow(TypeError);
  });
});

describe("rethrowBaseException()", () => {
  test.each([new CancelledError(), new KeyboardInterrupt(), new SystemExit(1)])("throws %s on", (error) => {
    expect(() => rethrowBaseException(error)).toThrow(error);
  });

  test.each([new Error("ordinary"), undefined, "text"])("lets %s be handled", (error) => {
    expect(rethrowBaseException(error)).toBeUndefined();
  });
});

test("a script finds the runtime under a symbol, with all that emitted code calls", () => {
  const found = (globalThis as Record<symbol, unknown>)[Symbol.for("tsyncio/compiled")];
  expect(found).toEqual({ ...compiled });
});

describe("a module that imports nothing else", () => {
  test("has coroutines that native code can await", () => {
    const url = new URL("../../dist/runtime/compiled.js", import.meta.url);
    const program = `
      import { coroutine } from ${JSON.stringify(url.href)};
      const answer = coroutine(function* () { return yield Promise.resolve(42); });
      console.log(await answer());`;
    const args = ["--input-type=module", "--eval", program];
    expect(execFileSync(process.execPath, args, { encoding: "utf8", timeout: 30_000 })).toBe("42\n");
  });
});
