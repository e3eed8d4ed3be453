/**
 * Command line: `node test/conformance/run.ts [--python | --typescript] [part of a path…]`
 *
 * Runs the pairs whose path contains one of the words (all by default) in CPython and in tsyncio, prints
 * every difference and, last, how many pairs are identical, by module; after all pairs also which portable
 * names are in none. With an option: prints one side's traces.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { coverage } from "./coverage.ts";
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

const identical: Pair[] = [];
for (const pair of pairs) {
  if (await report(pair)) identical.push(pair);
}
if (python && traceTypeScript) {
  const without = pairs.length === all.length ? reportNames() : [];
  reportModules();
  console.log(`${pairs.length} pairs, ${identical.length} identical (CPython ${python.version})`);
  process.exitCode = identical.length === pairs.length && without.length === 0 ? 0 : 1;
}

function reportModules(): void {
  const modules = Map.groupBy(pairs, ({ python }) => python.split("/")[0]);
  for (const [module = "", members] of modules) {
    const same = members.filter((pair) => identical.includes(pair)).length;
    console.log(
      `${module.padEnd(16)}${String(members.length).padStart(4)} pairs ${String(same).padStart(4)} identical`,
    );
  }
}

function reportNames(): string[] {
  const covered = [...coverage()];
  const without = covered.filter(([, stems]) => stems.length === 0).map(([name]) => name);
  console.log(
    `${covered.length} portable names, ${without.length} in no pair${without.map((n) => `\n  ${n}`).join("")}`,
  );
  return without;
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
