/**
 * From arguments to an exit code. Whatever a user can do wrong ends in one line with a code; only a bug of ours
 * shows its stack.
 */
import { readFileSync } from "node:fs";
import { type Command, CommanderError } from "commander";
import { Failure } from "./failures.ts";
import { createProgram } from "./program.ts";
import { outliveReaders, report } from "./terminal.ts";

/** Runs the command line without the names of Node and of the program; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  outliveReaders();
  const program = createProgram(version(), (code) => {
    exitCode = code;
  });
  for (const command of [program, ...program.commands]) quiet(command);
  try {
    await program.parseAsync(args.length > 0 ? args : ["--help"], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error);
    if (error.exitCode === 0) return 0;
    // Asked for the help of what is no command, commander shows its own, and says so of it.
    const message = error.code === "commander.help" ? `unknown command '${args.at(-1)}'` : error.message;
    return report(new Failure("usage", sentence(message)));
  }
}

/** Errors are thrown, and printed by us. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} });
}

/** "error: unknown option '--outdir'\n(Did you mean --out-dir?)" as a sentence of ours. */
function sentence(message: string): string {
  const [first = "", ...rest] = message.replace(/^error: /, "").split("\n");
  const start = first.charAt(0).toUpperCase() + first.slice(1);
  return [/[.?]$/.test(start) ? start : `${start}.`, ...rest].join(" ").trim();
}

function version(): string {
  const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
