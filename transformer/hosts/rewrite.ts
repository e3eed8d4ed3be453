/**
 * What every host that rewrites text shares: which files are never its own, how a finding is told, what a map
 * must hold. Not here: what a host calls a file, and in which order its plugins run (unplugin.ts, loader.ts,
 * register.ts, jest.ts).
 */
import { createRequire } from "node:module";
import { resolve, sep } from "node:path";
import type { EncodedSourceMap } from "@jridgewell/remapping";
import typescript from "typescript";
import { type Diagnostic, formatDiagnostic } from "../diagnostics.ts";
import { type TransformOptions, transform } from "../index.ts";
import { asyncWord, type ResolvedOptions } from "../options.ts";

if (typeof typescript.createSourceFile !== "function") {
  throw new Error(
    `tsyncio reads sources with TypeScript 6; TypeScript ${typescript.version} has no interface for that. Install 6 ` +
      "beside it: npm install --save-dev @typescript/native@npm:typescript@7 typescript@npm:@typescript/typescript6",
  );
}

/** How a host tells what was found; `text` is ready to be printed. */
export interface Reporter {
  error(text: string, diagnostic: Diagnostic): void;
  warn(text: string, diagnostic: Diagnostic): void;
}

/** A rewritten file. */
export interface Rewritten {
  readonly code: string;
  /** Names the file as it was given, and carries its text, which not every host still has. */
  readonly map: EncodedSourceMap;
}

/** For hosts that have no channels of their own: an error ends the loading of the file. */
export const throwing: Reporter = {
  error(text, diagnostic) {
    const error = Object.assign(new SyntaxError(text), { code: diagnostic.code });
    diagnostics.set(error, diagnostic);
    throw error;
  },
  warn: (text, { code }) => process.emitWarning(text, { code }),
};

/** Kept beside the errors: Node prints every property of an error that nobody catches. */
const diagnostics = new WeakMap<object, Diagnostic>();

/** The finding for which {@link throwing} has thrown an error. */
export function diagnosticOf(error: object): Diagnostic | undefined {
  return diagnostics.get(error);
}

/** The built files of this package: where it is linked into a workspace, they are in no folder `node_modules`. */
const ourselves = resolve(import.meta.dirname, "../..") + sep;

/** Files that no host rewrites: of dependencies, and our own. */
export const dependencies = [
  /[\\/]node_modules[\\/]/,
  new RegExp(`^${ourselves.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`),
];

/**
 * Rewrites one file, or returns undefined where there is nothing to rewrite. A form that is refused is an error
 * in every host. What TypeScript cannot parse is a warning only: it may be a dialect that the host knows, and
 * if it is not, the host says so itself.
 */
export function rewrite(
  code: string,
  options: ResolvedOptions & Pick<TransformOptions, "filename" | "format">,
  reporter: Reporter,
): Rewritten | undefined {
  if (!asyncWord.test(code) || dependencies.some((one) => one.test(options.filename))) return undefined;
  const { code: rewritten, map, diagnostics } = transform(code, options);
  for (const diagnostic of diagnostics) {
    const severity = diagnostic.code.startsWith("TSYNC") ? diagnostic.category : "warning";
    reporter[severity === "error" ? "error" : "warn"](formatDiagnostic(diagnostic), diagnostic);
  }
  if (!map) return undefined;
  const { names, mappings } = map;
  const sources = { sources: [options.filename], sourcesContent: [code] };
  return { code: rewritten, map: { version: 3, names, mappings, ...sources } };
}

/** Says that what rewritten files import cannot be found from one of them; undefined where it can. */
export function missingRuntime(runtime: string, filename: string): string | undefined {
  try {
    createRequire(filename).resolve(runtime);
    return undefined;
  } catch {
    return (
      `tsyncio: rewritten files import "${runtime}", which cannot be resolved from ${filename}. ` +
      "Install tsyncio in the package that this file belongs to (npm install tsyncio), or set the option `runtime`."
    );
  }
}
