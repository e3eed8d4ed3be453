// Context managers made of functions, stacks of them, and the closing of generators: Python's contextlib.
// Not here: the block itself, and what leaving does to errors (resources.ts).
// Invariant: what was entered is left once, last in first out, and nothing is left that was not entered.

import { aclose, type Closable } from "./asyncgenerators.ts";
import { asyncEnter, asyncExit, coroutine, coroutineFunction, isCoroutine } from "./coroutines.ts";
import { RuntimeError, textOf } from "./exceptions.ts";
import { methods } from "./marks.ts";
import { Resources } from "./resources.ts";

/**
 * What `await using` enters and leaves in a coroutine function: Python's `AbstractAsyncContextManager`. It is for
 * classes of one's own: `[asyncEnter]` gives what is bound, unless that is undefined; `[asyncExit]` is told the
 * error in flight, if any, and swallows it by giving true.
 */
export interface AsyncContextManager<T = unknown> extends AsyncDisposable {
  [asyncEnter](): T | PromiseLike<T>;
  [asyncExit](error?: unknown): Swallowed | PromiseLike<Swallowed>;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing says so
type Swallowed = boolean | undefined | void;

/** What entering `M` gives: what `[asyncEnter]` does, or else `M` itself. */
type EnteredBy<M> = M extends { [asyncEnter](): infer R }
  ? Awaited<R> extends undefined
    ? M
    : Awaited<R>
  : M;

/** A function that is called on the way out with the error in flight, if any; giving true swallows the error. */
export type AsyncExit = (error?: unknown) => unknown;

// --- asyncContextManager ------------------------------------------------------------------------

/** Wraps functions so that each call runs inside of a context manager of its own; works as a decorator, too. */
export type AsyncContextDecorator = <F extends (...args: never[]) => PromiseLike<unknown>>(
  fn: F,
  context?: unknown,
) => F;

/** What `asyncContextManager` makes. */
export interface AsyncContextManagerFunction<This, Args extends unknown[], T> {
  (this: This, ...args: Args): T & AsyncDisposable;
  /**
   * Wraps an async function so that each of its calls runs inside of a context manager made with these arguments.
   * Mirrors the use of such a context manager as a decorator; a swallowed error makes the call give undefined.
   */
  decorator(this: unknown, ...args: Args): AsyncContextDecorator;
}

/**
 * Makes a function that gives context managers out of an async generator function that yields once: what comes
 * before the `yield` enters, the item is bound, and what comes after leaves. An error of the block is thrown at the
 * `yield`; who catches it there swallows it. Mirrors `contextlib.asynccontextmanager`.
 *
 * A context manager that is made so is entered once. Entering throws RuntimeError when the generator does not yield,
 * leaving when it yields again.
 *
 * @example
 * ```ts
 * import { asyncContextManager, run } from "tsyncio";
 * const seen: string[] = [];
 * const tag = asyncContextManager(async function* (name: string) {
 *   seen.push(`<${name}>`);
 *   try {
 *     yield { name };
 *   } finally {
 *     seen.push(`</${name}>`);
 *   }
 * });
 * async function main() {
 *   await using p = tag("p");
 *   seen.push(p.name);
 * }
 * await run(main());
 * seen; // -> ["<p>", "p", "</p>"]
 * ```
 */
export function asyncContextManager<This, Args extends unknown[], T>(
  fn: (this: This, ...args: Args) => AsyncGenerator<T, unknown, unknown>,
): AsyncContextManagerFunction<This, Args, T> {
  if (typeof fn !== "function")
    throw new TypeError(`asyncContextManager() takes an async generator function, not ${textOf(fn)}`);
  function make(this: This, ...args: Args): T & AsyncDisposable {
    const generator = fn.apply(this, args);
    if (typeof generator?.next !== "function" || isCoroutine(generator))
      throw new TypeError(
        `asyncContextManager() takes an async generator function, and ${textOf(fn)} gave ${textOf(generator)}`,
      );
    return new GeneratorContextManager(generator, fn.name) as unknown as T & AsyncDisposable;
  }
  const decorator = (...args: Args) => decorating(() => make.apply(undefined as This, args));
  return Object.assign(likeNamed(make, fn), { decorator });
}

function likeNamed<F extends (...args: never[]) => unknown>(
  wrapper: F,
  fn: (...args: never[]) => unknown,
): F {
  return Object.defineProperties(wrapper, {
    name: { value: fn.name, configurable: true },
    length: { value: fn.length, configurable: true },
  });
}

class GeneratorContextManager implements AsyncContextManager {
  readonly #generator: AsyncGenerator<unknown, unknown, unknown>;
  readonly #name: string;
  #entered = false;

  constructor(generator: AsyncGenerator<unknown, unknown, unknown>, name: string) {
    this.#generator = generator;
    this.#name = name || "(anonymous)";
  }

  [asyncEnter](): Promise<unknown>;
  *[asyncEnter](): unknown {
    if (this.#entered)
      throw new RuntimeError(`${this} was entered already: call ${this.#name}() again for another one`);
    this.#entered = true;
    const result = (yield this.#generator.next()) as IteratorResult<unknown, unknown>;
    if (result.done) throw new RuntimeError(`the generator of ${this} didn't yield: it must, once`);
    return result.value;
  }

  [asyncExit](error?: unknown): Promise<boolean>;
  *[asyncExit](error?: unknown): unknown {
    if (error === undefined) {
      const result = (yield this.#generator.next()) as IteratorResult<unknown, unknown>;
      if (!result.done) yield* this.#refuseToGoOn("didn't stop: it must yield once only");
      return false;
    }
    try {
      const result = (yield this.#generator.throw(error)) as IteratorResult<unknown, unknown>;
      if (result.done) return true;
    } catch (thrown) {
      // The generator has let the error pass, which is in flight already.
      if (thrown === error) return false;
      throw thrown;
    }
    return yield* this.#refuseToGoOn("didn't stop after throw(): it must not yield once more");
  }

  *#refuseToGoOn(what: string): Generator<unknown, never, unknown> {
    const refusal = new RuntimeError(`the generator of ${this} ${what}`);
    yield aclose(this.#generator);
    throw refusal;
  }

  /** For TypeScript, and for native code, which leaves without having entered. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#entered) return;
    throw new RuntimeError(
      `${this} was never entered: await using enters it in a compiled function; elsewhere call [asyncEnter]() and [asyncExit]()`,
    );
  }

  toString(): string {
    return `<AsyncContextManager ${this.#name}()>`;
  }
}

methods(GeneratorContextManager, [asyncEnter, asyncExit]);

function decorating(make: () => unknown): AsyncContextDecorator {
  const wrap = (fn: (...args: never[]) => unknown) => {
    const wrapper = coroutine(function* (this: unknown, ...args: never[]) {
      const resources = new Resources();
      try {
        yield resources.enter(make());
        return (yield fn.apply(this, args)) as unknown;
      } catch (error) {
        resources.fail(error);
      } finally {
        yield resources.exit();
      }
    } as never);
    return likeNamed(coroutineFunction(wrapper), fn);
  };
  return ((fn: never, _context: unknown, descriptor?: { value: unknown }) => {
    // Decorators in the older dialect get a descriptor, third, which is read again afterwards.
    if (!descriptor) return wrap(fn);
    descriptor.value = wrap(descriptor.value as never);
    return undefined;
  }) as never;
}

// --- aclosing -----------------------------------------------------------------------------------

/**
 * A context manager that binds `thing`, and closes it on the way out: by its `aclose()` or, as async generators have
 * it, its `return()`. Mirrors `contextlib.aclosing`.
 *
 * @throws TypeError when `thing` has neither.
 * @example
 * ```ts
 * import { aclosing, run } from "tsyncio";
 * const seen: string[] = [];
 * async function* count() {
 *   try {
 *     for (let i = 0; ; i++) yield i;
 *   } finally {
 *     seen.push("closed");
 *   }
 * }
 * async function main() {
 *   await using numbers = aclosing(count());
 *   await numbers.next();
 * }
 * await run(main());
 * seen; // -> ["closed"]
 * ```
 */
export function aclosing<T extends object>(thing: T): T & AsyncDisposable {
  return new Closing(thing) as unknown as T & AsyncDisposable;
}

class Closing implements AsyncContextManager {
  readonly #thing: object;
  readonly #close: () => unknown;

  constructor(thing: object) {
    this.#thing = thing;
    this.#close = closerOf(thing);
  }

  [asyncEnter](): object {
    return this.#thing;
  }

  [asyncExit](_error?: unknown): Promise<undefined>;
  *[asyncExit](): unknown {
    yield this.#close();
  }

  [Symbol.asyncDispose](): Promise<void>;
  *[Symbol.asyncDispose](): unknown {
    yield this.#close();
  }
}

methods(Closing, [asyncExit, Symbol.asyncDispose]);

function closerOf(thing: object): () => unknown {
  const { aclose: close, return: end } = (thing ?? {}) as { aclose?: unknown; return?: unknown };
  if (typeof close === "function") return () => close.call(thing);
  if (typeof end === "function") return () => aclose(thing as Closable);
  throw new TypeError(`aclosing() takes something that has aclose() or return(), not ${textOf(thing)}`);
}

// --- AsyncExitStack -----------------------------------------------------------------------------

/**
 * Enters context managers and registers callbacks one by one, and leaves them all at the end, last in first out, as
 * blocks inside of blocks would. Mirrors `contextlib.AsyncExitStack`.
 *
 * @example
 * ```ts
 * import { AsyncExitStack, run } from "tsyncio";
 * const seen: string[] = [];
 * async function main() {
 *   await using stack = new AsyncExitStack();
 *   for (const name of ["a", "b"]) stack.callback((what: string) => void seen.push(what), name);
 *   stack.pushAsyncExit(async (error) => void seen.push(`error: ${error}`));
 * }
 * await run(main());
 * seen; // -> ["error: undefined", "b", "a"]
 * ```
 */
export class AsyncExitStack implements AsyncContextManager<undefined> {
  #resources = new Resources();

  /**
   * Enters what `await using` could bind, and gives what would be bound. What fails to be entered is not left.
   * @throws TypeError when `manager` is no asynchronous context manager, and what entering throws.
   */
  enterAsyncContext<M>(manager: M): Promise<EnteredBy<M>>;
  *enterAsyncContext(manager: unknown): unknown {
    return yield this.#resources.enter(manager);
  }

  /**
   * Enters what `using` could bind, and gives it. Mirrors `enter_context`.
   * @throws TypeError when it has no `[Symbol.dispose]()`.
   */
  enterContext<D extends Disposable>(disposable: D): D {
    return this.#resources.use(disposable) as D;
  }

  /**
   * Registers a function that is awaited on the way out, with the error in flight, and may swallow it by giving
   * true; or an asynchronous context manager that was entered elsewhere. Returns it.
   * @throws TypeError when it is neither.
   */
  pushAsyncExit<E extends AsyncExit | AsyncDisposable>(exit: E): E {
    this.#resources.push(exit);
    return exit;
  }

  /** Registers `callback(...args)`, which is awaited on the way out, and cannot swallow errors. Returns `callback`. */
  pushAsyncCallback<Args extends unknown[]>(
    callback: (...args: Args) => unknown,
    ...args: Args
  ): (...args: Args) => unknown {
    requireFunction(callback);
    this.#resources.push(() => call(callback, args));
    return callback;
  }

  /** As `pushAsyncExit`, for a function that is not awaited, or something with `[Symbol.dispose]()`. */
  push<E extends AsyncExit | Disposable>(exit: E): E {
    if (typeof exit === "function") this.#resources.push((error: unknown) => exit(error) === true);
    else this.#resources.use(exit);
    return exit;
  }

  /** As `pushAsyncCallback`, for a function that is not awaited. */
  callback<Args extends unknown[]>(
    callback: (...args: Args) => unknown,
    ...args: Args
  ): (...args: Args) => unknown {
    requireFunction(callback);
    this.#resources.push(() => void callback(...args));
    return callback;
  }

  /** Moves everything to a new stack, which is returned; this one is empty then. Mirrors `pop_all`. */
  popAll(): this {
    const stack = new (this.constructor as new () => this)();
    [stack.#resources, this.#resources] = [this.#resources, stack.#resources];
    return stack;
  }

  /** Leaves everything now. @throws what the last of those that throw throws. */
  aclose(): Promise<void>;
  *aclose(): unknown {
    yield this[asyncExit]();
  }

  /** Binds the stack itself. */
  [asyncEnter](): undefined {}

  /** Leaves everything; gives true when the error was swallowed. */
  [asyncExit](error?: unknown): Promise<boolean>;
  *[asyncExit](error?: unknown): unknown {
    const resources = this.#resources;
    if (error !== undefined) resources.fail(error);
    try {
      yield resources.exit();
    } catch (thrown) {
      if (thrown === error) return false; // Nobody has swallowed it, and it is in flight already.
      throw thrown;
    }
    return error !== undefined;
  }

  /** For TypeScript, and for native code, which does not tell of errors. */
  [Symbol.asyncDispose](): Promise<void>;
  *[Symbol.asyncDispose](): unknown {
    yield this[asyncExit]();
  }
}

methods(AsyncExitStack, ["enterAsyncContext", "aclose", asyncExit, Symbol.asyncDispose]);

/** Awaits a callback; what it gives swallows nothing. */
const call = /* @__PURE__ */ coroutine(function* call(
  callback: (...args: never[]) => unknown,
  args: readonly unknown[],
): Generator<unknown, void, never> {
  yield callback(...(args as never[]));
});

function requireFunction(callback: unknown): void {
  if (typeof callback !== "function")
    throw new TypeError(`a callback on the way out must be a function, not ${textOf(callback)}`);
}
