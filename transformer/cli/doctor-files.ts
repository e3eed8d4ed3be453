/**
 * Which files of a project are compiled, and why the others are not.
 */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { type Diagnostic, transform } from "../index.ts";
import { asyncWord, type Options, type ResolvedOptions, resolveOptions, takesFile } from "../options.ts";
import { parse } from "../parse.ts";
import { hasDirective, isAsync, isFunctionWithBody } from "../syntax.ts";

/** What becomes of a file. */
export interface FileReport {
  readonly file: string;
  readonly compiled: boolean;
  /** Why it is not compiled. */
  readonly reason?: string;
  /** Whether it has async code that stays native, so that the reason matters. */
  readonly staysNative: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export function reportFile(file: string, options: Options): FileReport {
  const code = readFileSync(file, "utf8");
  const resolved = resolveOptions(options);
  const untaken = whyNotTaken(file, resolved);
  const hasAsync = asyncWord.test(code);
  if (untaken)
    return {
      file,
      compiled: false,
      reason: untaken,
      staysNative: hasAsync && !/\.d\./.test(file),
      diagnostics: [],
    };
  const { map, diagnostics } = transform(code, { ...options, filename: file });
  if (map) return { file, compiled: true, staysNative: false, diagnostics };
  const reason = whyNothing(file, code, resolved, diagnostics);
  return { file, compiled: false, reason, staysNative: reason !== nothingAsync, diagnostics };
}

const nothingAsync = "no async function";

/** By its name: the same questions as `takesFile` asks, one by one. */
function whyNotTaken(file: string, options: ResolvedOptions): string | undefined {
  if (takesFile(file, options)) return undefined;
  if (/\.d(\.[^./]+)?\.[cm]?ts$/.test(file)) return "declaration file";
  if (/(^|[\\/])node_modules[\\/]/.test(file)) return "dependency, in node_modules";
  if (!takesFile(file, { ...options, include: [], exclude: [] })) return "neither TypeScript nor JavaScript";
  return takesFile(file, { ...options, exclude: [] }) ? "matches exclude" : "does not match include";
}

function whyNothing(
  file: string,
  code: string,
  { mode }: ResolvedOptions,
  diagnostics: readonly Diagnostic[],
): string {
  if (diagnostics.some(({ code }) => !code.startsWith("TSYNC"))) return "syntax error";
  if (diagnostics.length > 0) return "all its async functions are refused";
  const sourceFile = parse(ts, code, file);
  if (!hasAsyncFunction(sourceFile)) return nothingAsync;
  if (hasDirective(ts, sourceFile, "use native")) return '"use native" at the top';
  return mode === "directive"
    ? 'no "use coroutine", in mode "directive"'
    : '"use native" in each async function';
}

function hasAsyncFunction(sourceFile: ts.SourceFile): boolean {
  const visit = (node: ts.Node): true | undefined =>
    (isAsync(ts, node) && isFunctionWithBody(ts, node)) || ts.forEachChild(node, visit);
  return visit(sourceFile) ?? false;
}
