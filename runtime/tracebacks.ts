// Tracebacks: the stack of an error names the coroutines that have awaited the one that threw it, as V8's names native
// async functions, and leaves out the driver in between. Loaded with compiled code.
// Not here: the stack of a task that waits (graph.ts), and the places of awaits (places.ts).
// Invariant: no stack is made text before somebody reads it, and who has set a stack of his own keeps it.

import { stackTraceLimit } from "./calls.ts";
import { coroutineName, isCoroutine, tellErrorsTo } from "./coroutines.ts";
import { ownFolder } from "./debug.ts";
import { executingLoop } from "./events.ts";
import { Future } from "./futures.ts";
import { awaiting } from "./interop.ts";
import { placeOf } from "./places.ts";

/** What is known of an error. A WeakMap would cost as much as all the rest. */
const TRACEBACK: unique symbol = Symbol("traceback");

/** A line, on top of those before it. None is ever changed, so whoever keeps one keeps all as they were. */
interface Line {
  readonly text: string;
  readonly before: Line | undefined;
  readonly count: number;
}

interface Traceback {
  /** Of the last coroutine at whose await the error has arrived. */
  last: Line | undefined;
  /** The property `stack` as it was, and whose: an object that inherits from the error is another one. */
  readonly stack: PropertyDescriptor;
  readonly error: Error;
}

interface Traced {
  [TRACEBACK]?: Traceback;
}

/** As many lines as an error may have where the host's stacks have no end. */
const MOST_LINES = 1000;

/** The last line when a Future or promise got its error: whoever awaits that goes on from there. */
const kept = new WeakMap<object, Line | undefined>();

tellErrorsTo(told);

/**
 * An error is caught that may have passed no await: then nobody has told of it, and its stack would show the loop. It
 * gets no lines, as in Python, whose tracebacks end where an error is caught.
 */
export function caught(error: unknown): void {
  told(undefined, error);
}

function told(passed: object | undefined, error: unknown): void {
  try {
    tell(passed, error);
  } catch {
    // A Proxy, or a getter: what is thrown may be anything, and it is the program's and not ours.
  }
}

function tell(passed: object | undefined, error: unknown): void {
  const traceback = isError(error) ? tracebackOf(error) : undefined;
  if (traceback === undefined || passed === undefined) return;
  if (passed instanceof Future) keepOrRestore(passed, passed.done(), traceback);
  // What acts for a coroutine that has returned is no call of the user's.
  else if (passed instanceof (awaiting as unknown as new () => object)) return;
  // Coroutines are promises, too, by their prototype.
  else if (passed instanceof Promise && !isCoroutine(passed))
    keepOrRestore(passed, kept.has(passed), traceback);
  else add(passed, traceback);
}

/** Who is getting the error keeps the lines, for each time that it gives it; what a Future does not keep is none. */
function keepOrRestore(holder: object, gives: boolean, traceback: Traceback): void {
  if (gives) traceback.last = kept.get(holder);
  else if (traceback.last !== undefined || !(holder instanceof Future)) kept.set(holder, traceback.last);
}

/** An error that is caught and thrown again and again would grow for ever. */
function add(coro: object, traceback: Traceback): void {
  const before = traceback.last;
  const count = (before?.count ?? 0) + 1;
  if (count <= Math.min(stackTraceLimit(), MOST_LINES))
    traceback.last = { text: lineOf(coro), before, count };
}

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
  const traceback = { last: undefined, stack, error };
  if (!Reflect.defineProperty(error, TRACEBACK, { value: traceback })) return undefined;
  Object.defineProperty(error, "stack", { ...STACK, enumerable: stack.enumerable === true });
  return traceback;
}

/** The stack of an error that ends with its traceback, as that is when it is read. */
const STACK: PropertyDescriptor & ThisType<Error & Required<Traced>> = {
  configurable: true,
  get() {
    const { last, stack, error } = this[TRACEBACK];
    // Read late where V8 makes the text late: that takes longer than everything else about an error.
    const text: unknown = stack.get === undefined ? stack.value : stack.get.call(error);
    return typeof text === "string" ? extended(text, last) : text;
  },
  set(value: unknown) {
    const { enumerable = false } = this[TRACEBACK].stack;
    Object.defineProperty(this, "stack", { value, enumerable, configurable: true, writable: true });
  },
};

function lineOf(coro: object): string {
  const task = executingLoop()?._currentTask;
  const place = task && placeOf(task, task._depth, coro);
  // What drives an async generator is called by that and its method.
  const name = coroutineName(coro, "<anonymous>").replace(/\(\).*$/, "");
  return `    at async ${place === undefined ? name : `${name} (${place})`}`;
}

/** Calls as V8 writes them, and as other engines do. */
const CALL = /^\s+at /m;
const OTHER_CALL = /@.*:\d+:\d+$/m;

function extended(stack: string, last: Line | undefined): string {
  // One without any call is that of a cancellation.
  if (!CALL.test(stack) && OTHER_CALL.test(stack)) return stack;
  return [...withoutDriver(stack.split("\n")), ...textsOf(last)].join("\n");
}

/** The innermost first. */
function textsOf(last: Line | undefined): string[] {
  const texts: string[] = [];
  for (let line = last; line !== undefined; line = line.before) texts.push(line.text);
  return texts.reverse();
}

/**
 * Where a development server bundles packages, if this is one of them: a folder such as `.vite`, where nobody's own code
 * is. A program that was bundled with the runtime and then published is in `node_modules` too, and keeps its lines.
 */
const DEPENDENCIES = /([^\s(]*\/node_modules\/\.(?!\S*\/node_modules\/)(?:[^\s(]*\/)?)[^/\s]+:\d+:\d/;
const packages = DEPENDENCIES.exec(new Error().stack ?? "")?.[1];
const folder = ownFolder ?? packages;

/** Whether a line is one of the runtime's own. In the bundle of a program none can be told from others. */
function isOwnLine(line: string | undefined): boolean {
  return folder !== undefined && line?.includes(folder) === true;
}

/** A coroutine that is resumed, as V8 spells it; and a callback that is run. */
const RESUME = /^\s+at (?:async )?.*\.(?:next|throw|return) \(<anonymous>\)$/;
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
