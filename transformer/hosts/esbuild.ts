/** `tsyncio/esbuild`: the plugin of esbuild, and of tsup. */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Esbuild takes it; the type says no more, so that it fits every release. */
export interface EsbuildPlugin {
  readonly name: string;
  setup(build: unknown): void | Promise<void>;
}

/**
 * The plugin for `plugins` of a build. esbuild calls plugins only where it bundles.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * import { build } from "esbuild";
 * import tsyncio from "tsyncio/esbuild";
 * await build({ entryPoints: ["src/main.ts"], bundle: true, outdir: "dist", plugins: [tsyncio()] });
 * ```
 */
export default function tsyncio(options?: Options): EsbuildPlugin {
  return unplugin.esbuild(options) as EsbuildPlugin;
}
