/**
 * The TypeScript half: compiles the programs with tsyncio's own transform, strips the types and runs them.
 *
 * It uses the built package through its public entries, as a user's program does.
 */

import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { getRunningLoop, run } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { transform } from "tsyncio/transform";
import ts from "typescript";
import { PROGRAMS } from "./pairs.ts";
import { kind, normal, type Trace, type TraceEvent } from "./programs/conformance.ts";

const OUTPUT = fileURLToPath(new URL("../../build/conformance/", import.meta.url));

/** What a program exports. */
export interface Program {
  /** Run on a virtual loop, as `asyncio.run(main(trace))`. */
  main?(trace: Trace): Promise<unknown>;
  /** Drives loops by itself; a native async function. */
  script?(trace: Trace): Promise<unknown>;
}

type RunMain = (main: () => Promise<unknown>) => Promise<unknown>;

/** Compiles every program of a folder; returns the folder of the JavaScript, same relative paths. */
export async function compilePrograms(folder: string = PROGRAMS, output: string = OUTPUT): Promise<string> {
  for await (const file of glob("**/*.ts", { cwd: folder })) {
    const target = join(output, file.replace(/\.ts$/, ".js"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, compile(await readFile(join(folder, file), "utf8"), join(folder, file)));
  }
  return output;
}

/** TypeScript to JavaScript, its coroutines compiled by our transform. */
export function compile(source: string, filename: string): string {
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

/** Virtual time costs next to nothing: a program that takes this many real seconds hangs. */
const HANGS_AFTER = 10;

/** Runs one compiled program; returns its trace. */
export async function traceProgram(file: string): Promise<TraceEvent[]> {
  return traceOf(await import(/* @vite-ignore */ pathToFileURL(file).href));
}

/** Runs a program that is loaded already; its main, if it has one, by `runMain`. */
export async function traceOf(program: Program, runMain: RunMain = runSilently): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const trace: Trace = (event, ...details) => void events.push([now(), event, ...details.map(normal)]);
  const limit = new AbortController();
  // The process is to live until then; but no timer of ours may look like something that could wake the program.
  const { port1: alive } = new MessageChannel();
  alive.ref();
  const hangs = setTimeout(HANGS_AFTER * 1000, undefined, { signal: limit.signal, ref: false }).then(
    () => trace("hangs"),
    () => {}, // the program has ended, which aborts the timer
  );
  const watch = setInterval(tellWhenNothingIsLeft, 50).unref();
  await Promise.race([runProgram(program, trace, runMain), hangs]);
  clearInterval(watch);
  limit.abort();
  alive.close();
  return events;
}

/**
 * Node tells the runtime of a deadlock by `beforeExit`; here the tests keep the process alive, so it is told
 * in Node's stead. A program on a virtual clock that has anything to do always has an immediate under way.
 */
function tellWhenNothingIsLeft(): void {
  if (!process.getActiveResourcesInfo().includes("Immediate")) process.emit("beforeExit", 0);
}

async function runProgram(program: Program, trace: Trace, runMain: RunMain): Promise<void> {
  try {
    if (program.script) trace("script returned", await program.script(trace));
    else trace("main returned", await runMain(() => program.main?.(trace) ?? missing()));
  } catch (error) {
    if (error instanceof ReferenceError) throw error; // a mistake in the program, not behaviour to compare
    trace("raised", kind(error));
  }
}

/** What is not told to a handler of the program is told to nobody, as in the Python half. */
class SilentEventLoop extends VirtualEventLoop {
  override defaultExceptionHandler(): void {}
}

const runSilently: RunMain = (main) => run(main(), { loopFactory: () => new SilentEventLoop() });

function missing(): never {
  throw new ReferenceError("the program exports neither main nor script");
}

function now(): number | null {
  try {
    return getRunningLoop().time();
  } catch {
    return null;
  }
}
