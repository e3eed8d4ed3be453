/**
 * Programs of a few lines on a virtual clock, written by hand as coroutines: `yield` is their `await`. What they give,
 * and what they report.
 */
import { coroutine, type ExceptionContext, getRunningLoop } from "../../../runtime/index.ts";
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

/** The errors that nobody awaited, from now on. */
export function collectReports(): ExceptionContext[] {
  const reports: ExceptionContext[] = [];
  getRunningLoop().setExceptionHandler((_loop, context) => reports.push(context));
  return reports;
}

/** The reports of a program to which nobody listens any more: its loop is closed. */
export async function reportsAfter(body: Body): Promise<string[]> {
  let reports: ExceptionContext[] = [];
  await program(function* () {
    reports = collectReports();
    yield inside(body);
  });
  await new Promise((resolve) => setImmediate(resolve));
  return reports.map(({ message }) => message);
}
