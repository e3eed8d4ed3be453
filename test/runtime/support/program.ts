/** Programs of a few lines on a virtual clock, written by hand as coroutines: `yield` is their `await`. */
import { coroutine, getRunningLoop } from "../../../runtime/index.ts";
import { runVirtual } from "../../../runtime/testing/index.ts";

/** A generator function, or a call of a coroutine function that is to be made inside of the task. */
export type Body<T = unknown> = () => Generator<unknown, T, never> | PromiseLike<T>;

/** A coroutine that does what `body` does. */
export const inside = coroutine(function* (body: Body): Generator<unknown, unknown, never> {
  const started = body();
  return "then" in started ? yield started : yield* started;
}) as <T>(body: Body<T>) => Promise<Awaited<T>>;

/** Runs a program. */
export function program<T>(body: Body<T>): Promise<Awaited<T>> {
  return runVirtual(inside(body));
}

/** What `body` gives, or the name of what it throws, and at what time. */
export const outcome = coroutine(function* (
  body: Body | PromiseLike<unknown>,
): Generator<unknown, [unknown, number], never> {
  let result: unknown;
  try {
    result = yield typeof body === "function" ? inside(body) : body;
  } catch (error) {
    result = (error as Error).name;
  }
  return [result, getRunningLoop().time()];
});
