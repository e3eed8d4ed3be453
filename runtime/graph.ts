// The call graph of asynchronous code: what a task is doing, and who waits for it, as asyncio.graph of Python 3.14.
// Not here: who waits for a Future; that stands among its callbacks (futures.ts).
// Invariant: looking changes nothing, and costs those who do not look nothing.

import { actsForGenerator } from "./asyncgenerators.ts";
import { captureCalls, linesOf, parseCall } from "./calls.ts";
import { coroutineName } from "./coroutines.ts";
import { runningLoop } from "./events.ts";
import { RuntimeError, textOf } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { requireKnownOptions } from "./options.ts";
import { placeOf } from "./places.ts";
import { pulling } from "./pulls.ts";
import { Task } from "./tasks.ts";

/** A function that is being executed, or a coroutine that waits. */
export interface CallFrame {
  /** The name of the function. */
  readonly name: string;
  readonly kind: "function" | "async" | "async generator";
  /**
   * Where in the file it is, `file:line:column`; known of what runs now and, of what waits, in code that was compiled
   * with the option `debug`, as far as the host tells of stacks (V8 does).
   */
  readonly place?: string | undefined;
}

/** A place in a call stack. Mirrors `asyncio.FrameCallGraphEntry`. */
export interface FrameCallGraphEntry {
  readonly frame: CallFrame;
}

/** A Future or task, what it is doing, and who waits for it. Mirrors `asyncio.FutureCallGraph`. */
export interface FutureCallGraph {
  readonly future: Future<unknown>;
  /** The innermost call first. */
  readonly callStack: readonly FrameCallGraphEntry[];
  readonly awaitedBy: readonly FutureCallGraph[];
}

/** Options of `captureCallGraph` and `formatCallGraph`. */
export interface CallGraphOptions {
  /** How many calls to leave out of the current task's stack; 1, that of the function itself, unless given. */
  depth?: number | undefined;
  /**
   * How many calls of each stack to keep: the outermost ones or, if negative, the innermost. With 0 no stack is
   * captured at all.
   */
  limit?: number | undefined;
}

/** Options of `printCallGraph`. */
export interface PrintCallGraphOptions extends CallGraphOptions {
  /** What it is written to; otherwise the console. */
  file?: { write(text: string): unknown } | undefined;
}

/**
 * What a Future or task is doing and who waits for it, transitively; of the current task, if none is given, and
 * undefined when there is none. Mirrors `asyncio.capture_call_graph`.
 * @throws RuntimeError when no loop runs and no Future is given, TypeError when `future` is none.
 *
 * @example
 * ```ts
 * import { captureCallGraph, createTask, run, sleep } from "tsyncio";
 * async function inner() {
 *   await sleep(3600);
 * }
 * async function outer() {
 *   await inner();
 * }
 * async function main() {
 *   const task = createTask(outer());
 *   await sleep(0.001);
 *   return captureCallGraph(task)?.callStack.map(({ frame }) => frame.name);
 * }
 * await run(main()); // -> ["sleep", "inner", "outer"]
 * ```
 */
export function captureCallGraph(
  future?: Future<unknown>,
  options: CallGraphOptions = {},
): FutureCallGraph | undefined {
  requireKnownOptions("captureCallGraph()", options, ["depth", "limit"]);
  return capture(future, options, captureCallGraph);
}

function capture(
  future: Future<unknown> | undefined,
  { depth = 1, limit }: CallGraphOptions,
  caller: (...args: never[]) => unknown,
): FutureCallGraph | undefined {
  const loop = runningLoop();
  if (future === undefined && loop === undefined) {
    throw new RuntimeError("captureCallGraph() needs a Future where no event loop runs");
  }
  const current = loop?._currentTask;
  const subject = future ?? current;
  if (subject === undefined) return undefined;
  if (!(subject instanceof Future)) {
    throw new TypeError(`captureCallGraph() takes a Future or a task, not ${textOf(subject)}`);
  }
  const running = current && subject === current ? runningFrames(current, caller, depth) : [];
  return graphOf(subject, running, limit, new Set());
}

/** Tasks that wait for each other are shown once around. */
function graphOf(
  future: Future<unknown>,
  running: readonly CallFrame[],
  limit: number | undefined,
  below: ReadonlySet<Future<unknown>>,
): FutureCallGraph {
  const path = new Set([...below, future]);
  const above = below.has(future) ? [] : [...future._awaiters()].filter((task) => !task.done());
  return {
    future,
    callStack: limited([...running, ...waitingFrames(future)], limit).map((frame) => ({ frame })),
    awaitedBy: above.map((task) => graphOf(task, [], limit, path)),
  };
}

function limited(frames: CallFrame[], limit: number | undefined): CallFrame[] {
  if (limit === undefined) return frames;
  return limit > 0 ? frames.slice(-limit) : frames.slice(0, -limit);
}

/** The coroutines that wait, the innermost first. */
function waitingFrames(future: Future<unknown>): CallFrame[] {
  if (!(future instanceof Task)) return [];
  const stack = future._stack();
  return stack.flatMap((coro, i) => {
    if (coro === pulling) return [];
    const kind = actsForGenerator(coro) ? "async generator" : "async";
    return { name: coroutineName(coro), kind, place: placeOf(future, stack.length - 1 - i, coro) };
  });
}

/** Where the task has resumed a coroutine: what stands below that in JavaScript's stack is the loop. */
const RESUMPTION = /\.(?:next|throw) \((?:<anonymous>|native)\)/;

/** The calls of the current step, the innermost first, as far as the host's stacks tell. */
function runningFrames(
  task: Task<unknown>,
  caller: (...args: never[]) => unknown,
  depth: number,
): CallFrame[] {
  const lines = linesOf(captureCalls(caller));
  const end = lines.findIndex((line) => RESUMPTION.test(line));
  if (end < 0) return [];
  const resumed = task._stack()[0] === pulling ? "async generator" : "async";
  const frames = lines.slice(0, end).map((line, i): CallFrame => {
    const { name, place } = parseCall(line);
    return { name: name || "(anonymous)", kind: i === end - 1 ? resumed : "function", place };
  });
  return frames.slice(Math.max(depth - 1, 0));
}

/**
 * The call graph as text. Mirrors `asyncio.format_call_graph`.
 * @throws as `captureCallGraph`.
 *
 * @example
 * ```ts
 * import { createTask, formatCallGraph, run, sleep } from "tsyncio";
 * async function inner() {
 *   await sleep(3600);
 * }
 * async function main() {
 *   const task = createTask(inner(), { name: "worker" });
 *   await sleep(0.001);
 *   return formatCallGraph(task).split("\n");
 * }
 * await run(main()); // -> ["* Task(name='worker')", "  + Call stack:", "  |   in async sleep()", "  |   in async inner()"]
 * ```
 */
export function formatCallGraph(future?: Future<unknown>, options: CallGraphOptions = {}): string {
  requireKnownOptions("formatCallGraph()", options, ["depth", "limit"]);
  const graph = capture(future, options, formatCallGraph);
  return graph === undefined ? "" : linesOfGraph(graph).join("\n");
}

function linesOfGraph({ future, callStack, awaitedBy }: FutureCallGraph): string[] {
  const lines = [future instanceof Task ? `* Task(name='${future.getName()}')` : "* Future()"];
  if (callStack.length > 0) lines.push("  + Call stack:", ...callStack.map(lineOf));
  if (awaitedBy.length > 0) lines.push("  + Awaited by:");
  return [...lines, ...awaitedBy.flatMap(linesOfGraph).map((line) => `    ${line}`)];
}

function lineOf({ frame: { name, kind, place } }: FrameCallGraphEntry): string {
  return `  |   ${place ? `File '${place}', ` : ""}in ${kind === "function" ? "" : `${kind} `}${name}()`;
}

/**
 * Writes the call graph to the console, or to a `file`. Mirrors `asyncio.print_call_graph`.
 * @throws as `captureCallGraph`.
 *
 * @example
 * ```ts
 * import { printCallGraph, run } from "tsyncio";
 * let text = "";
 * async function main() {
 *   printCallGraph(undefined, { limit: 0, file: { write: (line) => (text += line) } });
 * }
 * await run(main());
 * text.startsWith("* Task(name="); // -> true
 * ```
 */
export function printCallGraph(future?: Future<unknown>, options: PrintCallGraphOptions = {}): void {
  requireKnownOptions("printCallGraph()", options, ["depth", "limit", "file"]);
  const { file, ...rest } = options;
  const graph = capture(future, rest, printCallGraph);
  const text = graph === undefined ? "" : linesOfGraph(graph).join("\n");
  if (file === undefined) console.log(text);
  else file.write(`${text}\n`);
}
