/**
 * From text to a tree: the language of a file, its syntax errors, its module format. Whatever differs
 * between versions of TypeScript, or is not in its public types, stops here.
 */
import type ts from "typescript";

/** The TypeScript that is used: the host's own, never a second copy beside it. */
export type TypeScript = typeof import("typescript");

/**
 * Remembers what is built from a TypeScript: tables by `SyntaxKind`, whose numbers differ between versions. It is
 * asked for every node, and a process works with one TypeScript: only the last one is remembered.
 */
export function perTypeScript<T extends object>(build: (ts: TypeScript) => T): (ts: TypeScript) => T {
  let known: { readonly ts: TypeScript; readonly value: T } | undefined;
  return (ts) => {
    if (known?.ts !== ts) known = { ts, value: build(ts) };
    return known.value;
  };
}

/** How a file is run: as an ES module, as CommonJS, or as a script that is neither. */
export type ModuleFormat = "module" | "commonjs" | "script";

/**
 * Parses one file with parent nodes, as `analyze` needs it.
 *
 * @param format what the host knows of the file; without it the text decides
 */
export function parse(ts: TypeScript, code: string, filename: string, format?: ModuleFormat): ts.SourceFile {
  const sourceFile = parseWith(ts, code, filename);
  if (ts.isExternalModule(sourceFile) || !code.includes("await")) return sourceFile;
  // Without import and export TypeScript takes a file for a script, where `await (f)` is the call of a function.
  const isModule = (format ?? moduleFormat(ts, sourceFile)) === "module";
  return isModule ? parseWith(ts, code, filename, markAsModule) : sourceFile;
}

function parseWith(
  ts: TypeScript,
  code: string,
  filename: string,
  setExternalModuleIndicator?: (file: ts.SourceFile) => void,
): ts.SourceFile {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    ...(setExternalModuleIndicator && { setExternalModuleIndicator }),
  };
  return ts.createSourceFile(filename, code, options, true, scriptKind(ts, filename));
}

/** As TypeScript does it for a file that its option `moduleDetection` makes a module. */
function markAsModule(file: ts.SourceFile): void {
  (file as { externalModuleIndicator?: unknown }).externalModuleIndicator = true;
}

function scriptKind(ts: TypeScript, filename: string): ts.ScriptKind {
  if (/\.tsx$/.test(filename)) return ts.ScriptKind.TSX;
  if (/\.[cm]?ts$/.test(filename)) return ts.ScriptKind.TS;
  // JavaScript files may hold JSX, whatever they are called.
  return /\.jsx$/.test(filename) ? ts.ScriptKind.JSX : ts.ScriptKind.JS;
}

/** The errors of the parser. A tree that has any is a guess, not the program. */
export function syntaxErrors(sourceFile: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  const { parseDiagnostics } = sourceFile as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics ?? [];
}

/**
 * What the text says about the format of a file. Where it says nothing (no import, no export, no
 * `require`, a neutral extension) the file is taken for a module: bundlers and `"type": "module"` treat it
 * so. A host that knows better passes the format to `analyze`.
 */
export function moduleFormat(ts: TypeScript, sourceFile: ts.SourceFile): ModuleFormat {
  if (/\.c[jt]s$/.test(sourceFile.fileName)) return "commonjs";
  if (/\.m[jt]s$/.test(sourceFile.fileName) || ts.isExternalModule(sourceFile)) return "module";
  return usesCommonJs(ts, sourceFile) ? "commonjs" : "module";
}

function usesCommonJs(ts: TypeScript, sourceFile: ts.SourceFile): boolean {
  if (!/\b(require|exports)\b/.test(sourceFile.text)) return false;
  const visit = (node: ts.Node): true | undefined =>
    isRequireCall(ts, node) || isExportsAccess(ts, node) || ts.forEachChild(node, visit);
  return ts.forEachChild(sourceFile, visit) ?? false;
}

function isRequireCall(ts: TypeScript, node: ts.Node): true | undefined {
  return (ts.isCallExpression(node) && isNamed(ts, node.expression, "require")) || undefined;
}

function isExportsAccess(ts: TypeScript, node: ts.Node): true | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const viaModule = isNamed(ts, node.expression, "module") && node.name.text === "exports";
  return viaModule || isNamed(ts, node.expression, "exports") || undefined;
}

const isNamed = (ts: TypeScript, node: ts.Node, text: string) => ts.isIdentifier(node) && node.text === text;
