/**
 * `tsyncio/jest`: a transformer of Jest. It rewrites a file, then hands it to the transformer that the project
 * uses otherwise (babel-jest, @swc/jest, ts-jest), named by the option `transformer`; without one, TypeScript
 * transpiles (jest-transpile.ts). The maps of both steps become one.
 *
 * The runtime is an ES module. Where Jest runs CommonJS, the runtime must be transformed too: `transformIgnorePatterns`.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { SourceMapInput } from "@jridgewell/remapping";
import { type Options, resolveOptions } from "../options.ts";
import { transpile } from "./jest-transpile.ts";
import { rewrite, throwing } from "./rewrite.ts";
import { chain, mapOf } from "./source-maps.ts";

/** The options of the rewrite, and which transformer comes after it. */
export interface JestOptions extends Options {
  /** The name of a transformer, or an array of its name and its options, as in Jest's own `transform`. */
  readonly transformer?: string | readonly [name: string, options: unknown];
}

/** What Jest hands to a transformer, as far as it is looked at here. */
export interface JestTransformOptions {
  readonly supportsStaticESM: boolean;
  readonly instrument: boolean;
  readonly configString: string;
  readonly transformerConfig?: unknown;
}

/** A file as a transformer leaves it. */
export interface JestTransformed {
  readonly code: string;
  readonly map?: object | string | null;
}

/** A transformer, as Jest takes it. */
export interface JestTransformer {
  readonly canInstrument?: boolean;
  process(code: string, filename: string, options: JestTransformOptions): JestTransformed;
  getCacheKey?(code: string, filename: string, options: JestTransformOptions): string;
}

/** The module of another transformer: it is one itself, or has a function that makes one. */
interface TransformerModule {
  readonly default?: TransformerModule;
  readonly createTransformer?: (options: unknown) => JestTransformer | Promise<JestTransformer>;
}

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")) as {
  version: string;
};

/**
 * What Jest looks for in the module of a transformer.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // jest.config.js
 * export default {
 *   transform: { "\\.[cm]?[jt]sx?$": ["tsyncio/jest", { transformer: "babel-jest" }] },
 *   transformIgnorePatterns: ["/node_modules/(?!tsyncio/)"],
 * };
 * ```
 */
const factory = {
  async createTransformer(given: JestOptions = {}): Promise<JestTransformer> {
    const { transformer, ...rest } = given;
    const options = resolveOptions(rest);
    const [name, settings] = [transformer].flat();
    const next = name === undefined ? { process: transpile } : await load(name as string, settings);
    const forNext = (from: JestTransformOptions) => ({ ...from, transformerConfig: settings ?? {} });
    return {
      canInstrument: next.canInstrument ?? false,
      process(code, filename, from) {
        const rewritten = rewrite(code, { ...options, filename }, throwing);
        const result = next.process(rewritten?.code ?? code, filename, forNext(from));
        if (!rewritten) return result;
        const map = result.map || mapOf(result.code, filename);
        return { code: result.code, map: map ? chain(map as SourceMapInput, rewritten.map) : rewritten.map };
      },
      getCacheKey(code, filename, from) {
        const keyOfNext = next.getCacheKey?.(code, filename, forNext(from));
        const { configString, instrument, supportsStaticESM } = from;
        const parts = [
          version,
          given,
          code,
          filename,
          configString,
          instrument,
          supportsStaticESM,
          keyOfNext,
        ];
        return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
      },
    };
  },
};
export default factory;

/** From the folder where Jest runs, as Jest itself resolves names in its configuration. */
async function load(name: string, settings: unknown): Promise<JestTransformer> {
  const found: TransformerModule = createRequire(join(process.cwd(), "jest.config.js"))(name);
  const module = found.default ?? found;
  return (await module.createTransformer?.(settings)) ?? (module as JestTransformer);
}
