/**
 * `tsyncio/loader`: the rewrite as a loader of webpack's form, for tools that take loaders but no plugins
 * (Turbopack's rules). It stands last in `use`, so that it runs first and sees TypeScript. Where there are
 * plugins, those of webpack.ts and rspack.ts need less configuration.
 */
import type { SourceMapInput } from "@jridgewell/remapping";
import { type Options, resolveOptions } from "../options.ts";
import { missingRuntime, type Rewritten, rewrite } from "./rewrite.ts";
import { chain } from "./source-maps.ts";

/** The part of webpack's loader context that is used; Turbopack has no more. */
export interface LoaderContext {
  readonly resourcePath: string;
  getOptions(): Options;
  callback(error: Error | null, code?: string, map?: object | string, meta?: unknown): void;
  emitWarning?(warning: Error): void;
}

/**
 * The loader. Its options are those of the plugins; an unknown one is an error of the module.
 *
 * @example
 * ```js
 * // next.config.js
 * export default {
 *   turbopack: { rules: { "*.ts": { loaders: ["tsyncio/loader"] }, "*.tsx": { loaders: ["tsyncio/loader"] } } },
 * };
 * ```
 */
export default function tsyncio(
  this: LoaderContext,
  code: string,
  before?: object | string | null,
  meta?: unknown,
): void {
  try {
    const result = rewriteIn(this, code);
    if (!result) return this.callback(null, code, before ?? undefined, meta);
    this.callback(null, result.code, before ? chain(result.map, before as SourceMapInput) : result.map, meta);
  } catch (error) {
    this.callback(error as Error);
  }
}

function rewriteIn(loader: LoaderContext, code: string): Rewritten | undefined {
  const options = resolveOptions(loader.getOptions());
  const filename = loader.resourcePath;
  const warn = (text: string) => loader.emitWarning?.(new Error(text));
  const error = (text: string) => {
    throw new Error(text);
  };
  const result = rewrite(code, { ...options, filename }, { error, warn });
  const missing = result && missingRuntime(options.runtime, filename);
  if (missing) warn(missing);
  return result;
}
