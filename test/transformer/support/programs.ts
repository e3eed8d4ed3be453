/**
 * Programs compiled to a folder of their own and run by Node: what each `main` gave, or how it failed.
 * They stand inside the repository, so that `tsyncio/compiled` is the built package: build first.
 */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const repository = resolve(import.meta.dirname, "../../..");
const runner = join(import.meta.dirname, "run-programs.ts");

/** What became of a program, as JSON. */
export interface Outcome {
  /** What its `main` gave. */
  readonly value?: unknown;
  /** Its stack, if it failed or did not end in time. */
  readonly error?: string;
  /** What it exports under this name. */
  readonly expected?: unknown;
}

/** Writes JavaScript files, by name, to `build/<folder>`, which is emptied first. */
export function writePrograms(folder: string, programs: ReadonlyMap<string, string>): string {
  const root = join(repository, "build", folder);
  rmSync(root, { recursive: true, force: true });
  for (const [name, code] of programs) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), code);
  }
  return root;
}

/**
 * Runs the programs of a folder in one process, one after the other.
 * @param by whether `main` is an ordinary async function or a coroutine function
 * @param limit the seconds that each program may take
 */
export async function runPrograms(
  root: string,
  names: readonly string[],
  by: "native" | "tsyncio",
  limit = 5,
): Promise<ReadonlyMap<string, Outcome>> {
  const child = spawn(
    process.execPath,
    [runner, by, String(limit), ...names.map((name) => join(root, name))],
    {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 60_000,
    },
  );
  let printed = "";
  for await (const chunk of child.stdout) printed += chunk;
  const outcomes = new Map<string, Outcome>();
  for (const line of printed.split("\n")) {
    const [, file, json] = /^#outcome (\S+) (.*)$/.exec(line) ?? [];
    if (file && json) outcomes.set(file.slice(root.length + 1), JSON.parse(json) as Outcome);
  }
  return outcomes;
}
