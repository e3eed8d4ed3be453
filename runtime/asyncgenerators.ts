// Async generators: generator objects that a task drives from one item to the next.
// Not here: `yield*` (delegation.ts), and closing those that a loop leaves behind (shutdown.ts).
// Invariant: on each async generator at most one request is under way, and it runs in the task that awaits it.

import { coroutine, coroutineName, reparent, resume, returnInto, throwInto } from "./coroutines.ts";
import { type AbstractEventLoop, executingLoop } from "./events.ts";
import { RuntimeError, textOf } from "./exceptions.ts";

const CREATED = 0;
const RUNNING = 1;
/** At a `yield`. */
const SUSPENDED = 2;
const ENDED = 3;

const STATE: unique symbol = Symbol("state");

/** An async generator as the runtime sees it; its own `next`, `throw` and `return` are not the language's. */
export interface AsyncGeneratorObject extends Generator<unknown, unknown, unknown> {
  [STATE]: typeof CREATED | typeof RUNNING | typeof SUSPENDED | typeof ENDED;
}

/** How a generator is resumed; the intrinsic method, since the prototype of an async generator hides it. */
type Resumption = (this: Generator, value: never) => IteratorResult<unknown, unknown>;

/**
 * What the code of an async generator yields to say something else than "await this". One object serves all
 * uses, since whoever drives the generator reads it at once: nothing runs in between.
 */
class Signal {
  value: unknown;

  /** Reads the value, and lets it go. */
  take(): unknown {
    const { value } = this;
    this.value = undefined;
    return value;
  }
}

/** An item for whoever pulls; awaited before, as JavaScript does. */
const ITEM = new Signal();
/** An item of an iterable that `yield*` passes on as it is. */
const PASSED_ITEM = new Signal();
/** `return` has reached the end of what `yield*` iterates over, and goes on in the generator. */
const RETURNING = new Signal();

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
  ITEM.value = value;
  return ITEM;
}

/** `yield` of what was awaited already, or must not be. */
export function passedItem(value: unknown): unknown {
  PASSED_ITEM.value = value;
  return PASSED_ITEM;
}

/** Asks the driver to return into the generator. */
export function returning(value: unknown): unknown {
  RETURNING.value = value;
  return RETURNING;
}

/** One request: resumes the generator until it gives an item, returns or throws. */
const request = /* @__PURE__ */ coroutine(function* (
  generator: AsyncGeneratorObject,
  method: "next" | "throw" | "return",
  value: unknown,
): Generator<unknown, IteratorResult<unknown, unknown>, unknown> {
  const state = begin(generator, method);
  if (method === "return") return yield* requestReturn(generator, state, value);
  return yield* drive(generator, method === "next" ? resume : throwInto, value);
}) as unknown as (
  generator: unknown,
  method: "next" | "throw" | "return",
  value: unknown,
) => Promise<IteratorResult<unknown, unknown>>;

/** @returns the state before. */
function begin(generator: AsyncGeneratorObject, method: string): AsyncGeneratorObject[typeof STATE] {
  if (!isAsyncGenerator(generator))
    throw new TypeError(`${method}() is for asynchronous generators, not for ${textOf(generator)}`);
  const state = generator[STATE];
  if (state === RUNNING)
    throw new RuntimeError(
      `${method}(): ${describe(generator)} is already running: await one request before the next`,
    );
  if (state === CREATED && method === "next") executingLoop()?._asyncgens.add(generator);
  generator[STATE] = RUNNING;
  return state;
}

/** Whether the generator can give nothing any more. */
export function hasEnded(generator: AsyncGeneratorObject): boolean {
  return generator[STATE] === ENDED;
}

/** An async generator in a message. */
export function describe(generator: object): string {
  return `asynchronous generator ${coroutineName(generator, "(anonymous)")}()`;
}

/** What is returned is awaited first; at a `yield`, in the place of the generator. */
function* requestReturn(
  generator: AsyncGeneratorObject,
  state: AsyncGeneratorObject[typeof STATE],
  value: unknown,
): Generator<unknown, IteratorResult<unknown, unknown>, unknown> {
  if (state === SUSPENDED) {
    let awaited: unknown;
    try {
      awaited = yield value;
    } catch (error) {
      return yield* drive(generator, throwInto, error);
    }
    return yield* drive(generator, returnInto, awaited);
  }
  returnInto.call(generator, undefined);
  try {
    return { value: yield value, done: true };
  } finally {
    end(generator);
  }
}

function* drive(
  generator: AsyncGeneratorObject,
  how: Resumption,
  value: unknown,
): Generator<unknown, IteratorResult<unknown, unknown>, unknown> {
  let ending = true;
  try {
    for (;;) {
      const result = how.call(generator, value as never);
      if (result.done) return { value: result.value, done: true };
      const signal = result.value;
      how = resume;
      try {
        if (signal === ITEM || signal === PASSED_ITEM) {
          value = (signal as Signal).take();
          // Whether it can be awaited is asked once, by the task.
          if (signal === ITEM && !isPrimitive(value)) value = yield value;
          ending = false;
          return { value, done: false };
        }
        if (signal === RETURNING) {
          value = RETURNING.take();
          how = returnInto;
        } else value = yield signal;
      } catch (error) {
        value = error;
        how = throwInto;
      }
    }
  } finally {
    if (ending) end(generator);
    else generator[STATE] = SUSPENDED;
  }
}

function end(generator: AsyncGeneratorObject): void {
  generator[STATE] = ENDED;
  if (watching) collected.unregister(generator);
}

/** Whether some loop is in debug mode. */
let watching = false;

/** No code of a generator can be run when it is collected: Python closes it then, and here one can only say so. */
const collected = /* @__PURE__ */ new FinalizationRegistry(
  ({ loop, name }: { loop: AbstractEventLoop; name: string }) => {
    const message = `${name} was collected before its end: its finally blocks did not run; close it with return(), aclosing() or for await`;
    if (!loop.isClosed()) loop.callExceptionHandler({ message });
  },
);

/** Reports the generator if it is collected before its end. */
export function watch(generator: AsyncGeneratorObject, loop: AbstractEventLoop): void {
  watching = true;
  collected.register(generator, { loop, name: describe(generator) }, generator);
}

function isPrimitive(value: unknown): boolean {
  return typeof value === "object" ? value === null : typeof value !== "function";
}

const native = Object.getPrototypeOf(async function* () {}).prototype as object | undefined;

/** A bundler with an old target makes something else of the function above, which has no such prototype. */
const AsyncIteratorPrototype: object = native
  ? Object.getPrototypeOf(native)
  : {
      [Symbol.asyncIterator]() {
        return this;
      },
    };

const methods: Pick<AsyncGenerator<unknown, unknown, unknown>, "next" | "return" | "throw"> = {
  next(value?: unknown) {
    return request(this, "next", value);
  },
  return(value) {
    return request(this, "return", value);
  },
  throw(error) {
    return request(this, "throw", error);
  },
};

/** The prototype of all async generators: below it each of their functions has its own. */
const AsyncGeneratorPrototype: object = Object.create(AsyncIteratorPrototype, {
  [STATE]: { value: CREATED, writable: true },
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
 * Closes a generator, and does not put up with one that goes on. Python's `aclose()`; `return()` is the language's,
 * which does.
 * @throws RuntimeError when it yields while it is closed.
 */
export const aclose = /* @__PURE__ */ coroutine(function* (
  generator: Closable,
): Generator<unknown, void, { done?: unknown } | undefined> {
  const result = yield generator.return(undefined);
  if (result?.done !== false) return;
  throw new RuntimeError(
    `${describe(generator)} ignored its end: it must not yield in a finally block while it is closed`,
  );
});

/** Whether `value` is an async generator of this copy of the runtime. */
export function isAsyncGenerator(value: unknown): value is AsyncGenerator<unknown, unknown, unknown> {
  return typeof value === "object" && value !== null && STATE in value;
}

const MARKED: unique symbol = Symbol("marked as async generator function");

/**
 * Makes an async generator function of a generator function, in place, and returns it: `yield x` is its `await`,
 * `yield item(x)` its `yield`, `yield* delegate(x)` its `yield*`.
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
export function asyncGenerator<F>(fn: F): F {
  const markable = fn as { prototype?: object; [MARKED]?: boolean };
  // Compiled functions come here at each call: see coroutine().
  if (markable?.[MARKED] !== true) {
    reparent(markable, AsyncGeneratorPrototype, "asyncGenerator");
    markable[MARKED] = true;
  }
  return fn;
}
