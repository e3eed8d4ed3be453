/**
 * The host of `tspc`: a plugin of ts-patch that rewrites each file before TypeScript lowers anything.
 *
 *     { "compilerOptions": { "plugins": [{ "transform": "tsyncio/tsc" }] } }
 *
 * Types are checked, and declarations written, from the source as it stands; what is rewritten is only what
 * is emitted. ts-patch loads this file by `require`, so nothing here may await at the top. The factory runs
 * once for every `program.emit`, in watch and incremental builds once a file: it must stay cheap.
 */
import type ts from "typescript";
import { analyze } from "../analyze.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { emitAst } from "../emit-ast.ts";
import { findLeftover } from "../emit-ast-leftovers.ts";
import {
  asyncWord,
  OptionError,
  type Options,
  type ResolvedOptions,
  resolveOptions,
  takesFile,
} from "../options.ts";
import { type ModuleFormat, moduleFormat, syntaxErrors, type TypeScript } from "../parse.ts";

/** What ts-patch passes beside the program: the compiler that runs, which is not the one `import` finds. */
export interface PluginExtras {
  readonly ts: TypeScript;
  readonly addDiagnostic: (diagnostic: ts.Diagnostic) => unknown;
}

/** The plugin's entry in `tsconfig.json`: our options beside the keys of ts-patch. */
export interface PluginConfig extends Options {
  readonly [key: string]: unknown;
}

/**
 * The ts-patch plugin. An option that cannot be is reported as an error at its entry in `tsconfig.json`,
 * and nothing is rewritten.
 *
 * @example
 * ```json
 * { "compilerOptions": { "plugins": [{ "transform": "tsyncio/tsc", "mode": "directive" }] } }
 * ```
 */
export default function tsyncio(
  program: ts.Program,
  config: PluginConfig,
  { ts, addDiagnostic }: PluginExtras,
): ts.TransformerFactory<ts.SourceFile> {
  const compilerOptions = program.getCompilerOptions();
  const options = optionsOrError(config);
  if (options instanceof OptionError) {
    addDiagnostic(optionDiagnostic(ts, compilerOptions, config, options));
    return () => (sourceFile) => sourceFile;
  }
  return (context) => (sourceFile) => rewrite({ ts, addDiagnostic, program, context, options }, sourceFile);
}

interface Host extends PluginExtras {
  readonly program: ts.Program;
  readonly context: ts.TransformationContext;
  readonly options: ResolvedOptions;
}

/** A tree that another plugin has changed is analysed as it was parsed: only that has places and parents. */
function rewrite(host: Host, sourceFile: ts.SourceFile): ts.SourceFile {
  const { ts, addDiagnostic, program, context, options } = host;
  const original = ts.getOriginalNode(sourceFile, ts.isSourceFile);
  // Most files of a program hold nothing to rewrite: they must cost next to nothing.
  if (!asyncWord.test(original.text)) return sourceFile;
  // TypeScript reports the syntax errors itself.
  if (!takesFile(original.fileName, options) || syntaxErrors(original).length > 0) return sourceFile;
  const { plan, diagnostics } = analyze(ts, original, options, formatOf(ts, program, original));
  for (const diagnostic of diagnostics) addDiagnostic(toTypeScript(ts, original, diagnostic));
  if (!plan) return sourceFile;
  const emitted = emitAst({ ts, context }, sourceFile, plan);
  if (sourceFile !== original) reportLeftover(host, original, emitted);
  return emitted;
}

/** Reports async code that another plugin has made anew: the plan, made for the source, does not know it. */
function reportLeftover({ ts, addDiagnostic }: Host, file: ts.SourceFile, emitted: ts.SourceFile): void {
  const leftover = findLeftover(ts, emitted);
  if (!leftover) return;
  const place = ts.getOriginalNode(leftover);
  addDiagnostic({
    category: ts.DiagnosticCategory.Error,
    code: "YNC2001" as unknown as number,
    file,
    start: place.getStart(file),
    length: place.getWidth(file),
    messageText:
      "Another plugin made this async code anew, so that it is only half rewritten. " +
      'Put { "transform": "tsyncio/tsc" } before that plugin.',
    source: "tsyncio",
  });
}

/**
 * A file without import or export stays a script where scripts are what is emitted. Where ES modules are, it
 * runs as one, and has no `require`. A module that becomes CommonJS gets a plain `require` rather than an
 * import, which TypeScript would turn into one behind thirty lines of helpers.
 */
function formatOf(ts: TypeScript, program: ts.Program, sourceFile: ts.SourceFile): ModuleFormat {
  const { CommonJS, ES2015, ESNext, Preserve } = ts.ModuleKind;
  const isModule = ts.isExternalModule(sourceFile);
  const kind = emittedKind(program, sourceFile) ?? ESNext;
  if (kind === CommonJS) {
    return isModule || moduleFormat(ts, sourceFile) === "commonjs" ? "commonjs" : "script";
  }
  return isModule || (kind >= ES2015 && kind <= ESNext) || kind === Preserve ? "module" : "script";
}

/** The compiler's own answer, which is not in its public types: it depends on options and packages. */
function emittedKind(program: ts.Program, sourceFile: ts.SourceFile): ts.ModuleKind | undefined {
  type Internal = { getEmitModuleFormatOfFile?(file: ts.SourceFile): ts.ModuleKind };
  const answer = (program as Internal).getEmitModuleFormatOfFile?.(sourceFile);
  return answer ?? program.getCompilerOptions().module;
}

/** TypeScript prints "TS" before a code: that of `TSYNC1002` is given as `YNC1002`. */
function toTypeScript(ts: TypeScript, file: ts.SourceFile, diagnostic: Diagnostic): ts.Diagnostic {
  const { code, category, message, remedy, start, length } = diagnostic;
  return {
    category: ts.DiagnosticCategory[category === "error" ? "Error" : "Warning"],
    code: code.replace(/^TS/, "") as unknown as number,
    file,
    start,
    length,
    messageText: `${message} ${remedy}`,
    source: "tsyncio",
  };
}

function optionsOrError(config: PluginConfig): ResolvedOptions | OptionError {
  // These keys are for ts-patch, which hands them on with ours.
  const { import: _import, tsConfig: _tsConfig, resolvePathAliases: _aliases, ...options } = config;
  try {
    return resolveOptions(options);
  } catch (error) {
    if (error instanceof OptionError) return error;
    throw error;
  }
}

function optionDiagnostic(
  ts: TypeScript,
  { configFile }: ts.CompilerOptions,
  config: PluginConfig,
  error: OptionError,
): ts.Diagnostic {
  const file = configFile as ts.TsConfigSourceFile | undefined;
  const entry = file && pluginEntry(ts, file, config);
  return {
    category: ts.DiagnosticCategory.Error,
    code: "YNC1000" as unknown as number,
    file: entry && file,
    start: entry?.getStart(file),
    length: entry?.getWidth(file),
    messageText: error.message,
    source: "tsyncio",
  };
}

/** The object in `tsconfig.json` that holds these options; it may stand in a file that this one extends. */
function pluginEntry(ts: TypeScript, file: ts.TsConfigSourceFile, config: PluginConfig): ts.Node | undefined {
  const names = Object.keys(config);
  const matches = (node: ts.Node): ts.Node | undefined => {
    if (ts.isObjectLiteralExpression(node)) {
      const found = node.properties.map(({ name }) => (name && ts.isStringLiteral(name) ? name.text : ""));
      if (found.includes("transform") && names.every((name) => found.includes(name))) return node;
    }
    return ts.forEachChild(node, matches);
  };
  return ts.forEachChild(file, matches);
}
