// BaseExceptionGroup and ExceptionGroup: several errors thrown as one, as a tree.
// Not here: who makes them (taskgroups.ts).
// Invariant: an ExceptionGroup holds no BaseException, so an ordinary `catch` may take it whole.

import { isBaseException, markBaseException, nameClass } from "./exceptions.ts";

/** A class of errors, as `instanceof` knows it. */
export type ErrorClass = abstract new (...args: never[]) => Error;

/** Which errors `split` and `subgroup` select: a class, several of them, or a function that says yes or no. */
export type ExceptionCondition = ErrorClass | readonly ErrorClass[] | ((error: unknown) => boolean);

/**
 * Errors of several origins thrown as one; its children, in `errors`, may be groups themselves. Mirrors
 * `BaseExceptionGroup`.
 *
 * Made of ordinary errors only, it is an `ExceptionGroup`. Otherwise a `catch` that does not name
 * it lets it pass, like every BaseException.
 *
 * @example
 * ```ts
 * import { BaseExceptionGroup, CancelledError, ExceptionGroup } from "tsyncio";
 * const ordinary = new BaseExceptionGroup("two failed", [new Error("a"), new RangeError("b")]);
 * const mixed = new BaseExceptionGroup("stopped", [new Error("a"), new CancelledError()]);
 * [ordinary instanceof ExceptionGroup, mixed instanceof ExceptionGroup]; // -> [true, false]
 * ```
 */
export class BaseExceptionGroup extends AggregateError {
  /** The errors it was made of, in their order. Python's `exceptions`. */
  declare errors: unknown[];

  /**
   * @throws TypeError when `message` is no string or an ExceptionGroup would hold a BaseException;
   * RangeError (Python's ValueError) when there are no errors.
   */
  constructor(message: string, errors: Iterable<unknown>, options?: ErrorOptions) {
    super(errors, message, options);
    if (typeof message !== "string")
      throw new TypeError("the message of an exception group must be a string");
    if (this.errors.length === 0) throw new RangeError(`the exception group '${message}' has no errors`);
    const ordinary = !this.errors.some(isBaseException);
    if (new.target === BaseExceptionGroup && ordinary) {
      // biome-ignore lint/correctness/noConstructorReturn: as in Python, the children decide the class
      return new ExceptionGroup(message, this.errors, options);
    }
    if (!(this instanceof ExceptionGroup)) markBaseException(this);
    else if (!ordinary)
      throw new TypeError(`${this.name} cannot hold a BaseException: use BaseExceptionGroup`);
  }

  /**
   * A group of the same kind with other children: what `split` and `subgroup` make their results with.
   * A subclass with more arguments or fields overrides it.
   */
  derive(errors: readonly unknown[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.message, errors);
  }

  /**
   * The part of the tree that fulfils `condition`, or undefined when none does. A group that fulfils it is
   * taken whole.
   * @throws TypeError when `condition` is neither a class of errors, nor an array of those, nor a function.
   */
  subgroup(condition: ExceptionCondition): this | BaseExceptionGroup | undefined {
    return this.split(condition)[0];
  }

  /**
   * Parts the tree in what fulfils `condition` and the rest, each with the shape of this group; undefined
   * stands for an empty part.
   * @throws as `subgroup`.
   */
  split(
    condition: ExceptionCondition,
  ): [matching: this | BaseExceptionGroup | undefined, rest: this | BaseExceptionGroup | undefined] {
    return this.#split(predicateOf(condition));
  }

  #split(
    fulfils: (error: unknown) => boolean,
  ): [BaseExceptionGroup | undefined, BaseExceptionGroup | undefined] {
    if (fulfils(this)) return [this, undefined];
    const matching: unknown[] = [];
    const rest: unknown[] = [];
    for (const error of this.errors) {
      if (error instanceof BaseExceptionGroup) {
        const [inner, others] = error.#split(fulfils);
        if (inner !== undefined) matching.push(inner);
        if (others !== undefined) rest.push(others);
      } else {
        (fulfils(error) ? matching : rest).push(error);
      }
    }
    return [this.#part(matching), this.#part(rest)];
  }

  /** A part was thrown where the whole was, and for the same reason. */
  #part(errors: readonly unknown[]): BaseExceptionGroup | undefined {
    if (errors.length === 0) return undefined;
    const part = this.derive(errors);
    if (!(part instanceof BaseExceptionGroup))
      throw new TypeError(`${this.name}.derive() must return an exception group`);
    for (const key of ["cause", "stack"] as const) {
      if (!Object.hasOwn(this, key)) continue;
      Object.defineProperty(part, key, { value: this[key], configurable: true, writable: true });
    }
    return part;
  }

  override toString(): string {
    const { length } = this.errors;
    return `${this.name}: ${this.message} (${length} sub-exception${length === 1 ? "" : "s"})`;
  }
}

/**
 * A group of ordinary errors. Mirrors `ExceptionGroup`.
 *
 * @example
 * ```ts
 * import { ExceptionGroup } from "tsyncio";
 * const group = new ExceptionGroup("two failed", [new TypeError("a"), new RangeError("b")]);
 * const [types, rest] = group.split(TypeError);
 * [types?.errors.length, String(rest?.errors[0])]; // -> [1, "RangeError: b"]
 * ```
 */
export class ExceptionGroup extends BaseExceptionGroup {}

nameClass(BaseExceptionGroup, "BaseExceptionGroup");
nameClass(ExceptionGroup, "ExceptionGroup");

function predicateOf(condition: ExceptionCondition): (error: unknown) => boolean {
  const classes = typeof condition === "function" ? [condition] : condition;
  if (Array.isArray(classes) && classes.every(isErrorClass)) {
    return (error) => classes.some((errorClass) => error instanceof errorClass);
  }
  if (typeof condition === "function") return condition as (error: unknown) => boolean;
  throw new TypeError(
    `a class of errors, an array of those or a function was expected, not ${typeof condition}`,
  );
}

function isErrorClass(value: unknown): value is ErrorClass {
  return typeof value === "function" && (value === Error || value.prototype instanceof Error);
}
