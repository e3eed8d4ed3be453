/**
 * `tsyncio run`: a file in Node, rewritten as it is loaded. The program takes the place of this process, so that
 * its terminal, its signals and its exit code are the program's own; where a process cannot be replaced, it is
 * a child whose end is passed on.
 */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { constants } from "node:os";
import { Failure } from "./failures.ts";

/** Runs the file; gives its exit code where this process is still there by then. */
export async function run(file: string, args: readonly string[]): Promise<number> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Failure("missing", `There is no file ${file}.`);
  }
  const command = [...process.execArgv, ...nodeFlags(), file, ...args];
  if (process.platform !== "win32" && process.execve) {
    process.execve(process.execPath, [process.execPath, ...command], process.env);
  }
  return runChild(command);
}

function nodeFlags(): string[] {
  // Before 22.18 Node knows of TypeScript only where it is told to.
  const typescript = process.features.typescript ? [] : ["--experimental-strip-types"];
  const hooks = [import.meta.resolve("tsyncio/register"), new URL("./run-hooks.js", import.meta.url).href];
  return ["--enable-source-maps", ...typescript, ...hooks.flatMap((hook) => ["--import", hook])];
}

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Node in a child process: signals go in, the exit code comes out; 128 and more stands for a signal, as in shells. */
export function runChild(command: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, command, { stdio: "inherit" });
  for (const signal of passedOn) {
    // A terminal sends Ctrl-C to the child itself; a second one would mean something else to it.
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));
  });
}
