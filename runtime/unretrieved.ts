// Exceptions of Futures that nobody has read: they are reported, since otherwise nobody would learn of them.
// Not here: when an exception counts as read (futures.ts says so), and where reports go (loop.ts).
// Invariant: an exception is reported at most once, and never after it was read.

import { sourceTraceback } from "./debug.ts";
import type { AbstractEventLoop } from "./events.ts";
import type { Future } from "./futures.ts";

/** An exception that nobody has read yet; reported when its Future is collected, or after its loop is closed. */
export class UnretrievedException {
  readonly #loop: AbstractEventLoop;
  readonly #exception: unknown;
  readonly #kind: string;
  readonly #future: WeakRef<Future<unknown>>;
  readonly #source: ReturnType<typeof sourceTraceback>;

  constructor(future: Future<unknown>, exception: unknown) {
    this.#future = new WeakRef(future);
    this.#source = sourceTraceback(future);
    this.#loop = future.getLoop();
    this.#exception = exception;
    this.#kind = future.constructor.name;
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
    const message = `${this.#kind} exception was never retrieved`;
    const future = this.#future.deref();
    const subject = future === undefined ? {} : { future };
    this.#loop.callExceptionHandler({ message, exception: this.#exception, ...subject, ...this.#source });
  }
}

const collected = new FinalizationRegistry((unretrieved: UnretrievedException) => unretrieved.report());
