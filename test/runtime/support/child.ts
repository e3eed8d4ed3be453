/**
 * Programs in a process of their own, for what only the end of a process or a signal can show.
 *
 * They import from "tsyncio" and "tsyncio/testing" and get the runtime as it stands in the sources.
 */
import { spawn } from "node:child_process";

/** How a program ended, and what it printed. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: string[];
  readonly errors: string;
}

const sourceOf = (path: string) => JSON.stringify(new URL(`../../../runtime/${path}`, import.meta.url).href);

/** Runs a program; at each line "ready" that it prints, Ctrl-C is pressed. */
export function runProgram(source: string): Promise<Ending> {
  const code = source
    .replace('"tsyncio"', sourceOf("index.ts"))
    .replace('"tsyncio/testing"', sourceOf("testing/index.ts"));
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], { timeout: 20_000 });
  let output = "";
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    for (let left = text.split("ready\n").length - 1; left > 0; left--) child.kill("SIGINT");
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({ code, signal, lines: output.split("\n").slice(0, -1), errors }),
    );
  });
}
