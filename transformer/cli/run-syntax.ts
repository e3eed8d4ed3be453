/**
 * Where a syntax error of the engine is. It finds some that TypeScript's parser lets pass, behind the hooks and
 * without saying to them in which file; so TypeScript is asked for such errors in every file that was loaded.
 */
import ts from "typescript";
import { type Diagnostic, fromTypeScript } from "../diagnostics.ts";

/** The files of the program that were loaded, in order. */
export const loadedFiles = new Set<string>();

/** What is said of a syntax error that the engine found while it compiled a file; of any other, nothing. */
export function syntaxFault(error: Error): Diagnostic | undefined {
  if (!(error instanceof SyntaxError) || !fromLoader.test(error.stack ?? "")) return undefined;
  const names = [...loadedFiles];
  const program = ts.createProgram(names, options);
  for (const name of names) {
    const file = program.getSourceFile(name);
    const found = file && faultsOf(program, file)[0];
    if (found) return fromTypeScript(ts, file, found);
  }
  return undefined;
}

/** Thrown by Node's loader itself, and not by the program with `new Function` or `JSON.parse`. */
const fromLoader = /^SyntaxError: .*\n +at .*\(node:internal\/modules\//m;

const options: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  experimentalDecorators: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  noLib: true,
  noResolve: true,
  target: ts.ScriptTarget.ESNext,
  types: [],
};

/** Errors of the binder and of the checker that are the engine's, too; TypeScript counts errors of grammar from 1000. */
const early = new Set([2300, 2364, 2451, 2480, 2528]);

function faultsOf(program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.filter(({ code }) => code < 2000 || early.has(code));
}
