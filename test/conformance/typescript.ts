/**
 * The TypeScript half: compiles the programs with tsyncio's own transform, strips the types and runs them.
 *
 * It uses the built package through its public entries, as a user's program does.
 */

import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { getRunningLoop } from "tsyncio";
import { runVirtual } from "tsyncio/testing";
import { transform } from "tsyncio/transform";
import ts from "typescript";
import { PROGRAMS } from "./pairs.ts";
import { kind, normal, type Trace, type TraceEvent } from "./programs/conformance.ts";

const OUTPUT = fileURLToPath(new URL("../../build/conformance/", import.meta.url));

interface Program {
  /** Run on a virtual loop, as `asyncio.run(main(trace))`. */
  main?(trace: Trace): Promise<unknown>;
  /** Drives loops by itself; a native async function. */
  script?(trace: Trace): Promise<unknown>;
}

/** Compiles every program of a folder; returns the folder of the JavaScript, same relative paths. */
export async function compilePrograms(folder: string = PROGRAMS, output: string = OUTPUT): Promise<string> {
  for await (const file of glob("**/*.ts", { cwd: folder })) {
    const target = join(output, file.replace(/\.ts$/, ".js"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, compile(await readFile(join(folder, file), "utf8"), join(folder, file)));
  }
  return output;
}

function compile(source: string, filename: string): string {
  const { code, diagnostics } = transform(source, { filename });
  if (diagnostics.length > 0) throw new Error(`${filename}: ${JSON.stringify(diagnostics)}`);
  return ts.transpileModule(code, {
    fileName: filename,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  }).outputText;
}

/** Runs one compiled program; returns its trace. */
export async function traceProgram(file: string): Promise<TraceEvent[]> {
  const program: Program = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const events: TraceEvent[] = [];
  const trace: Trace = (event, ...details) => void events.push([now(), event, ...details.map(normal)]);
  try {
    if (program.script) trace("script returned", await program.script(trace));
    else trace("main returned", await runVirtual(() => program.main?.(trace) ?? missing(file)));
  } catch (error) {
    if (error instanceof ReferenceError) throw error; // a mistake in the program, not behaviour to compare
    trace("raised", kind(error));
  }
  return events;
}

function missing(file: string): never {
  throw new ReferenceError(`${file} exports neither main nor script`);
}

function now(): number | null {
  try {
    return getRunningLoop().time();
  } catch {
    return null;
  }
}
