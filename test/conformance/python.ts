/**
 * CPython 3.14 as the reference: starts it once (in WebAssembly, through Pyodide) and runs programs there.
 *
 * What the programs see of the harness is the Python module `conformance` (conformance.py). Nothing of
 * tsyncio is loaded here.
 */

import { readFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";
import type { TraceEvent } from "./programs/conformance.ts";

/** A running CPython that gives the trace of a program. */
export interface Python {
  readonly version: string;
  /** Runs the Python program in `file` on a virtual clock; returns what it traced. */
  trace(file: string): Promise<TraceEvent[]>;
}

/** Starts CPython, which takes about two seconds, and installs the harness in it. */
export async function startPython(): Promise<Python> {
  const pyodide = await loadPyodide();
  const harness = await readFile(new URL("conformance.py", import.meta.url), "utf8");
  pyodide.FS.writeFile("conformance.py", harness);
  const run = pyodide.runPython("import conformance; conformance.run");
  return {
    version: pyodide.runPython("import sys; sys.version.split()[0]"),
    trace: async (file) => JSON.parse(run(await readFile(file, "utf8"), file)),
  };
}
