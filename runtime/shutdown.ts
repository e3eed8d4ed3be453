// The async generators that were begun on a loop and have not ended, and how the loop closes them.
// Not here: what an async generator is. asyncgenerators.ts hands over what can be done with one, so that the bundle of
// a program without async generators holds none of their code.
// Invariant: all but the newest generators may be collected when nobody else holds them.

import { coroutine } from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { isBaseException } from "./exceptions.ts";
import { gather } from "./gathering.ts";
import { methods } from "./marks.ts";

/** How many of the newest generators are held strongly: to make a WeakRef takes longer than most generators live. */
const HELD = 128;

/** What can be done with an async generator. */
export interface Operations<T extends object> {
  hasEnded(generator: T): boolean;
  /** Its text in a message. */
  describe(generator: T): string;
  /** Reports the generator to the loop if it is collected before its end. */
  watch(generator: T, loop: AbstractEventLoop): void;
  /** Closes it; its error is thrown where the coroutine is awaited. */
  aclose(generator: T): unknown;
}

/** The living async generators of one loop. */
export class AsyncGenerators {
  readonly #loop: AbstractEventLoop;
  #newest: object[] = [];
  #older: WeakRef<object>[] = [];
  /** How many older ones there may be before those that have ended are sorted out; then twice as many as were left. */
  #limit = HELD;
  #shutDown = false;
  /** Known with the first generator, and the same for all. */
  #operations!: Operations<object>;

  constructor(loop: AbstractEventLoop) {
    this.#loop = loop;
  }

  /** Notes a generator that is asked for its first item. Python's `firstiter` hook. */
  add<T extends object>(generator: T, operations: Operations<T>): void {
    this.#operations = operations as Operations<object>;
    if (this.#shutDown) this.#reportLate(generator);
    if (this.#loop.getDebug()) operations.watch(generator, this.#loop);
    if (this.#newest.push(generator) === HELD) this.#age();
  }

  #reportLate(asyncgen: object): void {
    const message = `${this.#operations.describe(asyncgen)} was scheduled after loop.shutdownAsyncgens() call: nothing closes it`;
    this.#loop.callExceptionHandler({ message, asyncgen: asyncgen as never });
  }

  #age(): void {
    for (const generator of this.#newest)
      if (!this.#operations.hasEnded(generator)) this.#older.push(new WeakRef(generator));
    this.#newest = [];
    if (this.#older.length <= this.#limit) return;
    this.#older = this.#older.filter((reference) => {
      const generator = reference.deref();
      return generator !== undefined && !this.#operations.hasEnded(generator);
    });
    this.#limit = Math.max(HELD, 2 * this.#older.length);
  }

  /** Takes out those that have not ended, in the order in which they began. */
  #take(): object[] {
    const older = this.#older.map((reference) => reference.deref());
    const living = [...older, ...this.#newest].filter(
      (one) => one !== undefined && !this.#operations.hasEnded(one),
    );
    this.#older = [];
    this.#newest = [];
    return living as object[];
  }

  /** Closes them all, and reports what goes wrong. Mirrors `loop.shutdown_asyncgens`. */
  shutdown(): Promise<void>;
  *shutdown(): unknown {
    this.#shutDown = true;
    const results: unknown[] = yield gather(
      { returnExceptions: true },
      ...this.#take().map((generator) => close(generator, this.#operations)),
    );
    for (const result of results) if (result instanceof Failure) this.#reportFailure(result);
  }

  #reportFailure({ generator, exception }: Failure): void {
    const message = `an error occurred during closing of ${this.#operations.describe(generator)}`;
    this.#loop.callExceptionHandler({ message, exception, asyncgen: generator as never });
  }
}

methods(AsyncGenerators, ["shutdown"]);

/** What a generator threw while it was closed, which may be any value. */
class Failure {
  readonly generator: object;
  readonly exception: unknown;

  constructor(generator: object, exception: unknown) {
    this.generator = generator;
    this.exception = exception;
  }
}

const close = /* @__PURE__ */ coroutine(function* close(
  generator: object,
  { aclose }: Operations<object>,
): Generator<unknown, Failure | undefined, never> {
  try {
    yield aclose(generator);
  } catch (exception) {
    if (isBaseException(exception)) throw exception; // A cancellation is nobody's mistake.
    return new Failure(generator, exception);
  }
});
