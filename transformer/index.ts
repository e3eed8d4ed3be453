/**
 * `tsyncio/transform`: source text to source text, the whole pipeline on one screen.
 */
import type { SourceMap } from "magic-string";
import typescript from "typescript";
import { analyze } from "./analyze.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { emitText } from "./emit-text.ts";
import { type Options, requireString, resolveOptionsAt, takesFile } from "./options.ts";
import { type ModuleFormat, parse } from "./parse.ts";

export type { Diagnostic } from "./diagnostics.ts";
export type { Options, Pattern } from "./options.ts";
export type { ModuleFormat } from "./parse.ts";

/** Options of one call: those of the user, the name of the file, and what the host knows of it. */
export interface TransformOptions extends Options {
  /** Decides the language, and whether the file is taken at all. */
  readonly filename: string;
  /** How the file will be run; without it the text decides, and in doubt it is a module. */
  readonly format?: ModuleFormat;
}

/** What became of one file. */
export interface TransformResult {
  /** The rewritten text, or the given one, to the byte, where there was nothing to do. */
  readonly code: string;
  /** The way back to the given text; undefined where there was nothing to do. */
  readonly map: SourceMap | undefined;
  /** Refused functions (they stay native) and syntax errors (the file stays as it is). */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Rewrites the async functions of one file into coroutine functions. TypeScript stays TypeScript and every
 * line keeps its number.
 *
 * @throws OptionError for an unknown or ill-typed option, and where the code or the filename is no string.
 * @example
 * ```ts
 * import { transform } from "tsyncio/transform";
 * const { code } = transform("run(async () => await main());", { filename: "a.ts" });
 * code; // -> 'import * as tsyncio from "tsyncio/compiled"; run(tsyncio.coroutine(function* () { return yield main(); }));'
 * ```
 */
export function transform(code: string, options: TransformOptions): TransformResult {
  const { filename, format, ...rest } = options ?? {};
  requireString("the code", code);
  requireString('option "filename"', filename);
  const resolved = resolveOptionsAt(`in the options of transform(), for ${filename}`, rest);
  // Most files of a program hold nothing to rewrite: they are not even parsed. Looking for one word is the fastest
  // way to know, and what is rewritten has this one.
  if (!takesFile(filename, resolved) || !code.includes("async"))
    return { code, map: undefined, diagnostics: [] };
  const sourceFile = parse(typescript, code, filename, format);
  const { plan, diagnostics } = analyze(typescript, sourceFile, resolved, format);
  if (!plan) return { code, map: undefined, diagnostics };
  return { ...emitText(typescript, sourceFile, plan, resolved.debug), diagnostics };
}
