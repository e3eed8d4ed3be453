/**
 * Command line: `node test/conformance/run.ts [--python | --typescript] [part of a path…]`
 *
 * Runs the pairs whose path contains one of the words (all by default) in CPython and in tsyncio, prints
 * every difference and, last, how many pairs are identical. With an option: prints one side's traces.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { difference, findPairs, lines, type Pair, PROGRAMS } from "./pairs.ts";
import { type Python, startPython } from "./python.ts";

const { values, positionals } = parseArgs({
  options: { python: { type: "boolean" }, typescript: { type: "boolean" } },
  allowPositionals: true,
});

const all = await findPairs();
const pairs = all.filter(
  ({ python }) => positionals.length === 0 || positionals.some((w) => python.includes(w)),
);
const traceTypeScript = values.python ? undefined : await typescriptSide();
const python = values.typescript ? undefined : await startPython();

let identical = 0;
for (const pair of pairs) {
  if (await report(pair)) identical++;
}
if (python && traceTypeScript) {
  console.log(`${pairs.length} pairs, ${identical} identical (CPython ${python.version})`);
  process.exitCode = identical === pairs.length ? 0 : 1;
}

async function report(pair: Pair): Promise<boolean> {
  const expected = await python?.trace(join(PROGRAMS, pair.python));
  const actual = await traceTypeScript?.(pair);
  if (!expected || !actual) {
    console.log([`== ${pair.name}`, ...lines(expected ?? actual ?? [])].join("\n"));
    return false;
  }
  const different = difference(expected, actual);
  if (different) console.log(`== ${pair.name}\n${different}`);
  return different === undefined;
}

/** Loaded only when asked for: it needs a built package. */
async function typescriptSide(): Promise<(pair: Pair) => ReturnType<Python["trace"]>> {
  const { compilePrograms, traceProgram } = await import("./typescript.ts");
  const output = await compilePrograms();
  return (pair) => traceProgram(join(output, pair.typescript.replace(/\.ts$/, ".js")));
}
