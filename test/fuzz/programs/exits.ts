/**
 * What random programs leave their blocks by: the twin of exits.py, with the same names.
 */

import {
  asyncContextManager,
  asyncEnter,
  asyncExit,
  CancelledError,
  currentTask,
  KeyboardInterrupt,
  RuntimeError,
  sleep,
} from "tsyncio";

type Say = (label: string, value?: unknown) => void;
type Leave = (error?: unknown) => Promise<boolean>;

/** Replaces the error in flight, if there is one: what it was is told with it. */
export class ExitError extends RuntimeError {
  readonly #replaces: boolean;

  constructor(message: string, inFlight: unknown, options?: ErrorOptions) {
    super(message, options);
    this.#replaces = inFlight !== undefined;
  }

  /** The error that this one has taken the place of. */
  before(): unknown {
    return this.#replaces ? this.cause : undefined;
  }
}

export class Exits {
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  waiting(label: string, how: string): Leave {
    return async (error) => {
      this.#say(label, error);
      await sleep(0);
      return leaveBy(how, label, error);
    };
  }

  atOnce(label: string, how: string): (error?: unknown) => boolean {
    return (error) => {
      this.#say(label, error);
      return leaveBy(how, label, error);
    };
  }

  readonly callBack = async (label: string, how: string): Promise<void> => {
    this.#say(label);
    await sleep(0.5);
    leaveBy(how, label, undefined);
  };

  readonly callBackAtOnce = (label: string, how: string): void => {
    this.#say(label);
    leaveBy(how, label, undefined);
  };

  manager(label: string, entering: string, leaving: string): Manager {
    return new Manager(label, entering, this.waiting(label, leaving));
  }

  odd(label: string, how: string): AsyncDisposable {
    return odd(this.#say, label, how) as unknown as AsyncDisposable;
  }

  async decorated(label: string, how: string, work: () => Promise<unknown>): Promise<unknown> {
    // In a call graph the wrapper has the name of what is in it, here alone.
    const decorated = async () => await work();
    return await odd.decorator(this.#say, label, how)(decorated)();
  }
}

/** May fail on its way in, and do anything on its way out. */
class Manager {
  readonly #label: string;
  readonly #entering: string;
  readonly #leave: Leave;

  constructor(label: string, entering: string, leave: Leave) {
    this.#label = label;
    this.#entering = entering;
    this.#leave = leave;
  }

  async [asyncEnter](): Promise<string> {
    await sleep(0);
    if (this.#entering === "raise") throw new RangeError(this.#label);
    if (this.#entering === "cancel") currentTask()?.cancel("entering");
    return this.#label;
  }

  async [asyncExit](error?: unknown): Promise<boolean> {
    return await this.#leave(error);
  }
}

function leaveBy(how: string, label: string, error: unknown): boolean {
  if (how === "replace") throw new ExitError(label, error);
  if (how === "raise again" && error !== undefined) throw error;
  if (how === "cancel") throw new CancelledError(label);
  if (how === "interrupt") throw new KeyboardInterrupt(label);
  return how === "swallow";
}

/** What is wrong with it: a generator for this is to yield once, and to throw what is thrown into it. */
const odd = asyncContextManager(async function* odd(say: Say, label: string, how: string) {
  if (how === "yields never") return;
  try {
    yield label;
    say(label, "left");
  } catch (error) {
    say(label, error);
    await sleep(0);
    if (how === "swallows") return;
    if (how === "yields after an error") yield label;
    // Here an error keeps what it was thrown in the place of only where it is told so, or on the way out of a block.
    if (how === "replaces") throw new ExitError(label, error);
    if (how === "raises from") throw new ExitError(label, error, { cause: error });
    throw error;
  } finally {
    say(label, "finally");
    await sleep(0);
  }
  if (how === "yields twice") yield label;
});
