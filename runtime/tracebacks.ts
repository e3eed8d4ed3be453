// Tracebacks: the stack of an error names the coroutines that have awaited the one that threw it, as V8's names native
// async functions, and leaves out the driver in between. Loaded with compiled code.
// Not here: the stack of a task that waits (graph.ts), and the places of awaits (places.ts).
// Invariant: no stack is made text before somebody reads it, and who has set a stack of his own keeps it.

import { stackTraceLimit } from "./calls.ts";
import { coroutineName, tellErrorsTo } from "./coroutines.ts";
import { ownFolder } from "./debug.ts";
import { executingLoop } from "./events.ts";
import { Future } from "./futures.ts";
import { awaiting } from "./interop.ts";
import { placeOf } from "./places.ts";

/** What is known of an error. A WeakMap would cost as much as all the rest. */
const TRACEBACK: unique symbol = Symbol("traceback");

interface Traceback {
  /** A line for each coroutine at whose await the error has arrived, the innermost first. */
  readonly lines: string[];
  /** The property `stack` as it was. */
  readonly stack: PropertyDescriptor;
}

interface Traced {
  [TRACEBACK]?: Traceback;
}

/** How many lines there were when a Future got its error: whoever awaits that goes on from there. */
const lengths = new WeakMap<Future<unknown>, number>();

tellErrorsTo((passed, error) => {
  if (!isError(error)) return;
  const lines = tracebackOf(error)?.lines;
  if (lines === undefined) return;
  if (passed instanceof Future) keepOrRestore(passed, lines);
  // What acts for a coroutine that has returned is no call of the user's.
  else if (passed instanceof (awaiting as unknown as new () => object)) return;
  // An error that is caught and thrown again and again would grow for ever.
  else if (lines.length < stackTraceLimit()) lines.push(lineOf(passed));
});

/** Jest runs programs in a realm of their own, where the errors of Node's modules are of another class. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

/** Undefined for an error that takes no traceback. */
function tracebackOf(error: Error & Traced): Traceback | undefined {
  const known = error[TRACEBACK];
  if (known !== undefined) return known;
  const stack = Object.getOwnPropertyDescriptor(error, "stack");
  if (!stack?.configurable) return undefined;
  const traceback = { lines: [], stack };
  if (!Reflect.defineProperty(error, TRACEBACK, { value: traceback })) return undefined;
  Object.defineProperty(error, "stack", { ...STACK, enumerable: stack.enumerable === true });
  return traceback;
}

/** The stack of an error that ends with its traceback, as that is when it is read. */
const STACK: PropertyDescriptor & ThisType<Error & Required<Traced>> = {
  configurable: true,
  get() {
    const { lines, stack } = this[TRACEBACK];
    // Read late where V8 makes the text late: that takes longer than everything else about an error.
    const text: unknown = stack.get === undefined ? stack.value : stack.get.call(this);
    return typeof text === "string" ? extended(text, lines) : text;
  },
  set(value: unknown) {
    const { enumerable = false } = this[TRACEBACK].stack;
    Object.defineProperty(this, "stack", { value, enumerable, configurable: true, writable: true });
  },
};

/** A Future that is not done yet is getting the error, any other gives it. */
function keepOrRestore(future: Future<unknown>, lines: string[]): void {
  if (future.done()) lines.length = Math.min(lines.length, lengths.get(future) ?? 0);
  else if (lines.length > 0) lengths.set(future, lines.length);
}

function lineOf(coro: object): string {
  const task = executingLoop()?._currentTask;
  const place = task && placeOf(task, task._depth, coro);
  const name = coroutineName(coro, "<anonymous>");
  return `    at async ${place === undefined ? name : `${name} (${place})`}`;
}

/** Calls as V8 writes them, and as other engines do. */
const CALL = /^\s+at /m;
const OTHER_CALL = /@.*:\d+:\d+$/m;

function extended(stack: string, traceback: readonly string[]): string {
  // One without any call is that of a cancellation.
  if (!CALL.test(stack) && OTHER_CALL.test(stack)) return stack;
  return [...withoutDriver(stack.split("\n")), ...traceback].join("\n");
}

/** Where a development server bundles packages, if this is one of them: nobody's own code is there either. */
const packages = /([^\s(]*\/node_modules\/(?:[^\s(]*\/)?)[^/\s]+:\d+:\d/.exec(new Error().stack ?? "")?.[1];
const folder = ownFolder ?? packages;

/** Whether a line is one of the runtime's own. In the bundle of a program none can be told from others. */
function isOwnLine(line: string | undefined): boolean {
  return folder !== undefined && line?.includes(folder) === true;
}

/** A coroutine that is resumed, as V8 spells it; and a callback that is run. */
const RESUME = /^\s+at (?:async )?.*\.(?:next|throw) \(<anonymous>\)$/;
const RUN = /^\s+at \w+\._run \(/;

/** By which the host runs what carries stores, between two lines of the loop. */
const IN_STORES = /^\s+at (?:AsyncResource\.)?runInAsyncScope \(/;

/** The lines without those by which the loop runs things; and the compiler's `f$` is the user's `f`. */
function withoutDriver(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let inDriver = false;
  for (const [index, line] of lines.entries()) {
    const isResumed = RESUME.test(line) && isOwnLine(lines[index + 1]);
    const goesOn: boolean = isOwnLine(line) ? inDriver || RUN.test(line) : inDriver && IN_STORES.test(line);
    if (isResumed) kept.push(...kept.splice(-1).map((call) => call.replace(/\$(?= \()/, "")));
    inDriver = isResumed || goesOn;
    if (!inDriver) kept.push(line);
  }
  return kept;
}
