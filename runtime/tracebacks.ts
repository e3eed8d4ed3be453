// Tracebacks: the stack of an error names the coroutines that have awaited the one that threw it, as V8's stacks name
// native async functions, and leaves out the driver in between. Loaded with compiled code.
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

/** A line, and a link to the one before. Lines never change, so that whoever keeps one keeps the list as it was. */
interface Line {
  readonly text: string;
  readonly before: Line | undefined;
  readonly count: number;
}

interface Traceback {
  /** The line of the last coroutine into which the error was thrown. */
  last: Line | undefined;
  /** The property `stack` as it was, and the error whose it was: other objects may inherit from the error. */
  readonly stack: PropertyDescriptor;
  readonly error: Error;
}

interface Traced {
  [TRACEBACK]?: Traceback;
}

/** As many lines as an error may have where the host's stacks have no end. */
const MOST_LINES = 1000;

/** By Future or promise, the last line when it got its error: whoever awaits it goes on from there. */
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
    // What is thrown may be a Proxy, or have getters that throw; the program is to get its own error, not theirs.
  }
}

function tell(passed: object | undefined, error: unknown): void {
  const traceback = isError(error) ? tracebackOf(error) : undefined;
  if (traceback === undefined || passed === undefined) return;
  if (passed instanceof Future) keepOrRestore(passed, passed.done(), traceback);
  // `awaiting` acts for a coroutine that has returned: it is no function of the user's.
  else if (passed instanceof (awaiting as unknown as new () => object)) return;
  // Coroutines are promises, too, by their prototype.
  else if (passed instanceof Promise && !isCoroutine(passed))
    keepOrRestore(passed, kept.has(passed), traceback);
  else add(passed, traceback);
}

/**
 * A holder that gets an error keeps the lines that it then has; each time that it gives the error, the list begins
 * there again. A Future for which nothing is kept got its error without any lines.
 */
function keepOrRestore(holder: object, gives: boolean, traceback: Traceback): void {
  if (gives) traceback.last = kept.get(holder);
  else if (traceback.last !== undefined || !(holder instanceof Future)) kept.set(holder, traceback.last);
}

/** Adds the line of a coroutine. There is a limit, since an error may be caught and thrown again for ever. */
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

/** The property `stack` of a traced error: its text ends with the lines that there are when it is read. */
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
  // A coroutine that drives an async generator has the name of the generator and a method: `f().next`.
  const name = coroutineName(coro, "<anonymous>").replace(/\(\).*$/, "");
  return `    at async ${place === undefined ? name : `${name} (${place})`}`;
}

/** Calls as V8 writes them, and as other engines do. */
const CALL = /^\s+at /m;
const OTHER_CALL = /@.*:\d+:\d+$/m;

function extended(stack: string, last: Line | undefined): string {
  // A stack of no known form is left alone; that of a cancellation has no calls at all.
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

/** A call by which the host runs what carries stores; it stands between two lines of the loop. */
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
