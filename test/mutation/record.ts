/**
 * What CPython traces for each pair, and the compiled programs, put where the sandbox of StrykerJS takes them along:
 * a mutant of the runtime is then asked to trace the same, without CPython and without the compiler.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPairs, PROGRAMS } from "../conformance/pairs.ts";
import { startPython } from "../conformance/python.ts";
import { compilePrograms } from "../conformance/typescript.ts";

const folder = join(import.meta.dirname, "recorded");

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await compilePrograms(PROGRAMS, join(folder, "programs"));
const python = await startPython();
const traces: Record<string, unknown> = {};
for (const { name, python: file, typescript } of await findPairs())
  traces[typescript.replace(/\.ts$/, ".js")] = { name, trace: await python.trace(join(PROGRAMS, file)) };
await writeFile(join(folder, "traces.json"), JSON.stringify(traces));
