/**
 * The commands of `tsyncio`, their flags and their help; docs/cli.md says the same at length, and a test
 * compares the two. Each command is loaded when it is asked for.
 */
import { Command, InvalidArgumentError, Option } from "commander";
import type { CompareFlags } from "./compare.ts";
import type { CompileFlags } from "./compile-job.ts";
import type { DoctorFlags } from "./doctor.ts";
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
  addRun(program, ended);
  addCompile(program, ended);
  addCompare(program, ended);
  addDoctor(program, version, ended);
  return program;
}

function addRun(program: Command, ended: Ended): void {
  program
    .command("run")
    .summary("run a TypeScript or JavaScript file")
    .description(
      "Runs a file in Node and rewrites it, and what it imports, as it is loaded. Signals go to the program, " +
        "and its exit code is the command's. Flags for Node stand in NODE_OPTIONS.",
    )
    .argument("<file>", "the file")
    .argument("[args...]", "arguments for the program")
    .passThroughOptions()
    .addHelpText(
      "after",
      examples(["tsyncio run main.ts --port 8080", "NODE_OPTIONS=--inspect-brk tsyncio run main.ts"]),
    )
    .action(async (file: string, args: string[]) => {
      await requireTypeScript();
      const { run } = await import("./run.ts");
      ended(await run(file, args));
    });
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
    .option("--join-maps <folder>", "lead the maps of a compiler that read the output on to the sources")
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

function addCompare(program: Command, ended: Ended): void {
  const command = program
    .command("compare")
    .summary("show what becomes of a file, beside what tsc emits for it")
    .description(
      "Shows a file, what the rewrite makes of it, and what TypeScript alone emits: with native async functions " +
        "(ES2022) and with its helper __awaiter (ES2015). With the size of each, in bytes and gzipped.",
    )
    .argument("<file>", "the file")
    .addOption(
      new Option("--format <format>", "how to show it").choices(["text", "json", "html"]).default("text"),
    )
    .option("--width <columns>", "how wide the text may be; that of the terminal, if not given", columns);
  addRewriteFlags(command)
    .addHelpText(
      "after",
      examples(["tsyncio compare main.ts", "tsyncio compare main.ts --format html > main.html"]),
    )
    .action(async (file: string, flags: CompareFlags) => {
      await requireTypeScript();
      const { compare } = await import("./compare.ts");
      ended(compare(file, flags));
    });
}

function addDoctor(program: Command, version: string, ended: Ended): void {
  program
    .command("doctor")
    .summary("say what compiles a project, what is left out, and what is wrong")
    .description(
      "Says for a project which tools compile it, which files are compiled and which are left out and why, and " +
        "what does not go together. The exit code is 1 where something is wrong.",
    )
    .argument("[folder]", "the folder of the project", ".")
    .addOption(new Option("--format <format>", "how to say it").choices(["text", "json"]).default("text"))
    .option("--all", "name every file, also those in which there is nothing to compile")
    .addHelpText("after", examples(["tsyncio doctor", "tsyncio doctor packages/server --format json"]))
    .action(async (folder: string, flags: DoctorFlags) => {
      await requireTypeScript();
      const { doctor } = await import("./doctor.ts");
      ended(doctor(folder, flags, version));
    });
}

/** Under 20 there is no room for code. */
function columns(text: string): number {
  const width = Number(text);
  if (Number.isInteger(width) && width >= 20) return width;
  throw new InvalidArgumentError("It must be a whole number from 20.");
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
