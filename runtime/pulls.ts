// What a task and an async generator that it pulls say to each other.
// Not here: the generators (asyncgenerators.ts). A task knows them by these words alone, so that a program without
// any carries none of their code.
// Invariant: above `pulling` on the stack of a task stands an async generator, below it who waits for its item.

import type { CoroutineObject, ITEM, KIND, PULL, USED } from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { isAwaitable } from "./interop.ts";

/** Takes what a generator gives, and makes the result of the request of it. */
export interface Taker {
  take(value: unknown, done: boolean): unknown;
}

/** What a task carries out by resuming a generator itself, on its own stack: `next()` and `throw()`. */
export interface Pull extends Taker {
  readonly [KIND]: typeof PULL | typeof USED;
  /** What is sent or thrown into the generator. */
  readonly sent: unknown;
  readonly throws: boolean;
  /** Makes sure that the generator is free, and takes it. @throws RuntimeError when it is running. */
  begin(): CoroutineObject;
}

/** What the code of an async generator yields to hand `value` out. */
export interface GivenItem {
  readonly [KIND]: typeof ITEM;
  /** The result of the request, after `give`. Reads it, and lets it go. */
  take(): unknown;
  /**
   * Takes from the stack of a task what waits for an item of the generator, and gives what goes on: that, with the
   * result in the item, or before it a coroutine that awaits the item in the place of the generator.
   * @throws RuntimeError when nothing waits for an item, because it is an ordinary coroutine that yields one.
   */
  give(
    generator: CoroutineObject,
    outer: CoroutineObject[] | undefined,
    loop: AbstractEventLoop,
  ): CoroutineObject;
}

/** The method by which a task tells an async generator that its code has ended. */
export const FINISH: unique symbol = Symbol("finish");

interface Pulled extends CoroutineObject {
  /** Gives what is to be handed to who waits: the error, or the result of the request. */
  [FINISH](failed: boolean, value: unknown): unknown;
}

/**
 * Stands on the stack of a task above a coroutine that waits for an async generator, which is then the next above:
 * finding out by the objects themselves would cost a look-up at the end of every coroutine.
 */
export const pulling = {} as CoroutineObject;

/** Puts on the stack of a task what waits for an async generator, and gives that. @throws as `begin()`. */
export function pullFrom(pull: Pull, frame: CoroutineObject, outer: CoroutineObject[]): CoroutineObject {
  const generator = pull.begin();
  outer.push(frame, pulling);
  return generator;
}

/** Whether what a coroutine returns is to be awaited in its place: an async generator has done so. */
export function isReturnAwaited(value: unknown, outer: CoroutineObject[] | undefined): boolean {
  return isAwaitable(value) && outer?.at(-1) !== pulling;
}

/** Ends an async generator; gives the error, or what it returned as the one who pulls it takes it. */
export function finish(generator: CoroutineObject, failed: boolean, value: unknown): unknown {
  return (generator as Pulled)[FINISH](failed, value);
}
