/**
 * Runs compiled examples one after the other in a process of their own and prints one JSON object,
 * file name -> what went wrong. Started by examples.test.ts as `node run-examples.ts file.mjs …`.
 */
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format, inspect } from "node:util";

const limit = 10_000;
const results: Record<string, string[]> = {};
let faults: string[] = [];

process.on("unhandledRejection", (error) => void faults.push(`unhandled rejection: ${inspect(error)}`));
process.on("uncaughtException", (error) => void faults.push(`uncaught: ${inspect(error)}`));

/** Installed as the global `check` that the examples call. */
function check(line: number, expected: string) {
  return (...values: unknown[]): void => {
    reached.add(line);
    const printed = [format(...values), values.map((value) => inspect(value)).join(" ")].map(sameSpelling);
    if (!printed.includes(sameSpelling(expected)))
      faults.push(`line ${line} gives ${printed[0]} instead of ${expected}`);
  };
}

let reached = new Set<number>();

/** Quotes, and spaces or lines inside brackets, are a matter of taste. */
function sameSpelling(text: string): string {
  return text
    .replaceAll("'", '"')
    .replace(/\s+/g, " ")
    .replace(/(?<=[[{(]) | (?=[\]})])/g, "");
}

async function runOne(file: string, lines: readonly number[]): Promise<void> {
  faults = [];
  reached = new Set();
  await Promise.race([import(pathToFileURL(resolve(file)).href), expire()]).catch(
    (error: unknown) => void faults.push(inspect(error)),
  );
  await new Promise((settled) => setImmediate(settled));
  faults.push(...lines.filter((line) => !reached.has(line)).map((line) => `line ${line} was never reached`));
  results[basename(file)] = faults;
}

function expire(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`not done after ${limit / 1000} seconds`)), limit).unref();
  });
}

console.log = () => {};
Object.assign(globalThis, { check });
const jobs = JSON.parse(process.argv[2] ?? "[]") as { file: string; lines: number[] }[];
for (const { file, lines } of jobs) await runOne(file, lines);
process.stdout.write(JSON.stringify(results), () => process.exit());
