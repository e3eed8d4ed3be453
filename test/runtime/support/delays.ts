/** Coroutines for tests of what waits: one that gives, one that fails, and one that does not give in at once. */
import { CancelledError, coroutine, sleep } from "../../../runtime/index.ts";

/** Sleeps for `delay` seconds, and gives a value. */
export const give = coroutine(function* (delay: number, value: unknown): Generator<unknown, unknown, never> {
  yield sleep(delay);
  return value;
}) as <T>(delay: number, value: T) => Promise<T>;

/** Sleeps for `delay` seconds, and throws. */
export const fail = coroutine(function* (delay: number, message?: string): Generator<unknown, never, never> {
  yield sleep(delay);
  throw new Error(message ?? "failed");
});

/** Sleeps long; what it does when it is cancelled, `onCancel` says. */
export const stubborn = coroutine(function* (onCancel: () => unknown): Generator<unknown, unknown, never> {
  try {
    yield sleep(1000);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
  }
  return yield onCancel();
});
