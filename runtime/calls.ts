// The calls on JavaScript's own stack, in the form that V8 gives them; other engines tell nothing here.
// Not here: the stack of a task (tasks.ts), and the places where something was made (debug.ts).

/** What V8 keeps on `Error`, if it is V8. */
interface Stacks {
  stackTraceLimit?: number;
  captureStackTrace?(holder: object, above: unknown): void;
}

/** Calls that were captured; their text is made when it is first read. */
export interface CapturedCalls {
  readonly stack?: unknown;
}

/** The calls outside of that of the function `caller`, `limit` at most; undefined where the engine tells of none. */
export function captureCalls(
  caller: (...args: never[]) => unknown,
  limit = Number.POSITIVE_INFINITY,
): CapturedCalls | undefined {
  const stacks: Stacks = Error;
  if (stacks.captureStackTrace === undefined) return undefined;
  const { stackTraceLimit } = stacks;
  const holder: CapturedCalls = {};
  // An assignment would throw where Error is frozen.
  Reflect.set(stacks, "stackTraceLimit", limit);
  stacks.captureStackTrace(holder, caller);
  if (stackTraceLimit === undefined) Reflect.deleteProperty(stacks, "stackTraceLimit");
  else Reflect.set(stacks, "stackTraceLimit", stackTraceLimit);
  return holder;
}

/** How many calls a stack holds at most: `Error.stackTraceLimit`; 0 on engines without it. */
export function stackTraceLimit(): number {
  return (Error as Stacks).stackTraceLimit ?? 0;
}

/** One line for each call, the innermost first. */
export function linesOf(calls: CapturedCalls | undefined): string[] {
  // `Error.prepareStackTrace` of the program may have made something else of it.
  return typeof calls?.stack === "string" ? calls.stack.split("\n").slice(1) : [];
}

/** A call on a line of a stack: the name of the function, which may be empty, and `file:line:column`. */
export interface Call {
  readonly name: string;
  readonly place?: string | undefined;
}

/** A call on a line of a stack. A line that does not end in a bracket has the brackets of a path, if any. */
const CALL = /^\s*at (?:async )?(?:(.*?) \((?=.*\)$))?(.*?)\)?$/;

/** The bare name, where V8 says `Module.f`, `new C` or `C.m [as n]`; the compiler's `f$` is called `f`. */
export function parseCall(line: string): Call {
  const [, name = "", place] = CALL.exec(line) ?? [];
  const bare = name.replace(/ \[as .*/, "").replace(/.*[ .]/, "");
  return { name: bare.replace(/\$$/, ""), place };
}
