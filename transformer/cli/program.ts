/**
 * The commands of `tsyncio`, their flags and their help; docs/cli.md says the same at length, and a test
 * compares the two. Each command is loaded when it is asked for.
 */
import { Command, Option } from "commander";
import type { CompileFlags } from "./compile-job.ts";
import { requireTypeScript } from "./require-typescript.ts";
import { addRewriteFlags } from "./rewrite-flags.ts";

/** Gives a command its exit code. */
export type Ended = (code: number) => void;

export function createProgram(version: string, ended: Ended): Command {
  const program = new Command("tsyncio")
    .description(
      "Python's asyncio for TypeScript: runs, compiles and examines programs written with async/await",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .enablePositionalOptions()
    .showHelpAfterError(false);
  addCompile(program, ended);
  return program;
}

function addCompile(program: Command, ended: Ended): void {
  const command = program
    .command("compile")
    .summary("rewrite sources to sources, for a compiler without plugins")
    .description(
      "Rewrites the async functions of files, folders or a whole project, and writes all to another folder. " +
        "TypeScript stays TypeScript; what needs no rewriting is copied.",
    )
    .argument("[files...]", "files and folders; without any the project in this folder")
    .option("-p, --project <tsconfig>", "the project: its tsconfig.json, or the folder of it")
    .requiredOption("-o, --out-dir <folder>", "where to write")
    .option(
      "--root-dir <folder>",
      "the folder whose structure is kept; rootDir, or the common one, if not given",
    )
    .addOption(
      new Option("--source-map <place>", "where source maps go")
        .choices(["file", "inline", "none"])
        .default("file"),
    )
    .option("-w, --watch", "go on, and compile again what changes");
  addRewriteFlags(command)
    .addHelpText(
      "after",
      examples(["tsyncio compile -p . --out-dir build", "tsyncio compile src --out-dir build --watch"]),
    )
    .action(async (files: string[], flags: CompileFlags) => {
      await requireTypeScript();
      const { compile } = await import("./compile.ts");
      ended(await compile(files, flags));
    });
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
