/**
 * What can be said of a source file without running it: both emitters write one program, in the modes that differ
 * most, in which nothing of `async` is left; the text keeps its lines, and a second pass changes nothing.
 */
import ts from "typescript";
import type { Diagnostic } from "../../transformer/diagnostics.ts";
import { transform } from "../../transformer/index.ts";
import { moduleFormat, parse, syntaxErrors } from "../../transformer/parse.ts";
import { remains } from "../transformer/support/absence.ts";
import { normalise } from "../transformer/support/normalise.ts";
import { type Input, native, rewriteText, throughText, throughTree } from "../transformer/support/routes.ts";

/** A source file of anyone. */
export interface SourceFile {
  readonly filename: string;
  readonly source: string;
}

/** What became of a file. */
export interface Verdict {
  /** "invalid" where TypeScript parses what is no JavaScript: then there are no programs to compare. */
  readonly fate: "untouched" | "rewritten" | "invalid";
  readonly diagnostics: readonly Diagnostic[];
  /** What must not be, each in a sentence. */
  readonly faults: readonly string[];
}

/** The ways from a source to a program. A test plants a fault in one. */
export const routes = { text: throughText, tree: throughTree };

export function check(file: SourceFile, by = routes): Verdict {
  const { code, diagnostics } = transform(file.source, { filename: file.filename });
  const compilerOptions = code === file.source ? undefined : optionsFor(file);
  if (!compilerOptions)
    return { fate: code === file.source ? "untouched" : "invalid", diagnostics, faults: [] };
  const inputs = [false, true].map((debug) => ({ ...file, compilerOptions, options: { debug } }));
  const faults = inputs.flatMap((input) => [
    ...faultsOfText(input),
    ...faultsOfPrograms(input, by, diagnostics.length > 0),
  ]);
  return { fate: "rewritten", diagnostics, faults: [...new Set(faults)] };
}

/** With decorators of either dialect; undefined where the source is no program even so. */
function optionsFor(file: SourceFile): ts.CompilerOptions | undefined {
  const isModule = moduleFormat(ts, parse(ts, file.source, file.filename)) === "module";
  const { Force, Legacy } = ts.ModuleDetectionKind;
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: isModule ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
    moduleDetection: isModule ? Force : Legacy,
    alwaysStrict: false,
  };
  return [options, { ...options, experimentalDecorators: true }].find((compilerOptions) =>
    isProgram(native({ ...file, compilerOptions }).code),
  );
}

function isProgram(code: string): boolean {
  try {
    return normalise(code) !== undefined;
  } catch {
    return false;
  }
}

function faultsOfText(input: Input): string[] {
  const { filename, source, options } = input;
  const { code } = rewriteText(input);
  const [error] = syntaxErrors(parse(ts, code, filename));
  const hasItsLines = code.split("\n").length === source.split("\n").length;
  const isStable = transform(code, { filename, ...options }).code === code;
  return [
    ...(error
      ? [`the text has a syntax error: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`]
      : []),
    ...(hasItsLines ? [] : ["the text has other lines"]),
    ...(isStable ? [] : ["a second pass changes the text"]),
  ];
}

function faultsOfPrograms(input: Input, by: typeof routes, hasRefusals: boolean): string[] {
  try {
    const { code } = by.text(input);
    const [text, tree] = [code, by.tree(input).code].map(normalise) as [string, string];
    const left = hasRefusals ? [] : remains(code);
    return [...left.map((form) => `${form} of the program is left`), ...firstDifference(text, tree)];
  } catch (error) {
    return [`there is no program: ${String(error).slice(0, 300)}`];
  }
}

function firstDifference(text: string, tree: string): string[] {
  const [ofText, ofTree] = [text.split("\n"), tree.split("\n")];
  const at = ofText.findIndex((line, index) => line !== ofTree[index]);
  return text === tree ? [] : [`the emitters part:\n  text: ${ofText[at]}\n  tree: ${ofTree[at]}`];
}
