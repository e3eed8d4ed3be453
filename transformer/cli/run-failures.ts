/**
 * How a program ends that `tsyncio run` cannot load: told as `compile` tells it, by code, place and code frame,
 * instead of an uncaught error with the stack of Node's loader. What the program throws by itself is Node's to
 * show, and a program that catches the error of an `import()` gets the very error that was thrown.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { type Diagnostic, diagnosticAt } from "../diagnostics.ts";
import { diagnosticOf } from "../hosts/rewrite.ts";
import { parse } from "../parse.ts";
import { codes, Failure, failureOf } from "./failures.ts";
import { loadedFiles, syntaxFault } from "./run-syntax.ts";
import { report, reportDiagnostic } from "./terminal.ts";

/** What is said of an error; of one that is not for us to tell, nothing. */
export type Told = Diagnostic | Failure | undefined;

/** What to say of the errors that the hooks have thrown; asked only where nobody catches them. */
const telling = new WeakMap<object, () => Told>();

/** Carries out a step of loading; should it fail, `tell` knows how to say so. */
export function loading<T>(step: () => T, tell: (error: Error) => Told): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Error) telling.set(error, () => tell(error));
    throw error;
  }
}

/** An import that leads nowhere, at its place; nothing where the program asks by other means. */
export function tellImport({ message }: Error, specifier: string, importer: string): Told {
  const filename = fileURLToPath(importer);
  const text = readFileSync(filename, "utf8");
  const found = ts.preProcessFile(text, true, true).importedFiles.find((one) => one.fileName === specifier);
  if (!found) return undefined;
  const [, name] = /^((?:@[^/]+\/)?[^./][^/:]*)(?:\/|$)/.exec(specifier) ?? [];
  const remedy =
    name && /Cannot find/.test(message) ? `Install it: npm install ${name}` : "Correct the import.";
  const finding = { code: codes.import, message: sentence(message), remedy };
  return diagnosticAt(parse(ts, text, filename), found.pos, specifier.length + 2, finding);
}

/** A file that cannot be read or rewritten. */
export function tellFile(error: Error): Told {
  const found = diagnosticOf(error) ?? failureOf(error);
  const { code } = error as NodeJS.ErrnoException;
  return found ?? (code?.startsWith("ERR_") ? new Failure("import", sentence(error.message)) : undefined);
}

/** The first line of what Node says, without the file, which stands before it. */
function sentence(message: string): string {
  const [line = ""] = message.replace(/^tsyncio: /, "").split("\n");
  return `${line.replace(/ imported from .*$/, "").replace(/\.$/, "")}.`;
}

/** Asked to Node's own last look at an error, behind which it would print it and exit. */
export function lastLook(error: unknown): void {
  if (error instanceof Error && error.name === "KeyboardInterrupt") process.once("exit", exitAsInterrupted);
  const isHandled =
    process.listenerCount("uncaughtException") > 0 || process.hasUncaughtExceptionCaptureCallback();
  const told = isHandled ? undefined : tellError(error);
  if (!told) return;
  if (told instanceof Failure) report(told);
  else reportDiagnostic(told);
  process.exit(1);
}

/** As shells know a program that Ctrl-C has ended. Set earlier, it would be Node's own 1. */
function exitAsInterrupted(): void {
  process.exitCode = 130;
}

function tellError(error: unknown): Told {
  if (!(error instanceof Error)) return undefined;
  return telling.get(error)?.() ?? tellBuiltin(error) ?? tellLink(error) ?? syntaxFault(error);
}

/** A module that Node itself has not: it is resolved all the same, and fails behind the hooks. */
function tellBuiltin(error: Error): Told {
  const [, specifier] = /^No such built-in module: (.*)$/.exec(error.message) ?? [];
  if (specifier === undefined) return undefined;
  const found = [...loadedFiles].map((name) => tellImport(error, specifier, pathToFileURL(name).href));
  return found.find((told) => told !== undefined);
}

/** A name that a module does not export: found when all are loaded, in the file that the stack begins with. */
function tellLink(error: Error): Told {
  const [, specifier] = /^The requested module '([^']+)' does not provide/.exec(error.message) ?? [];
  const [, importer] = /^(.*):\d+\n/.exec(error.stack ?? "") ?? [];
  if (!(error instanceof SyntaxError) || specifier === undefined || importer === undefined) return undefined;
  return tellImport(error, specifier, importer.startsWith("file:") ? importer : pathToFileURL(importer).href);
}
