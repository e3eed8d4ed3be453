// How a task pulls an async generator: the interfaces and the few operations that both of them know.
// Not here: async generators (asyncgenerators.ts). tasks.ts imports only this file, so that the bundle of a program
// without async generators holds none of their code.
// Invariant: on the stack of a task, an async generator stands above `pulling`, and below `pulling` the coroutine that
// waits for its item.

import type { CoroutineObject, ITEM, KIND, PULL, USED } from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { isAwaitable } from "./interop.ts";

/** Makes the result of a request out of the value that a generator gives. */
export interface Taker {
  take(value: unknown, done: boolean): unknown;
}

/** A request that a task carries out by resuming the generator on its own stack: that of `next()` or `throw()`. */
export interface Pull extends Taker {
  readonly [KIND]: typeof PULL | typeof USED;
  /** What is sent into the generator or, if `throws`, thrown into it. */
  readonly sent: unknown;
  readonly throws: boolean;
  /** Lets the generator run for this request, and gives it. @throws RuntimeError when it is running already. */
  begin(): CoroutineObject;
}

/** What the code of an async generator yields to hand `value` out. */
export interface GivenItem {
  readonly [KIND]: typeof ITEM;
  /** The result of the request, once `give` has put it here. Gives it, and does not keep it. */
  take(): unknown;
  /**
   * Hands the item of `generator` to the coroutine that waits for it. Takes that coroutine from the stack and gives it,
   * with the result of the request in this item; or, where the item has to be awaited first, leaves it there and gives
   * a coroutine that awaits the item in the place of the generator.
   * @throws RuntimeError when nothing waits for an item, because it is an ordinary coroutine that yields one.
   */
  give(
    generator: CoroutineObject,
    outer: CoroutineObject[] | undefined,
    loop: AbstractEventLoop,
  ): CoroutineObject;
}

/** The key of the method that tells an async generator that its code has ended. */
export const FINISH: unique symbol = Symbol("finish");

interface Pulled extends CoroutineObject {
  /** Gives what goes to the coroutine that waits: the error, or the result of the request. */
  [FINISH](failed: boolean, value: unknown): unknown;
}

/**
 * Stands on the stack of a task between a coroutine that waits for an item and the async generator that it waits for.
 * To ask the objects themselves would cost a look-up at the end of every coroutine.
 */
export const pulling = {} as CoroutineObject;

/** Puts the coroutine that pulls on the stack, and gives the generator, which runs next. @throws as `begin()`. */
export function pullFrom(pull: Pull, frame: CoroutineObject, outer: CoroutineObject[]): CoroutineObject {
  const generator = pull.begin();
  outer.push(frame, pulling);
  return generator;
}

/** Whether what a coroutine has returned is to be awaited; an async generator has done that itself. */
export function isReturnAwaited(value: unknown, outer: CoroutineObject[] | undefined): boolean {
  return isAwaitable(value) && outer?.at(-1) !== pulling;
}

/** Ends an async generator. Gives the error, or the result that its request makes of what it has returned. */
export function finish(generator: CoroutineObject, failed: boolean, value: unknown): unknown {
  return (generator as Pulled)[FINISH](failed, value);
}
