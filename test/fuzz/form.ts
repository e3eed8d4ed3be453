/**
 * What a form is: a piece of a program, written down in both languages. The forms themselves are in
 * expressions.ts and statements.ts.
 *
 * In a template `$name` is a value of the node, `$label` its label, `$0` its first part; a line that holds
 * `$body0` stands for the statements of its first body. Where the TypeScript template is missing, it is the
 * Python one in our spelling. `world` and `say` come from the twins world.py and world.ts.
 * Invariant: what a form writes means the same in both languages, and nothing that asyncio leaves open
 * (the order of a set, when something is collected) can be seen in a trace.
 */

import type { Value } from "./program.ts";

/** What a form is: a statement, an expression to await (a Future or a coroutine), or one that does not wait. */
export type Sort = "statement" | "future" | "coroutine" | "value";
/** What a form may hold as a part. */
export type PartSort = "future" | "coroutine" | "awaitable" | "value";
/** What a body may hold: anything, `break` and `continue`, too, anything but a `return`, or only what does not wait. */
export type BodySort = "statements" | "in a loop" | "no return" | "values";

/** Stands for a function that comes later than the one at hand. */
export const CALLEE = "a later function";

/** Stands for the function at hand. */
export const OWNER = "this function";

export interface Form {
  readonly name: string;
  readonly sort: Sort;
  /** How often it is chosen among those of its sort. */
  readonly weight: number;
  readonly values: Readonly<Record<string, readonly Value[] | typeof CALLEE | typeof OWNER>>;
  readonly parts: readonly PartSort[];
  readonly bodies: readonly BodySort[];
  readonly python: string;
  readonly typescript: string;
}

/** What a form has beside its name and its Python. */
type Details = Partial<Omit<Form, "name" | "sort" | "python">>;

export function form(sort: Sort, name: string, python: string, details: Details = {}): Form {
  const typescript = details.typescript ?? inOurSpelling(python);
  return { weight: 1, values: {}, parts: [], bodies: [], ...details, sort, name, python, typescript };
}

function inOurSpelling(python: string): string {
  return python.replaceAll("asyncio.", "").replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** Few and coarse, so that many things happen at the same time. Seconds. */
export const DELAYS = [0, 0, 0.5, 1, 1, 1.5, 2, -1];
export const TIMEOUTS = [0, 0.5, 1, 1, 1.5, 2, 3, null];
export const FLAGS = [false, true];
export const PAIR = [0, 1];
export const THREE = [0, 1, 2];
export const QUEUES = [0, 1, 2, 3];
export const ITEMS = [0, 1, 2, 3];
export const TASK = { callee: CALLEE, letter: ["a", "b"] } as const;
export const DIVISIONS = ["by class", "by classes", "by a question", "derived"];
export const SHAPES = ["flat", "nested", "streams", "cancelled"];
