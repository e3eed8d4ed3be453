/** Runs one program natively and by both routes of the rewrite, and says where they part. */
import { createRequire, stripTypeScriptTypes } from "node:module";
import { run } from "tsyncio";
import ts from "typescript";
import { parse, syntaxErrors } from "../../transformer/parse.ts";
import { remains } from "../transformer/support/absence.ts";
import { rewriteText, throughTree } from "../transformer/support/routes.ts";
import type { Program } from "./program.ts";
import { newWorld } from "./world.ts";

const load = createRequire(import.meta.url);

/** Opens the one line of what could not be compiled or run. */
const FAILED = "failed: ";

/** What a program did: the lines of its log, or why it could not be run to its end. */
type Outcome = readonly string[];

/** The ways from a source to a program. A test plants a fault in one. */
export interface Routes {
  readonly text: (program: Program) => string;
  readonly tree: (program: Program) => string;
}

const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ESNext };

export const routes: Routes = {
  text: (program) => stripped({ ...program, source: rewriteText(program).code }),
  tree: (program) => throughTree({ ...program, compilerOptions }).code,
};

/** Without its types, by Node: much faster than TypeScript, which has to be asked for the other route. */
function stripped({ filename, source }: Program): string {
  return filename.endsWith("ts") ? stripTypeScriptTypes(source) : source;
}

/** How a program differs from itself, natively run; undefined when it does not, "invalid" when it is none. */
export async function differenceOf(program: Program, by: Routes = routes): Promise<string | undefined> {
  const expected = await outcomeOf(
    () => stripped(program),
    (work) => work,
  );
  if (isInvalid(expected) || isRefused(program)) return "invalid";
  for (const [name, route] of Object.entries(by)) {
    const actual = await outcomeOf(() => rewritten(route(program)), run);
    const difference = firstDifference(expected, actual);
    if (difference) return `${name}: ${difference}`;
  }
  return undefined;
}

/** TypeScript takes `(x = 1)`, a line break and `{` for an arrow function without its arrow. */
function isRefused({ filename, source }: Program): boolean {
  return syntaxErrors(parse(ts, source, filename)).length > 0;
}

/** A function that stayed native would prove nothing. */
function rewritten(code: string): string {
  const [left] = remains(code);
  if (left) throw new Error(`${left} is not rewritten`);
  return code;
}

/** Natively every program has a log: one that has none is not JavaScript, or was cut to pieces. */
const isInvalid = (outcome: unknown) => !Array.isArray(outcome) || String(outcome[0]).startsWith(FAILED);

async function outcomeOf(
  compile: () => string,
  drive: (main: Promise<Outcome>) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const world = newWorld();
    const exports: { main?: () => Promise<Outcome> } = {};
    const body = new Function("require", "exports", ...Object.keys(world), compile());
    body(load, exports, ...Object.values(world));
    return await within(5, drive((exports.main as () => Promise<Outcome>)()));
  } catch (error) {
    return [`${FAILED}${error}`];
  }
}

/** A program that never ends must not take the others with it. */
async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`did not end within ${seconds} seconds`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function firstDifference(expected: Outcome, actual: Outcome): string | undefined {
  const length = Math.max(expected.length, actual.length);
  const at = Array.from({ length }, (_, i) => i).find((i) => expected[i] !== actual[i]);
  if (at === undefined) return undefined;
  return `line ${at + 1} of the log is ${JSON.stringify(actual[at])}, natively ${JSON.stringify(expected[at])}`;
}
