/**
 * What goes to the terminal: colours and progress where it is one, plain text where it is not. Results go to
 * the standard output, all else to the standard error.
 */

import { relative } from "node:path";
import pc from "picocolors";
import { type Diagnostic, formatDiagnostic } from "../diagnostics.ts";
import { Failure, failureOf } from "./failures.ts";

/** Colours of the standard error, which may be a terminal where the standard output is none. */
const colors = pc.createColors(pc.isColorSupported && process.stderr.isTTY === true);

/** Whether somebody looks at the standard output, with colours. */
export function isTerminal(): boolean {
  return pc.isColorSupported && process.stdout.isTTY === true;
}

/** Who has read enough (`| head`) closes the pipe: that ends no work, and is nobody's mistake. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function complain(text: string): void {
  clearProgress();
  process.stderr.write(`${text}\n`);
}

/** Says why a command failed and gives its exit code: 2 where it was called wrongly, 1 otherwise. */
export function report(error: unknown): number {
  const failure = failureOf(error);
  if (!failure) throw error;
  complain(`${colors.red("error")} ${failure.code}: ${failure.message}`);
  return failure.code === new Failure("usage", "").code ? 2 : 1;
}

export function reportDiagnostic(diagnostic: Diagnostic): void {
  const paint = diagnostic.category === "error" ? colors.red : colors.yellow;
  const file = shortened(diagnostic.file);
  complain(formatDiagnostic({ ...diagnostic, file }).replace(/ - (error|warning) /, (word) => paint(word)));
}

let progressShown = false;

/** One line that is written over by the next; nothing where nobody watches. */
export function progress(text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\x1b[2K${text}`);
  progressShown = true;
}

export function clearProgress(): void {
  if (progressShown) process.stderr.write("\r\x1b[2K");
  progressShown = false;
}

/** A path as seen from the current folder, if that is shorter to read. */
export function shortened(path: string): string {
  const way = relative("", path);
  return way === "" || way.startsWith("..") ? path : way;
}
