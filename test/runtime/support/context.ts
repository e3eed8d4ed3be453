/** What `await using` does, by hand: for tests of what has `[asyncEnter]` and `[asyncExit]`. */
import { asyncEnter, asyncExit, coroutine } from "../../../runtime/index.ts";
import { runVirtual } from "../../../runtime/testing/index.ts";

/** A body of a program or a block, written as a generator. */
export type Body<B = void, T = unknown> = (bound: B) => Generator<unknown, T, never>;

interface AsyncContextManager {
  [asyncEnter](): unknown;
  [asyncExit](error?: unknown): unknown;
}

/** Runs `body` in the context of `manager`; what entering gives is bound, unless it is undefined. */
export const withContext = coroutine(function* <M extends AsyncContextManager, T>(
  manager: M,
  body: Body<M, T>,
): Generator<unknown, T | undefined, never> {
  const bound: M | undefined = yield manager[asyncEnter]();
  let result: T;
  try {
    result = yield* body(bound ?? manager);
  } catch (error) {
    const swallowed: boolean | undefined = yield manager[asyncExit](error);
    if (swallowed) return undefined;
    throw error;
  }
  yield manager[asyncExit]();
  return result;
});

/** Runs a program on a virtual clock. */
export function program<T>(body: Body<void, T>): Promise<Awaited<T>> {
  return runVirtual(coroutine(body as () => Generator<unknown, T, never>)());
}

/** What awaiting `aw` throws; fails when it throws nothing. */
export const failure = coroutine(function* (aw: PromiseLike<unknown>): Generator<unknown, unknown, never> {
  try {
    yield aw;
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
});
