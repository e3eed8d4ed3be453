/** `tsyncio/farm`: the plugin of Farm. */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Farm takes it; the type says no more, so that it fits every release. */
export interface FarmPlugin {
  readonly name: string;
  readonly priority: number;
}

/** The part of Farm's type that is changed here. */
interface JsPlugin extends FarmPlugin {
  transform?: { filters: { moduleTypes?: string[]; resolvedPaths?: string[] } };
}

/**
 * The plugin for `plugins` of `farm.config.js`.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // farm.config.js
 * import tsyncio from "tsyncio/farm";
 * export default { plugins: [tsyncio()] };
 * ```
 */
export default function tsyncio(options?: Options): FarmPlugin {
  const plugin = unplugin.farm(options) as JsPlugin;
  // Farm's own filter, which keeps styles and assets on its side of the border to JavaScript.
  if (plugin.transform) plugin.transform.filters = { moduleTypes: ["js", "jsx", "ts", "tsx"] };
  return plugin as FarmPlugin;
}
