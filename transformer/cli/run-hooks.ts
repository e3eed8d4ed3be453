/**
 * What `tsyncio run` adds to `tsyncio/register`: the TypeScript that Node cannot strip. Each TypeScript and JSX file
 * is emitted by TypeScript itself, after it was rewritten, with the options of the nearest `tsconfig.json`; and an
 * import of `./a.js` finds `./a.ts`, as it does for the type checker.
 */
import { existsSync, readFileSync } from "node:fs";
import module, { type LoadHookSync, type ResolveHookSync } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMainThread } from "node:worker_threads";
import type { EncodedSourceMap } from "@jridgewell/remapping";
import ts from "typescript";
import { formatDiagnostic, fromTypeScript } from "../diagnostics.ts";
import { manifestOf } from "../hosts/manifests.ts";
import { throwing } from "../hosts/rewrite.ts";
import { chain, mapOf, withInlineMap } from "../hosts/source-maps.ts";
import { lastLook, loading, tellFile, tellImport } from "./run-failures.ts";
import { loadedFiles } from "./run-syntax.ts";

const programFile = /\.[cm]?[jt]sx?$/;
const typescriptFile = /\.([cm]?tsx?|jsx)$/;

const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
  const { parentURL = "" } = context;
  return loading(
    () => {
      try {
        return nextResolve(specifier, context);
      } catch (error) {
        const source = sourceOf(specifier, parentURL);
        if (source === undefined) throw error;
        return nextResolve(source, context);
      }
    },
    (error) => (parentURL.startsWith("file:") ? tellImport(error, specifier, parentURL) : tellFile(error)),
  );
};

/** The TypeScript file that a relative import of JavaScript means, if there is one. */
function sourceOf(specifier: string, parent: string): string | undefined {
  if (!/^\.{0,2}\/.*\.[cm]?jsx?$/.test(specifier) || !parent.startsWith("file:")) return undefined;
  const stem = specifier.replace(/\.([cm]?)jsx?$/, ".$1ts");
  const candidates = [stem, stem.replace(/\.ts$/, ".tsx")].map((name) => new URL(name, parent));
  return candidates.find((url) => existsSync(url))?.href;
}

const load: LoadHookSync = (url, context, nextLoad) =>
  loading(() => loadSource(url, context, nextLoad), tellFile);

const loadSource: LoadHookSync = (url, context, nextLoad) => {
  const filename = url.startsWith("file:") ? fileURLToPath(url) : "";
  if (!programFile.test(filename) || /[\\/]node_modules[\\/]/.test(filename)) return nextLoad(url, context);
  loadedFiles.add(filename);
  if (!typescriptFile.test(filename)) return nextLoad(url, context);
  const format = formatOf(filename);
  const loaded = nextLoad(url, { ...context, format: `${format}-typescript` });
  const { code, map } = emit(String(loaded.source), filename, format);
  return { ...loaded, format, source: withInlineMap(code, map) };
};

/** As Node decides it: by the extension, the package, and else by whether the text is a module. */
function formatOf(filename: string): "module" | "commonjs" {
  const [, letter] = /\.([cm])tsx?$/.exec(filename) ?? [];
  if (letter) return letter === "m" ? "module" : "commonjs";
  const manifest = manifestOf(pathToFileURL(filename));
  const { type } = manifest ? (JSON.parse(readFileSync(manifest, "utf8")) as { type?: string }) : {};
  if (type === "module" || type === "commonjs") return type;
  const file = ts.createSourceFile(filename, readFileSync(filename, "utf8"), ts.ScriptTarget.Latest);
  return ts.isExternalModule(file) ? "module" : "commonjs";
}

/** TypeScript to JavaScript, with a map that leads to the source that was rewritten before. */
function emit(
  text: string,
  fileName: string,
  format: "module" | "commonjs",
): { code: string; map: EncodedSourceMap } {
  const compilerOptions: ts.CompilerOptions = {
    ...optionsFor(dirname(fileName)),
    target: ts.ScriptTarget.ES2022,
    module: format === "module" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
    sourceMap: true,
    inlineSources: true,
  };
  const {
    outputText,
    sourceMapText = "{}",
    diagnostics = [],
  } = ts.transpileModule(text, {
    fileName,
    compilerOptions,
    reportDiagnostics: true,
  });
  refuseBroken(diagnostics);
  const map = { ...(JSON.parse(sourceMapText) as EncodedSourceMap), sources: [pathToFileURL(fileName).href] };
  const before = mapOf(text, fileName);
  return { code: outputText, map: before ? chain(map, before) : map };
}

/** TypeScript mends what it emits: a file without its last brace would run. */
function refuseBroken(diagnostics: readonly ts.Diagnostic[]): void {
  const found = diagnostics.find(({ file }) => file);
  if (!found?.file) return;
  const diagnostic = fromTypeScript(ts, found.file, found);
  throwing.error(formatDiagnostic(diagnostic), diagnostic);
}

/** Options that change what is emitted for one file by itself; all others are about modules, types and places. */
const wanted = [
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
  "experimentalDecorators",
  "emitDecoratorMetadata",
  "useDefineForClassFields",
  "verbatimModuleSyntax",
] as const;

const known = new Map<string, ts.CompilerOptions>();

function optionsFor(folder: string): ts.CompilerOptions {
  const options = known.get(folder) ?? readOptions(folder);
  known.set(folder, options);
  return options;
}

function readOptions(folder: string): ts.CompilerOptions {
  const config = ts.findConfigFile(folder, ts.sys.fileExists);
  const options = config ? parseOptions(config) : {};
  const { Preserve, ReactNative, ReactJSX } = ts.JsxEmit;
  const { jsx = Preserve } = options;
  // JSX that is left as it is, Node cannot run.
  const runnable = jsx === Preserve || jsx === ReactNative ? ReactJSX : jsx;
  return { ...Object.fromEntries(wanted.map((name) => [name, options[name]])), jsx: runnable };
}

/** Without looking for the files of the project; what is wrong in it is for the type checker to say. */
function parseOptions(config: string): ts.CompilerOptions {
  const host = { ...ts.sys, readDirectory: () => [] };
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(json, host, dirname(config)).options;
}

module.registerHooks({ resolve, load });
// A worker hands its errors to who made it.
if (isMainThread) process.on("uncaughtExceptionMonitor", lastLook);
