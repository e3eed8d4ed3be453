// Abort signals: what a signal cancels here, and the signal that tells native code that a task was cancelled.
// Not here: which functions take a signal; and taskSignal, which needs to know the current task (tasks.ts).
// Invariant: a signal has at most one listener of ours, and none once nothing is left for it to cancel.

import { asking, CancelledError, ownCancelledError, textOf } from "./exceptions.ts";
import type { Future } from "./futures.ts";

/** The option that every function has that waits for something and takes options. */
export interface SignalOptions {
  /** Cancels what was begun when it aborts; its reason becomes the message of the CancelledError. */
  signal?: AbortSignal | undefined;
}

/** What a signal can cancel: a task or a Future. */
interface Cancellable {
  cancel(message?: unknown): boolean;
}

/** Calls back all that waits for one signal. It is a single listener, since Node warns of more than ten. */
class AbortListener {
  readonly #signal: AbortSignal;
  readonly #callbacks = new Set<{ readonly call: (reason: unknown) => void }>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(call: (reason: unknown) => void): () => void {
    const callback = { call };
    this.#signal.addEventListener("abort", this.#onAbort); // More than once is once.
    this.#callbacks.add(callback);
    return () => {
      this.#callbacks.delete(callback);
      if (this.#callbacks.size === 0) this.#signal.removeEventListener("abort", this.#onAbort);
    };
  }

  readonly #onAbort = (): void => {
    for (const { call } of this.#callbacks) call(this.#signal.reason);
  };
}

const listeners = new WeakMap<AbortSignal, AbortListener>();

/** @throws TypeError when the option `signal` is given and is no AbortSignal. */
export function requireSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined) return;
  if (typeof signal?.addEventListener !== "function" || typeof signal.aborted !== "boolean")
    throw new TypeError(`the option signal must be an AbortSignal, not ${textOf(signal)}`);
}

/**
 * Calls `callback(reason)` when `signal` aborts; at once, if it has aborted. Returns a function that ends that.
 * @throws TypeError when `signal` is no AbortSignal.
 */
export function onAbort(signal: AbortSignal, callback: (reason: unknown) => void): () => void {
  requireSignal(signal);
  if (signal.aborted) {
    callback(signal.reason);
    return () => {};
  }
  let listener = listeners.get(signal);
  if (listener === undefined) {
    listener = new AbortListener(signal);
    listeners.set(signal, listener);
  }
  return listener.add(callback);
}

/** Cancels `target` when `signal` aborts. Returns a function that ends that. */
export function cancelOnAbort(signal: AbortSignal, target: Cancellable): () => void {
  return onAbort(signal, (reason) => void target.cancel(messageOf(reason)));
}

/** Cancels `future` when `signal` aborts, unless it is done by then or its loop is closed. */
export function obey(signal: AbortSignal, future: Future<unknown>): void {
  requireSignal(signal);
  if (future.done()) return;
  const ignore = onAbort(signal, (reason) => {
    if (!future.getLoop().isClosed()) future.cancel(messageOf(reason));
  });
  future.addDoneCallback(ignore);
}

/** The message of a cancellation by a signal: the signal's reason or, if that is a CancelledError, its message. */
export function messageOf(reason: unknown): unknown {
  return reason instanceof CancelledError ? reason.args[0] : reason;
}

/** A part of a task that a signal may cancel. At its end, the cancel request of the signal is taken back. */
export class AbortScope {
  #requested = false;
  #task: (Cancellable & { uncancel(): number }) | undefined;
  readonly #release: () => void;

  constructor(signal: AbortSignal, task: Cancellable & { uncancel(): number }) {
    this.#task = task;
    this.#release = onAbort(signal, (reason) => {
      this.#requested = true;
      task.cancel(messageOf(reason));
    });
  }

  /** Ends the part; does nothing the second time. */
  leave(): void {
    this.#release();
    if (this.#requested) this.#task?.uncancel();
    this.#task = undefined;
  }
}

/** The two signals of a task: the one that cancels it, and the one that tells native code that it was cancelled. */
export class TaskSignals {
  #release: (() => void) | undefined;
  #told: AbortController | undefined;

  /** Cancels `task` when `signal` aborts, for as long as it is not done. */
  obey(signal: AbortSignal, task: Cancellable): void {
    this.#release = cancelOnAbort(signal, task);
  }

  /** The task is done. */
  release(): void {
    this.#release?.();
  }

  /** The task was cancelled. */
  tell(message: unknown): void {
    this.#told?.abort(new CancelledError(message));
  }

  /** What `tell` has told last, if anything. */
  get told(): CancelledError | undefined {
    return this.#told?.signal.aborted ? this.#told.signal.reason : undefined;
  }

  /**
   * The signal for native code. One that has aborted belongs to one cancellation; once that has been thrown, the
   * task has a new signal.
   */
  signal(isCancelled: boolean, message: unknown): AbortSignal {
    if (this.#told === undefined || (this.#told.signal.aborted && !isCancelled)) {
      this.#told = new AbortController();
      if (isCancelled) this.tell(message);
    }
    return this.#told.signal;
  }
}

/**
 * The error that a task gets from a promise that was rejected with `reason`: for an AbortError that a cancellation of
 * ours has caused, the CancelledError of that. `told` is the one with which the task's own signal has aborted.
 */
export function cancellationBehind(reason: unknown, told: CancelledError | undefined): unknown {
  return asking(() => {
    if ((reason as Error | undefined)?.name !== "AbortError") return ownCancelledError(reason);
    const { cause } = reason as Error;
    return cause instanceof CancelledError ? cause : (told ?? reason);
  }, reason);
}
