// Timeout: a deadline around a block, by cancelling the task and turning its CancelledError into a TimeoutError.
// Not here: waitFor, which is a Timeout around one await (waiting.ts).
// Invariant: a Timeout takes back exactly the one cancel request that it made itself.

import { asyncEnter, asyncExit } from "./coroutines.ts";
import { getRunningLoop, type Handle } from "./events.ts";
import { ExceptionGroup } from "./exceptiongroups.ts";
import { asking, CancelledError, RuntimeError, TimeoutError } from "./exceptions.ts";
import { Inspectable } from "./inspectable.ts";
import { requireKnownOptions } from "./options.ts";
import { messageOf, onAbort, type SignalOptions } from "./signals.ts";
import { currentTask, type Task } from "./tasks.ts";

type State = "created" | "active" | "expiring" | "expired" | "cancelling" | "cancelled" | "finished";

/**
 * A deadline for the body of an `await using` block. Mirrors `asyncio.Timeout`; made by `timeout` and
 * `timeoutAt`.
 *
 * @example
 * ```ts
 * import { asyncEnter, asyncExit, run, sleep, TimeoutError, timeout } from "tsyncio";
 * // What `await using deadline = timeout(0.01)` does, by hand:
 * async function main() {
 *   const deadline = timeout(0.01);
 *   deadline[asyncEnter]();
 *   try {
 *     await sleep(3600);
 *   } catch (error) {
 *     if (error instanceof Error) deadline[asyncExit](error);
 *     throw error;
 *   }
 * }
 * let reason: unknown;
 * await run(main()).catch((error) => (reason = error));
 * reason instanceof TimeoutError; // -> true
 * ```
 */
export class Timeout extends Inspectable {
  #state: State = "created";
  #when: number | undefined;
  #task: Task<unknown> | undefined;
  #handle: Handle | undefined;
  /** How many cancel requests the task had when the block was entered: those are somebody else's. */
  #cancelling = 0;
  readonly #signal: AbortSignal | undefined;
  #ignoreSignal: (() => void) | undefined;

  /** `when` is a time of the loop's clock in seconds; undefined: no deadline. */
  constructor(when: number | undefined, options: SignalOptions = {}) {
    super();
    requireOptionalSeconds("the deadline of a Timeout", when);
    requireKnownOptions("Timeout", options, ["signal"]);
    this.#when = when;
    this.#signal = options.signal;
  }

  /** The deadline, in seconds of the loop's clock, or undefined. */
  when(): number | undefined {
    return this.#when;
  }

  /** Whether the deadline has passed while the block ran. */
  expired(): boolean {
    return this.#state === "expiring" || this.#state === "expired";
  }

  /**
   * Moves the deadline, in seconds of the loop's clock; undefined takes it away.
   * @throws RuntimeError outside of the block, and once the deadline has passed.
   */
  reschedule(when: number | undefined): void {
    requireOptionalSeconds("the deadline of a Timeout", when);
    this.#requireEntered();
    if (this.#state !== "active") throw new RuntimeError(`cannot reschedule ${this}: it is ${this.#state}`);
    this.#when = when;
    this.#setTimer(when);
  }

  #requireEntered(): void {
    if (this.#state === "created")
      throw new RuntimeError(`${this} has not been entered: bind it with \`await using\` in a coroutine`);
  }

  /** Replaces the timer; undefined leaves none. */
  #setTimer(when: number | undefined): void {
    this.#handle?.cancel();
    this.#handle = undefined;
    if (when === undefined) return;
    const loop = getRunningLoop();
    const onTimeout = () => this.#onTimeout();
    this.#handle = when <= loop.time() ? loop.callSoon(onTimeout) : loop.callAt(when, onTimeout);
  }

  #onTimeout(): void {
    this.#task?.cancel();
    this.#state = "expiring";
    this.#handle = undefined;
  }

  /** Whatever comes first, the signal or the deadline, decides how the block ends. */
  #onAbort(reason: unknown): void {
    if (this.#state !== "active") return;
    this.#state = "cancelling";
    this.#setTimer(undefined);
    this.#task?.cancel(messageOf(reason));
  }

  /** Starts the clock. @throws RuntimeError outside of a task, and on a second entry. */
  [asyncEnter](): this {
    if (this.#state !== "created") throw new RuntimeError(`${this} has already been entered: make a new one`);
    const task = currentTask();
    if (task === undefined) throw new RuntimeError(`${this} must be used inside a task`);
    this.#state = "active";
    this.#task = task;
    this.#cancelling = task.cancelling();
    this.reschedule(this.#when);
    if (this.#signal !== undefined)
      this.#ignoreSignal = onAbort(this.#signal, (reason) => this.#onAbort(reason));
    return this;
  }

  /**
   * Stops the clock.
   * @throws TimeoutError when the deadline is what cancelled the block; RuntimeError when it was not entered, as in
   * native code, where the deadline would silently never come.
   */
  [asyncExit](error?: unknown): undefined {
    this.#requireEntered();
    this.#setTimer(undefined);
    this.#ignoreSignal?.();
    if (this.#state === "expiring") this.#expire(error);
    else if (this.#state === "active") this.#state = "finished";
    else if (this.#state === "cancelling") {
      this.#state = "cancelled";
      this.#task?.uncancel(); // The CancelledError goes on; the request was ours.
    }
  }

  #expire(error: unknown): void {
    this.#state = "expired";
    const requests = this.#task?.uncancel() ?? 0;
    // Somebody else's cancel request is still open: the CancelledError is theirs.
    if (requests > this.#cancelling) return;
    if (error instanceof CancelledError) throw deadlinePassed(error);
    asking(() => tellOfDeadline(error), undefined);
  }

  /** For TypeScript, which lets `await using` bind only what has this. @throws as `[asyncExit]`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this[asyncExit](undefined);
  }

  toString(): string {
    const when = this.#state === "active" ? ` when=${this.#when}` : "";
    return `<Timeout [${this.#state}]${when}>`;
  }
}

function deadlinePassed(cause: CancelledError): TimeoutError {
  return new TimeoutError("the deadline has passed", { cause });
}

/**
 * Puts a TimeoutError between an error and the CancelledError that is its cause, so that whoever reads the causes
 * learns of this deadline. Python does the same in `__context__`, which it sets by itself.
 */
function tellOfDeadline(error: unknown): void {
  tellOfCause(error);
  if (error instanceof ExceptionGroup) for (const child of error.errors) tellOfCause(child);
}

function tellOfCause(error: unknown): void {
  const seen = new Set<Error>();
  for (let current = error; current instanceof Error && !seen.has(current); current = current.cause) {
    seen.add(current);
    if (!(current.cause instanceof CancelledError)) continue;
    current.cause = deadlinePassed(current.cause);
    return;
  }
}

/** @throws TypeError when `seconds` is no number, RangeError (Python's ValueError) when it is NaN. */
export function requireSeconds(what: string, seconds: number): void {
  if (typeof seconds !== "number")
    throw new TypeError(`${what} must be a number of seconds, not ${typeof seconds}`);
  if (Number.isNaN(seconds)) throw new RangeError(`${what} must be a number of seconds, not NaN`);
}

/** The same where there may be none. */
export function requireOptionalSeconds(what: string, seconds: number | undefined): void {
  if (seconds !== undefined) requireSeconds(what, seconds);
}

/**
 * A deadline `delay` seconds from now, counted from this call. Mirrors `asyncio.timeout`.
 *
 * With `signal`, the block is left by a CancelledError when that aborts before the deadline comes.
 * @throws RuntimeError when no loop runs.
 *
 * @example
 * ```ts
 * import { run, timeout } from "tsyncio";
 * async function main() {
 *   return timeout(undefined).when();
 * }
 * await run(main()); // -> undefined
 * ```
 */
export function timeout(delay: number | undefined, options?: SignalOptions): Timeout {
  requireOptionalSeconds("the delay of timeout()", delay);
  const now = getRunningLoop().time();
  return new Timeout(delay === undefined ? undefined : now + delay, options);
}

/** Awaits `awaitable` with a deadline, for coroutines of the runtime: `{ await using _ = timeout(…); … }` by hand. */
export function* within(
  seconds: number | undefined,
  awaitable: unknown,
  options?: SignalOptions,
): Generator<unknown, unknown, unknown> {
  const deadline = timeout(seconds, options)[asyncEnter]();
  let result: unknown;
  try {
    result = yield awaitable;
  } catch (error) {
    deadline[asyncExit](error);
    throw error;
  }
  deadline[asyncExit]();
  return result;
}

/**
 * A deadline at `when`, in seconds of the loop's clock. Mirrors `asyncio.timeout_at`.
 *
 * @example
 * ```ts
 * import { getRunningLoop, run, timeoutAt } from "tsyncio";
 * async function main() {
 *   const when = getRunningLoop().time() + 1.5;
 *   return timeoutAt(when).when() === when;
 * }
 * await run(main()); // -> true
 * ```
 */
export function timeoutAt(when: number | undefined, options?: SignalOptions): Timeout {
  return new Timeout(when, options);
}
