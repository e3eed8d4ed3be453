/** `tsyncio/bun`: the plugin of Bun, for `Bun.build` and for `preload`. */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Bun takes it; the type says no more, so that it fits every release. */
export interface BunPlugin {
  readonly name: string;
  setup(build: unknown): void | Promise<void>;
}

/**
 * The plugin for `plugins` of `Bun.build`, or for `Bun.plugin`. It must be called inside Bun.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * import tsyncio from "tsyncio/bun";
 * await Bun.build({ entrypoints: ["src/main.ts"], outdir: "dist", plugins: [tsyncio()] });
 * ```
 */
export default function tsyncio(options?: Options): BunPlugin {
  return unplugin.bun(options) as BunPlugin;
}
