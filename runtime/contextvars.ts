// Context variables: Context, ContextVar, Token, copyContext, as Python's contextvars module.
// Not here: what a task or a callback does with its Context (events.ts, tasks.ts).
// Invariant: exactly one Context is current at any time, and a Context is entered at most once at a time.

/// <reference lib="esnext.disposable" preserve="true" />

import { LookupError, RuntimeError, textOf } from "./exceptions.ts";
import { Inspectable } from "./inspectable.ts";

type Values = Map<ContextVar<unknown>, unknown>;

const EMPTY: Values = new Map();

/**
 * A mapping of context variables to their values. Mirrors `contextvars.Context`.
 *
 * Copies share their values until one of them is written to, so a copy costs the same however many
 * variables are set.
 *
 * @example
 * ```ts
 * import { Context, ContextVar } from "tsyncio";
 * const user = new ContextVar<string>("user");
 * const context = new Context();
 * context.run(() => user.set("ada"));
 * context.get(user); // -> "ada"
 * ```
 */
export class Context {
  #values: Values = EMPTY;
  /** Whether another Context may hold the same values: the first write then makes them its own. */
  #shared = true;
  /** @internal Whether some frame below runs in this Context. */
  _entered = false;

  /**
   * Calls `callback(...args)` inside this Context and returns its result. Mirrors `Context.run`.
   * @throws RuntimeError when this Context is already entered.
   */
  run<Args extends unknown[], R>(callback: (...args: Args) => R, ...args: Args): R {
    const previous = enterContext(this);
    try {
      return callback(...args);
    } finally {
      leaveContext(this, previous);
    }
  }

  /** A copy that later writes on either side do not reach. Mirrors `Context.copy`. */
  copy(): Context {
    const copy = new Context();
    copy.#values = this.#values;
    this.#shared = true;
    return copy;
  }

  /** The value of `variable` in this Context, else `defaultValue`. A variable's own default is not consulted. */
  get<T>(variable: ContextVar<T>): T | undefined;
  get<T, D>(variable: ContextVar<T>, defaultValue: D): T | D;
  get<T>(variable: ContextVar<T>, defaultValue?: unknown): unknown {
    return this.has(variable) ? this.#values.get(variable as ContextVar<unknown>) : defaultValue;
  }

  /** Whether `variable` is set in this Context. Python's `variable in context`. */
  has<T>(variable: ContextVar<T>): boolean {
    return this.#values.has(variable as ContextVar<unknown>);
  }

  /** How many variables are set. Python's `len(context)`. */
  get size(): number {
    return this.#values.size;
  }

  /** The variables that are set. */
  keys(): IterableIterator<ContextVar<unknown>> {
    return this.#values.keys();
  }

  /** The values that are set. */
  values(): IterableIterator<unknown> {
    return this.#values.values();
  }

  /** Pairs of variable and value. */
  items(): IterableIterator<[ContextVar<unknown>, unknown]> {
    return this.#values.entries();
  }

  /** Iterates over the variables that are set, as Python's `iter(context)`. */
  [Symbol.iterator](): IterableIterator<ContextVar<unknown>> {
    return this.keys();
  }

  /** @internal */
  _write(variable: ContextVar<unknown>, value: unknown): void {
    if (this.#shared) {
      this.#values = new Map(this.#values);
      this.#shared = false;
    }
    if (value === MISSING) this.#values.delete(variable);
    else this.#values.set(variable, value);
  }

  /** @internal The value of `variable`, or `Token.MISSING`. */
  _read(variable: ContextVar<unknown>): unknown {
    const value = this.#values.get(variable);
    return value === undefined && !this.#values.has(variable) ? MISSING : value;
  }
}

const MISSING: unique symbol = Symbol("Token.MISSING");

/**
 * What `ContextVar.set` returns: the way back to the value before. Mirrors `contextvars.Token`.
 *
 * @example
 * ```ts
 * import { ContextVar, Token } from "tsyncio";
 * const user = new ContextVar<string>("user");
 * const token = user.set("ada");
 * token.oldValue === Token.MISSING; // -> true
 * user.reset(token);
 * ```
 */
export class Token<T> {
  /** Stands in `oldValue` for "the variable was not set". */
  static readonly MISSING: typeof MISSING = MISSING;
  /** The variable that was set. */
  readonly var: ContextVar<T>;
  /** The value before, or `Token.MISSING`. */
  readonly oldValue: T | typeof MISSING;
  /** @internal */
  readonly _context: Context;
  /** @internal */
  _used = false;

  /** @internal */
  constructor(context: Context, variable: ContextVar<T>, oldValue: T | typeof MISSING) {
    this._context = context;
    this.var = variable;
    this.oldValue = oldValue;
  }

  /** Resets the variable, so that `using token = variable.set(value)` lasts as long as its block. */
  [Symbol.dispose](): void {
    this.var.reset(this);
  }
}

/**
 * A variable whose value follows the task. Mirrors `contextvars.ContextVar`.
 *
 * @example
 * ```ts
 * import { ContextVar, createTask, run } from "tsyncio";
 * const user = new ContextVar("user", { default: "nobody" });
 * async function child() {
 *   user.set("child");
 * }
 * async function main() {
 *   user.set("main");
 *   await createTask(child());
 *   return user.get();
 * }
 * await run(main()); // -> "main"
 * ```
 */
export class ContextVar<T> extends Inspectable {
  /** The name given to the constructor, for people who debug. */
  readonly name: string;
  readonly #default: T | typeof MISSING;

  constructor(name: string, options?: { default?: T }) {
    super();
    if (typeof name !== "string")
      throw new TypeError(`the name of a ContextVar must be a string, not ${typeof name}`);
    this.name = name;
    this.#default = options && "default" in options ? (options.default as T) : MISSING;
  }

  /**
   * The value in the current Context, else `defaultValue`, else the variable's default.
   * @throws LookupError when there is none of the three.
   */
  get(): T;
  get<D>(defaultValue: D): T | D;
  get(...defaults: unknown[]): unknown {
    const value = current._read(this as ContextVar<unknown>);
    if (value !== MISSING) return value;
    if (defaults.length > 0) return defaults[0];
    if (this.#default !== MISSING) return this.#default;
    throw new LookupError(`${this} has no value in the current Context: set it, or give a default`);
  }

  /** Sets the value in the current Context; the Token takes it back. */
  set(value: T): Token<T> {
    const token = new Token<T>(current, this, current._read(this as ContextVar<unknown>) as T);
    current._write(this as ContextVar<unknown>, value);
    return token;
  }

  /**
   * Restores what was before the `set` that gave `token`, "not set" included.
   * @throws RuntimeError for a token used before, RangeError (Python's ValueError) for one of another
   * variable or Context.
   */
  reset(token: Token<T>): void {
    if (!(token instanceof Token)) throw new TypeError(`${this}.reset() takes the Token that set() returned`);
    if (token._used) {
      throw new RuntimeError(`the Token of ${token.var} has already been used once: set() gives a new one`);
    }
    if (token.var !== this) throw new RangeError(`the Token was created by ${token.var}, not by ${this}`);
    if (token._context !== current) {
      throw new RangeError(`the Token of ${this} was created in a different Context`);
    }
    current._write(this as ContextVar<unknown>, token.oldValue);
    token._used = true;
  }

  toString(): string {
    return `<ContextVar name='${this.name}'>`;
  }
}

/** The Context of code that runs outside of every `Context.run`. */
let current = new Context();
current._entered = true;

/**
 * A copy of the current Context. Mirrors `contextvars.copy_context`.
 *
 * @example
 * ```ts
 * import { ContextVar, copyContext } from "tsyncio";
 * const user = new ContextVar<string>("user");
 * const context = copyContext();
 * context.run(() => user.set("ada"));
 * user.get("nobody"); // -> "nobody"
 * ```
 */
export function copyContext(): Context {
  return current.copy();
}

/** What the option `context` says: that Context, or a copy of the current one. @throws TypeError for anything else. */
export function contextToRunIn(given: Context | undefined): Context {
  if (given instanceof Context) return given;
  if (given !== undefined) throw new TypeError(`the option context must be a Context, not ${textOf(given)}`);
  return current.copy();
}

/** Makes `context` current and returns the one that `leaveContext` has to restore. */
export function enterContext(context: Context): Context {
  if (context._entered) {
    throw new RuntimeError("cannot enter the Context: it is already entered: run in a copy() of it");
  }
  context._entered = true;
  const previous = current;
  current = context;
  return previous;
}

/** Ends what `enterContext` began. */
export function leaveContext(context: Context, previous: Context): void {
  context._entered = false;
  current = previous;
}
