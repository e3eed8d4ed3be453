/**
 * The pairs: which programs exist, and how two traces are compared. Nothing here runs a program.
 *
 * A pair is `programs/<module>/<name>.py` and `.ts`; its name reads as a sentence.
 */

import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { TraceEvent } from "./programs/conformance.ts";

/** The folder all programs live in. */
export const PROGRAMS = fileURLToPath(new URL("programs/", import.meta.url));

/** One program in two languages; paths are relative to the programs folder. */
export interface Pair {
  /** `futures: a callback added to a done future is still scheduled` */
  readonly name: string;
  readonly python: string;
  readonly typescript: string;
}

/** All pairs, sorted by path. Says which half is missing if one is. */
export async function findPairs(folder: string = PROGRAMS): Promise<Pair[]> {
  const python = await stems(folder, "py");
  const typescript = await stems(folder, "ts");
  const lonely = [...python.symmetricDifference(typescript)];
  if (lonely.length > 0) throw new Error(`programs without their other half: ${lonely.join(", ")}`);
  return [...python].map((stem) => ({ name: title(stem), python: `${stem}.py`, typescript: `${stem}.ts` }));
}

async function stems(folder: string, extension: string): Promise<Set<string>> {
  const found: string[] = [];
  for await (const file of glob(`*/*.${extension}`, { cwd: folder }))
    found.push(file.slice(0, -extension.length - 1));
  return new Set(found.sort());
}

function title(stem: string): string {
  return stem.replaceAll("_", " ").replace("/", ": ");
}

/** The numbered traps (reference inventory) that a program says it covers: `traps: 67, 68`. */
export async function trapsOf(file: string): Promise<number[]> {
  const line = /traps: ([\d, ]+)/.exec(await readFile(file, "utf8"));
  return (line?.[1] ?? "").split(",").filter(Boolean).map(Number);
}

/** One event a line, so that a difference can be read. */
export function lines(trace: readonly TraceEvent[]): string[] {
  return trace.map(([time, event, ...details]) =>
    [time === null ? "-" : time, event, ...details.map((detail) => JSON.stringify(detail))].join("  "),
  );
}

/** What differs between two traces, or `undefined` if they are identical. */
export function difference(
  python: readonly TraceEvent[],
  typescript: readonly TraceEvent[],
): string | undefined {
  const [expected, actual] = [lines(python), lines(typescript)];
  const at = expected.findIndex((line, index) => line !== actual[index]);
  if (at === -1 && expected.length === actual.length) return undefined;
  const start = at === -1 ? expected.length : at;
  const shown = (trace: string[]) => trace.slice(start, start + 5).map((line) => `    ${line}`);
  return [
    ...expected.slice(Math.max(0, start - 3), start).map((line) => `    ${line}`),
    "  CPython goes on:",
    ...shown(expected),
    "  tsyncio goes on:",
    ...shown(actual),
  ].join("\n");
}
