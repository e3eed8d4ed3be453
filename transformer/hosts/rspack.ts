/** `tsyncio/rspack`: the plugin of Rspack and Rsbuild (`tools.rspack.plugins`). */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Rspack takes it; the type says no more, so that it fits every release. */
export interface RspackPlugin {
  apply(compiler: unknown): void;
}

/**
 * The plugin for `plugins` of `rspack.config.js`; it runs before every loader.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // rspack.config.js
 * import tsyncio from "tsyncio/rspack";
 * export default { entry: "./src/main.js", plugins: [tsyncio()] };
 * ```
 */
export default function tsyncio(options?: Options): RspackPlugin {
  return unplugin.rspack(options) as RspackPlugin;
}
