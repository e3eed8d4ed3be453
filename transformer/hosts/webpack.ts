/** `tsyncio/webpack`: the plugin of webpack. */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Webpack takes it; the type says no more, so that it fits every release. */
export interface WebpackPlugin {
  apply(compiler: unknown): void;
}

/**
 * The plugin for `plugins` of `webpack.config.js`; it runs before every loader.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // webpack.config.js
 * import tsyncio from "tsyncio/webpack";
 * export default { entry: "./src/main.js", plugins: [tsyncio()] };
 * ```
 */
export default function tsyncio(options?: Options): WebpackPlugin {
  return unplugin.webpack(options) as WebpackPlugin;
}
