// Async generators: generator objects that a task drives from one item to the next.
// Not here: `yield*` (delegation.ts), and closing those that a loop leaves behind (shutdown.ts).
// Invariant: on each async generator at most one request is under way, and it runs in the task that awaits it.

import {
  type CoroutineObject,
  coroutine,
  coroutineName,
  FUNCTION,
  ITEM,
  inNameOf,
  KIND,
  PULL,
  reparent,
  resume,
  returnInto,
  throwError,
  USED,
} from "./coroutines.ts";
import { type AbstractEventLoop, executingLoop } from "./events.ts";
import { RuntimeError, textOf } from "./exceptions.ts";
import { adopt, BODILESS, failing } from "./interop.ts";
import { FINISH, type GivenItem, type Pull, pulling, type Taker } from "./pulls.ts";
import { inOrder, RequestPrototype } from "./requests.ts";
import type { Operations } from "./shutdown.ts";

const CREATED = 0;
/** At a `yield`. */
const SUSPENDED = 1;
const ENDED = 2;

/** While a generator runs, its state is the request for which it runs. */
type State = typeof CREATED | typeof SUSPENDED | typeof ENDED | Taker;

const STATE: unique symbol = Symbol("state");

/**
 * An async generator as the runtime sees it. It stands among coroutines on the stack of a task, and is resumed as they
 * are; the methods `next`, `throw` and `return` that it shows to the program make requests instead.
 */
export interface AsyncGeneratorObject extends CoroutineObject {
  [STATE]: State;
  readonly [FUNCTION]?: { [MARKED]?: boolean };
}

/** Makes iterator results, as the language has them. */
const resultTaker: Taker = { take: (value, done) => ({ value, done }) };

// --- what the code of a generator yields --------------------------------------------------------

/**
 * What the code of an async generator yields where it does not mean "await this". One object of each kind serves all
 * generators, since whoever drives a generator reads it at once: nothing runs in between.
 */
class Item implements GivenItem {
  readonly [KIND]: typeof ITEM = ITEM;
  /** Whether the value is passed on by `yield*`, which has awaited it already if it is to be awaited. */
  readonly passed: boolean;
  value: unknown;

  constructor(passed: boolean) {
    this.passed = passed;
  }

  /** Gives the value, and does not keep it. */
  take(): unknown {
    const { value } = this;
    this.value = undefined;
    return value;
  }

  give(
    frame: CoroutineObject,
    outer: CoroutineObject[] | undefined,
    loop: AbstractEventLoop,
  ): CoroutineObject {
    const generator = frame as AsyncGeneratorObject;
    const value = this.take();
    if (outer?.at(-1) !== pulling)
      throw new RuntimeError(
        `coroutine ${coroutineName(frame)}() yields an item as only asynchronous generators do: mark the function by asyncGenerator(), or await the value itself`,
      );
    const awaitable = this.passed || isPrimitive(value) ? undefined : awaitableOf(value as object, loop);
    outer.pop();
    if (awaitable !== undefined) return inNameOf(generator[FUNCTION], settle(generator, awaitable));
    this.value = give(generator, value);
    return outer.pop() as CoroutineObject;
  }
}

const ownItem = /* @__PURE__ */ new Item(false);
const delegatedItem = /* @__PURE__ */ new Item(true);
/** Says that the iterator of a `yield*` has answered to `return()`: the generator itself is to return now. */
const returned = /* @__PURE__ */ new Item(true);

/**
 * `yield value` of an async generator.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const count = tsyncio.asyncGenerator(function* (): Generator<unknown, void, unknown> {
 *   yield tsyncio.item(1);
 *   yield tsyncio.item(2);
 * });
 * ```
 */
export function item(value?: unknown): unknown {
  ownItem.value = value;
  return ownItem;
}

/** `yield value` without awaiting the value: it was awaited already, or must not be. */
export function passedItem(value: unknown): unknown {
  delegatedItem.value = value;
  return delegatedItem;
}

/** Asks the driver to return into the generator. */
export function returning(value: unknown): unknown {
  returned.value = value;
  return returned;
}

// --- requests -----------------------------------------------------------------------------------

/** A coroutine: what `next()` and `throw()` give. */
class Request implements Pull {
  [KIND]: typeof PULL | typeof USED = PULL;
  readonly generator: AsyncGeneratorObject;
  readonly sent: unknown;
  readonly throws: boolean;

  constructor(generator: unknown, sent: unknown, throws: boolean) {
    this.generator = generator as AsyncGeneratorObject;
    this.sent = sent;
    this.throws = throws;
  }

  /** For messages, which name the function of a coroutine. */
  get [FUNCTION](): { name: string } {
    return { name: requestName(this.generator, this.throws ? "throw" : "next") };
  }

  begin(): AsyncGeneratorObject {
    this[KIND] = USED;
    return begin(this.generator, this, this.throws ? "throw" : "next");
  }

  take(value: unknown, done: boolean): unknown {
    return { value, done };
  }
}
Object.setPrototypeOf(Request.prototype, RequestPrototype);
Object.defineProperty(Request.prototype, BODILESS, { value: true });

function requestName(generator: unknown, method: string): string {
  const name = isAsyncGenerator(generator) ? coroutineName(generator, "(anonymous)") : "generator";
  return `${name}().${method}`;
}

/** Lets the generator run for `taker`. @throws RuntimeError when it is running, TypeError for what is no generator. */
export function begin(
  generator: AsyncGeneratorObject,
  taker: Taker,
  method: "next" | "throw" | "return",
): AsyncGeneratorObject {
  const state = generator[STATE];
  if (state !== SUSPENDED) {
    if (!isAsyncGenerator(generator))
      throw new TypeError(`${method}() is for asynchronous generators, not for ${textOf(generator)}`);
    if (typeof state === "object")
      throw new RuntimeError(
        `${method}(): ${describe(generator)} is already running: await one request before the next`,
      );
    if (state === CREATED && method === "next") executingLoop()?._asyncgens.add(generator, operations);
  }
  generator[STATE] = taker;
  return generator;
}

/** Suspends the generator at an item; gives the result that its request makes of the item. */
function give(generator: AsyncGeneratorObject, value: unknown): unknown {
  const taker = generator[STATE] as Taker;
  generator[STATE] = SUSPENDED;
  return taker.take(value, false);
}

/** Ends the generator; gives its error, or the result that its request makes of what it has returned. */
function finish(generator: AsyncGeneratorObject, failed: boolean, value: unknown): unknown {
  const taker = generator[STATE] as Taker;
  end(generator);
  return failed ? value : taker.take(value, true);
}

function end(generator: AsyncGeneratorObject): void {
  generator[STATE] = ENDED;
  if (watching) collected.unregister(generator);
}

function awaitableOf(value: object, loop: AbstractEventLoop): unknown {
  if ((value as Partial<CoroutineObject>)[KIND] !== undefined) return value;
  try {
    return adopt(value, loop);
  } catch (error) {
    return failing(error);
  }
}

/** Awaits the operand of a `yield` in the place of the generator, and then gives it as `give` does. */
const settle = /* @__PURE__ */ coroutine(function* (
  generator: AsyncGeneratorObject,
  awaitable: unknown,
): Generator<unknown, unknown, unknown> {
  let value: unknown;
  try {
    value = yield awaitable;
  } catch (error) {
    return yield* drive(generator, throwError, error);
  }
  return give(generator, value);
}) as unknown as (generator: AsyncGeneratorObject, awaitable: unknown) => CoroutineObject;

/** `return(value)`: awaits `value` first and, where the generator stands at a `yield`, throws its error there. */
const requestReturn = /* @__PURE__ */ coroutine(function* (
  generator: AsyncGeneratorObject,
  value: unknown,
): Generator<unknown, unknown, unknown> {
  const state = generator[STATE];
  begin(generator, resultTaker, "return");
  if (state === SUSPENDED) {
    let awaited: unknown;
    try {
      awaited = yield value;
    } catch (error) {
      return yield* drive(generator, throwError, error);
    }
    return yield* drive(generator, returnInto, awaited);
  }
  returnInto.call(generator, undefined);
  try {
    return { value: yield value, done: true };
  } finally {
    end(generator);
  }
});

Object.setPrototypeOf(requestReturn.prototype, RequestPrototype);

function asked(generator: object, request: object): object {
  return isAsyncGenerator(generator) ? inOrder(generator, request) : request;
}

/** How a generator is resumed; the intrinsic method, since the prototype of an async generator hides it. */
type Resumption = (this: Generator, value: never) => IteratorResult<unknown, unknown>;

/** Resumes a generator until it gives an item or ends: the trampoline by hand, which also knows `return`. */
function* drive(
  generator: AsyncGeneratorObject,
  how: Resumption,
  value: unknown,
): Generator<unknown, unknown, unknown> {
  for (;;) {
    let result: IteratorResult<unknown, unknown>;
    try {
      result = how.call(generator, value as never);
    } catch (error) {
      end(generator);
      throw error;
    }
    if (result.done) return finish(generator, false, result.value);
    how = resume;
    try {
      const signal = result.value;
      if (signal === returned) {
        value = returned.take();
        how = returnInto;
      } else if (signal instanceof Item) {
        value = signal.take();
        // Whether it can be awaited is asked once, by the task.
        return give(generator, signal.passed || isPrimitive(value) ? value : yield value);
      } else value = yield signal;
    } catch (error) {
      value = error;
      how = throwError;
    }
  }
}

function isPrimitive(value: unknown): boolean {
  return typeof value === "object" ? value === null : typeof value !== "function";
}

/** Whether the generator will give nothing any more. */
function hasEnded(generator: AsyncGeneratorObject): boolean {
  return generator[STATE] === ENDED;
}

/** An async generator in a message. */
function describe(generator: object): string {
  return `asynchronous generator ${coroutineName(generator, "(anonymous)")}()`;
}

/** Whether some loop is in debug mode. */
let watching = false;

/** Python closes a generator that is collected. Here none of its code can run then: it can only be reported. */
const collected = /* @__PURE__ */ new FinalizationRegistry(
  ({ loop, name }: { loop: AbstractEventLoop; name: string }) => {
    const message = `${name} was collected before its end: its finally blocks did not run; close it with return(), aclosing() or for await`;
    if (!loop.isClosed()) loop.callExceptionHandler({ message });
  },
);

/** Reports the generator if it is collected before its end. */
function watch(generator: AsyncGeneratorObject, loop: AbstractEventLoop): void {
  watching = true;
  collected.register(generator, { loop, name: describe(generator) }, generator);
}

// --- the object ---------------------------------------------------------------------------------

const AsyncGeneratorFunctionPrototype = Object.getPrototypeOf(async function* () {}) as {
  prototype?: object;
};

/** A bundler with an old target makes of the function above one that has no such prototype. */
const native: object = AsyncGeneratorFunctionPrototype.prototype ?? {
  [Symbol.asyncIterator]() {
    return this;
  },
};

const methods: Pick<AsyncGenerator<unknown, unknown, unknown>, "next" | "return" | "throw"> = {
  next(value?: unknown) {
    return asked(this, new Request(this, value, false)) as never;
  },
  return(value) {
    const request = requestReturn(this as never, value as never);
    return asked(this, inNameOf({ name: requestName(this, "return") }, request)) as never;
  },
  throw(error) {
    return asked(this, new Request(this, error, true)) as never;
  },
};

/** The prototype of all async generators: below it each of their functions has its own, above it the language's. */
const AsyncGeneratorPrototype: object = Object.create(native, {
  [STATE]: { value: CREATED, writable: true },
  [FINISH]: {
    value(this: AsyncGeneratorObject, failed: boolean, value: unknown) {
      return finish(this, failed, value);
    },
  },
  [Symbol.toStringTag]: { value: "AsyncGenerator", configurable: true },
  ...Object.fromEntries(
    Object.entries(methods).map(([name, value]) => [name, { value, configurable: true, writable: true }]),
  ),
});

/** What can be closed: an async generator, or another object that has its method. */
export interface Closable {
  return(value: undefined): unknown;
}

/**
 * Closes a generator, and refuses one that goes on. Python's `aclose()`; the language's `return()` lets it go on.
 * @throws RuntimeError when it yields while it is closed.
 */
export const aclose = /* @__PURE__ */ coroutine(function* aclose(
  generator: Closable,
): Generator<unknown, void, { done?: unknown } | undefined> {
  const result = yield generator.return(undefined);
  if (result?.done !== false) return;
  throw new RuntimeError(
    `${describe(generator)} ignored its end: it must not yield in a finally block while it is closed`,
  );
});

/** What a loop needs to close the generators that it is left with. */
const operations: Operations<AsyncGeneratorObject> = { hasEnded, describe, watch, aclose };

/** Whether `value` is an async generator of this copy of the runtime. */
export function isAsyncGenerator(value: unknown): value is AsyncGenerator<unknown, unknown, unknown> {
  return typeof value === "object" && value !== null && STATE in value;
}

/** Whether an iterator is an async generator of ours whose `next()` the program has not replaced. */
export function isUnchanged<T extends object>(iterator: T): iterator is T & AsyncGeneratorObject {
  return isAsyncGenerator(iterator) && iterator.next === methods.next;
}

const MARKED: unique symbol = Symbol("marked as async generator function");

/** Whether a coroutine executes the code of an async generator, or acts in its place. */
export function actsForGenerator(coro: CoroutineObject): boolean {
  return (coro as AsyncGeneratorObject)[FUNCTION]?.[MARKED] === true;
}

/**
 * Makes an async generator function of a generator function, in place, and returns it: `yield x` is its `await`,
 * `yield item(x)` its `yield`, `yield* delegate(x)` its `yield*`. The `wrapper` that a module has in its place is
 * then what its generators are instances of.
 * @throws TypeError when `fn` is not a generator function.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const words = tsyncio.asyncGenerator(function* (): Generator<unknown, void, unknown> {
 *   yield* tsyncio.delegate(["a", "b"]) as Iterable<unknown>;
 * });
 * ```
 */
export function asyncGenerator<F>(fn: F, wrapper?: unknown): F {
  const markable = fn as { prototype?: object; [MARKED]?: boolean };
  // Compiled functions come here at each call: see coroutine().
  if (markable?.[MARKED] !== true) {
    reparent(markable, AsyncGeneratorPrototype, "asyncGenerator");
    Object.setPrototypeOf(markable, AsyncGeneratorFunctionPrototype);
    if (wrapper !== undefined) makeInstances(markable, wrapper as typeof markable);
    markable[MARKED] = true;
  }
  return fn;
}

/** Lets the generators have the prototype of the wrapper, to which the program may have added something already. */
function makeInstances(fn: { prototype?: object }, wrapper: { prototype?: object }): void {
  const prototype = wrapper?.prototype;
  // Otherwise the program has replaced the wrapper or its prototype.
  if (prototype?.constructor !== wrapper) return;
  Reflect.deleteProperty(prototype, "constructor");
  Object.setPrototypeOf(prototype, fn.prototype as object);
  fn.prototype = prototype;
}
