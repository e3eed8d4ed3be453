// Exceptions of Futures that nobody has read: they are reported, since otherwise nobody would learn of them.
// Not here: when an exception counts as read (futures.ts says so), and where reports go (loop.ts).
// Invariant: an exception is reported at most once, and never after it was read.

import { sourceTraceback } from "./debug.ts";
import type { AbstractEventLoop, ExceptionContext } from "./events.ts";
import type { Future } from "./futures.ts";

/** An exception that nobody has read yet; reported when its Future is collected, or after its loop is closed. */
export class UnretrievedException {
  readonly #loop: AbstractEventLoop;
  readonly #context: ExceptionContext;
  readonly #future: WeakRef<Future<unknown>>;

  constructor(future: Future<unknown>, exception: unknown) {
    this.#future = new WeakRef(future);
    this.#loop = future.getLoop();
    const message = `${future.constructor.name} exception was never retrieved`;
    this.#context = { message, exception, ...sourceTraceback(future) };
    collected.register(future, this, this);
    this.#loop._unretrieved.add(this);
  }

  /** Somebody has read it. */
  retrieve(): void {
    collected.unregister(this);
    this.#loop._unretrieved.delete(this);
  }

  /** Tells the exception handler of the loop. */
  report(): void {
    if (!this.#loop._unretrieved.delete(this)) return;
    const future = this.#future.deref();
    this.#loop.callExceptionHandler({ ...this.#context, ...(future && { future }) });
  }
}

const collected = new FinalizationRegistry((unretrieved: UnretrievedException) => unretrieved.report());
