// The calls on JavaScript's own stack, as V8 tells of them; other hosts tell nothing.
// Not here: the stack of a task (tasks.ts), and what is remembered of the places where something was made (debug.ts).

/** What V8 keeps on `Error`, if it is V8. */
interface Stacks {
  stackTraceLimit?: number;
  captureStackTrace?(holder: object, above: unknown): void;
}

/** Calls that were captured; their text is made when it is first read. */
export interface CapturedCalls {
  readonly stack?: unknown;
}

/** The calls above that of the function `caller`, so many at most; undefined where the host tells of none. */
export function captureCalls(
  caller: (...args: never[]) => unknown,
  limit = Number.POSITIVE_INFINITY,
): CapturedCalls | undefined {
  const stacks: Stacks = Error;
  if (stacks.captureStackTrace === undefined) return undefined;
  const { stackTraceLimit } = stacks;
  const holder: CapturedCalls = {};
  stacks.stackTraceLimit = limit;
  stacks.captureStackTrace(holder, caller);
  stacks.stackTraceLimit = stackTraceLimit as number;
  return holder;
}

/** How many calls the host's stacks have at most; none where it tells of none. */
export function stackTraceLimit(): number {
  return (Error as Stacks).stackTraceLimit ?? 0;
}

/** One line for each call, the innermost first. */
export function linesOf(calls: CapturedCalls | undefined): string[] {
  // Somebody's `Error.prepareStackTrace` may have made something else of it.
  return typeof calls?.stack === "string" ? calls.stack.split("\n").slice(1) : [];
}

/** A call on a line of a stack: the name of the function, which may be empty, and `file:line:column`. */
export interface Call {
  readonly name: string;
  readonly place?: string | undefined;
}

/** A bracket belongs to the path of a file where none stands at the end. */
const CALL = /^\s*at (?:async )?(?:(.*?) \((?=.*\)$))?(.*?)\)?$/;

/** V8 says `Module.f`, `new C` and `C.m [as n]`; of the compiler's `f$` the user knows `f`. */
export function parseCall(line: string): Call {
  const [, name = "", place] = CALL.exec(line) ?? [];
  const bare = name.replace(/ \[as .*/, "").replace(/.*[ .]/, "");
  return { name: bare.replace(/\$$/, ""), place };
}
