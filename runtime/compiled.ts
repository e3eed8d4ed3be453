// What emitted code calls, and nothing else does: each function here answers to an operation of transformer/plan.ts.
// Not here: what a coroutine is (coroutines.ts), and what drives one (tasks.ts).
// Invariant: no function here runs user code that the source would not have run at that place.

import { item, asyncGenerator as markAsyncGenerator } from "./asyncgenerators.ts";
import { coroutine as markCoroutine } from "./coroutines.ts";
import { delegate } from "./delegation.ts";
import { isBaseException } from "./exceptions.ts";
import { iterate } from "./iteration.ts";
// For compiled code that imports nothing else: native code can await its coroutines, and stacks name them.
import "./loop.ts";
import { markOwn } from "./marks.ts";
import { awaited } from "./places.ts";
import { resources } from "./resources.ts";
import { caught } from "./tracebacks.ts";
import { created, dropped } from "./unawaited.ts";

export { awaited, created, delegate, dropped, item, iterate, resources };

/**
 * The public `coroutine`. It is a value of this module rather than a re-export: bundlers skip a module that only
 * re-exports, and would leave out the loop, which this module imports for its side effects.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const double = tsyncio.coroutine(function* (n: number) { return 2 * n; });
 * await double(21); // -> 42
 * ```
 */
export const coroutine = markCoroutine;

/**
 * Makes an async generator function of a generator function; a value of this module as `coroutine` is.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const words = tsyncio.asyncGenerator(function* () { yield tsyncio.item("word"); });
 * ```
 */
export const asyncGenerator = markAsyncGenerator;

/** Keys of methods; a private static one is reached by a function. */
type Keys = readonly PropertyKey[];
type StaticKeys = readonly (PropertyKey | (() => unknown))[];

/**
 * Marks the methods of a class: those of instances by key, static ones by key or, if private, by a function that
 * reaches them; then those that are async generators, in the same way. Emitted as the first static element, so
 * that later initialisers see marked methods. The class comes by a function too: bundlers take a bare `this`
 * there for an effect, and would keep every class.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * class Counter {
 *   static #tsyncio = tsyncio.methods(() => this, ["next"]);
 *   *next() {}
 * }
 * ```
 */
export function methods(
  owner: () => { readonly prototype: object },
  keys: Keys,
  statics: StaticKeys = [],
  generatorKeys: Keys = [],
  staticGenerators: StaticKeys = [],
): void {
  const cls = owner();
  markAll(cls, keys, statics, coroutine);
  markAll(cls, generatorKeys, staticGenerators, asyncGenerator);
}

function markAll(
  cls: { readonly prototype: object },
  keys: Keys,
  statics: StaticKeys,
  mark: (fn: never) => unknown,
): void {
  // Not `for`-`of`, which the program may have changed: defining a class runs no code of others.
  keys.forEach((key) => void markOwn(cls.prototype, key, mark));
  statics.forEach((one) => {
    if (typeof one === "function") mark(one() as never);
    else markOwn(cls, one, mark);
  });
}

/**
 * A decorator that marks one method, innermost of those that stand there, in either dialect of decorators.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const logged = (method: unknown) => method;
 * class Service {
 *   // `@logged @tsyncio.method *fetch() {}` calls it so:
 *   static fetch = logged(tsyncio.method(function* () {}, { kind: "method" }));
 * }
 * ```
 */
export function method(
  target: unknown,
  _context: unknown,
  descriptor?: TypedPropertyDescriptor<unknown>,
): unknown {
  return decorate(coroutine, target, descriptor);
}

/**
 * The same for a method that is an async generator.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * class Service {
 *   // `@tsyncio.asyncGeneratorMethod *list() {}` calls it so:
 *   static list = tsyncio.asyncGeneratorMethod(function* () {}, { kind: "method" });
 * }
 * ```
 */
export function asyncGeneratorMethod(
  target: unknown,
  _context: unknown,
  descriptor?: TypedPropertyDescriptor<unknown>,
): unknown {
  return decorate(asyncGenerator, target, descriptor);
}

function decorate(
  mark: (fn: never) => unknown,
  target: unknown,
  descriptor: TypedPropertyDescriptor<unknown> | undefined,
): unknown {
  // The older dialect alone passes a descriptor, behind the holder and the key, and reads it again afterwards.
  if (descriptor) {
    mark(descriptor.value as never);
    return undefined;
  }
  return mark(target as never);
}

/**
 * Marks methods of a finished object literal and returns it. For methods that use `super`, which have to stay methods
 * of that very object.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const child = tsyncio.object({ *name() { return super.toString(); } }, ["name"]);
 * ```
 */
export function object<T extends object>(literal: T, keys: Keys, generatorKeys: Keys = []): T {
  keys.forEach((key) => void markFresh(literal, key, coroutine));
  generatorKeys.forEach((key) => void markFresh(literal, key, asyncGenerator));
  return literal;
}

/** Functions that a spread has brought under the key of a method: the literal did not make them. */
const brought = new WeakSet();

function markFresh(literal: object, key: PropertyKey, mark: (fn: never) => unknown): void {
  const value: unknown = Object.getOwnPropertyDescriptor(literal, key)?.value;
  if (!brought.has(value as object)) markOwn(literal, key, mark);
}

/**
 * Spreads `source` into an object literal that `object` will mark, behind the methods with these keys: what takes
 * their place is not marked.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const overrides = { name: "given" };
 * tsyncio.object({ *name() { super.toString(); }, ...tsyncio.spread(overrides, ["name"]) }, ["name"]);
 * ```
 */
export function spread(source: unknown, keys: Keys): object {
  // Getters are called once, here, as the spread would call them.
  const copy: Record<PropertyKey, unknown> = { ...(source as object) };
  keys.forEach((key) => {
    if (Object.hasOwn(copy, key) && typeof copy[key] === "function") brought.add(copy[key]);
  });
  return copy;
}

/**
 * What stands for `super.x` where a rewritten arrow function reads and writes it at once: a reference with a `value`,
 * by the two functions that reach `super` from outside.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * class Counter { count = 0; }
 * class Doubled extends Counter {
 *   // `async () => super.count++` begins with:
 *   increment = ((at) => () => (at("count").value as number)++)(
 *     tsyncio.superReference((key) => super[key as never], (key, value) => ((super[key as never] as unknown) = value)),
 *   );
 * }
 * ```
 */
export function superReference(
  get: (key: PropertyKey) => unknown,
  set: (key: PropertyKey, value: unknown) => unknown,
): (key: PropertyKey) => { value: unknown } {
  return (key) =>
    reference(
      () => get(key),
      (value) => set(key, value),
    );
}

/**
 * What stands for a variable that is out of the reach of a rewritten arrow function and is written there: its `value`.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * let count = 0;
 * const at = tsyncio.reference(() => count, (value) => (count = value as number));
 * (at.value as number)++;
 * count; // -> 1
 * ```
 */
export function reference(get: () => unknown, set: (value: unknown) => unknown): { value: unknown } {
  return {
    get value() {
      return get();
    },
    set value(value) {
      set(value);
    },
  };
}

/**
 * Gives a function back the name that it has in the source, where emitted code had to declare it by another.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * function g_1() {}
 * var g = tsyncio.named(g_1, "g");
 * g.name; // -> "g"
 * ```
 */
export function named<F extends object>(fn: F, name: string): F {
  return Object.defineProperty(fn, "name", { value: name });
}

/**
 * The property key that a value of a computed name stands for, converted once as JavaScript does it.
 *
 * @throws what the value's own conversion throws.
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * tsyncio.key(1); // "1"
 * ```
 */
export function key(value: unknown): PropertyKey {
  return Reflect.ownKeys({ [value as PropertyKey]: undefined })[0] as PropertyKey;
}

/**
 * The first statement of a `catch` clause that never thought of cancellation: throws a BaseException on, as
 * Python's `except Exception` does.
 *
 * @throws the given error, if it is a BaseException.
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * function* attempt(work: Promise<void>) {
 *   try { yield work; } catch (error) { tsyncio.rethrowBaseException(error); console.log("failed", error); }
 * }
 * ```
 */
export function rethrowBaseException(error: unknown): void {
  if (isBaseException(error)) throw error;
  caught(error);
}

/** A script cannot import: it finds the runtime here, once some module has loaded it. */
function offerToScripts(): void {
  const compiled = {
    ...{ coroutine, asyncGenerator, methods, method, asyncGeneratorMethod, object, spread, superReference },
    ...{
      reference,
      named,
      key,
      item,
      delegate,
      iterate,
      rethrowBaseException,
      resources,
      created,
      dropped,
      awaited,
    },
  };
  Object.assign(globalThis, { [Symbol.for("tsyncio/compiled")]: compiled });
}
// Bundles hold no scripts: a bundler drops the call, and with it all that nothing else uses.
/* @__PURE__ */ offerToScripts();
