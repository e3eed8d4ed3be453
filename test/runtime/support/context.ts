/** What `await using` does, by hand: for tests of what has `[asyncEnter]` and `[asyncExit]`. */
import { asyncEnter, asyncExit, coroutine } from "../../../runtime/index.ts";

interface AsyncContextManager {
  [asyncEnter](): unknown;
  [asyncExit](error?: unknown): unknown;
}

/** Runs `body` in the context of `manager`; what entering gives is bound, unless it is undefined. */
export const withContext = coroutine(function* <M extends AsyncContextManager, T>(
  manager: M,
  body: (bound: M) => Generator<unknown, T, never>,
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

/** What awaiting `aw` throws; fails when it throws nothing. */
export const failure = coroutine(function* (aw: PromiseLike<unknown>): Generator<unknown, unknown, never> {
  try {
    yield aw;
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
});
