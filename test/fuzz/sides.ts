/**
 * Runs a program on both sides, in CPython and here, and compares the traces.
 *
 * Both sides run what print.ts has written: the TypeScript is compiled by tsyncio's own transform and uses the
 * built package through its public entries.
 */

import { glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import { transform } from "tsyncio/transform";
import { difference } from "../conformance/pairs.ts";
import type { TraceEvent } from "../conformance/programs/conformance.ts";
import { compilePrograms, traceProgram } from "../conformance/typescript.ts";
import { toPython, toTypeScript } from "./print.ts";
import type { Program } from "./program.ts";

const PROGRAMS = fileURLToPath(new URL("programs/", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../../build/fuzz/", import.meta.url));

/** One way to run a program: gives its trace. */
export type Side = (program: Program) => Promise<TraceEvent[]>;

/** Both ways, ready to run. */
export interface Sides {
  readonly python: Side;
  readonly typescript: Side;
}

/** Starts CPython and compiles what the programs act on. */
export async function startSides(): Promise<Sides> {
  const [python, typescript] = await Promise.all([startPython(), startTypeScript()]);
  return { python, typescript };
}

/** What differs between the traces of a program, or undefined. */
export async function compare(program: Program, sides: Sides): Promise<string | undefined> {
  return difference(await sides.python(program), await sides.typescript(program));
}

async function startPython(): Promise<Side> {
  const pyodide = await loadPyodide();
  const install = async (name: string, url: URL) => pyodide.FS.writeFile(name, await readFile(url, "utf8"));
  await install("conformance.py", new URL("../conformance/conformance.py", import.meta.url));
  for await (const file of glob("*.py", { cwd: PROGRAMS }))
    await install(file, new URL(`programs/${file}`, import.meta.url));
  const run = pyodide.runPython("import conformance; conformance.run");
  return async (program) => JSON.parse(run(toPython(program), program.name));
}

async function startTypeScript(): Promise<Side> {
  await mkdir(OUTPUT, { recursive: true });
  await compilePrograms(PROGRAMS, OUTPUT);
  let runs = 0;
  return async (program) => {
    // A module is loaded once under its name: each run takes another.
    const file = join(OUTPUT, `${process.pid}-${runs++}.js`);
    await writeFile(file, compile(toTypeScript(program)));
    return traceProgram(file).finally(() => rm(file));
  };
}

function compile(source: string): string {
  const { code, diagnostics } = transform(source, { filename: "program.ts" });
  if (diagnostics.length > 0) throw new Error(`${JSON.stringify(diagnostics)}\n${source}`);
  return code;
}
