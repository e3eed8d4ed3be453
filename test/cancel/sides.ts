/**
 * Runs a conformance program with a cancellation, in CPython and here.
 */

import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadPyodide } from "pyodide";
import { run } from "tsyncio";
import { PROGRAMS } from "../conformance/pairs.ts";
import { compile, traceOf } from "../conformance/typescript.ts";
import type { Outcome } from "./points.ts";
import type * as tracking from "./programs/tracked.ts";

const OUTPUT = fileURLToPath(new URL("../../build/cancel/", import.meta.url));
const TRACKED = fileURLToPath(new URL("programs/tracked.ts", import.meta.url));

/** Runs the program of a pair (`locks/name`), cancelled at a point or not at all. */
export type Side = (name: string, point?: tracking.Point) => Promise<Outcome>;

/** CPython, with tasks that count. */
export async function startPython(): Promise<Side> {
  const pyodide = await loadPyodide();
  const install = async (name: string, url: URL) => pyodide.FS.writeFile(name, await readFile(url, "utf8"));
  await install("conformance.py", new URL("../conformance/conformance.py", import.meta.url));
  await install("cancelling.py", new URL("programs/cancelling.py", import.meta.url));
  const runProgram = pyodide.runPython("import cancelling; cancelling.run");
  return async (name, point) => {
    const source = await readFile(join(PROGRAMS, `${name}.py`), "utf8");
    return JSON.parse(runProgram(source, name, JSON.stringify(point ?? null)));
  };
}

/** tsyncio: the programs, compiled to import what tracked.ts exports. */
export async function startTypeScript(): Promise<Side> {
  await compileTo(join(OUTPUT, "tracked.js"), TRACKED, (source) => source);
  for await (const file of glob("{*,*/*}.ts", { cwd: PROGRAMS })) {
    await compileTo(join(OUTPUT, file.replace(/\.ts$/, ".js")), join(PROGRAMS, file), track);
  }
  const tracked: typeof tracking = await import(pathToFileURL(join(OUTPUT, "tracked.js")).href);
  let runs = 0;
  return async (name, point) => {
    // As in Python, where each run executes the whole file: what it keeps in its module is new.
    const program = await import(`${pathToFileURL(join(OUTPUT, `${name}.js`)).href}?${runs++}`);
    tracked.beginRun(point);
    const trace = await traceOf(program, (main) => run(main(), { loopFactory: tracked.makeLoop }));
    return JSON.parse(JSON.stringify({ trace, ...tracked.endRun() }));
  };
}

async function compileTo(target: string, file: string, edit: (source: string) => string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, compile(edit(await readFile(file, "utf8")), file));
}

/** Programs stand in a folder of their module; what they share stands above, and holds nothing. */
function track(source: string): string {
  return source.includes('from "../conformance.ts"')
    ? source.replaceAll('from "tsyncio"', 'from "../tracked.js"')
    : source;
}
