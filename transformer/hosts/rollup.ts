/** `tsyncio/rollup`: the plugin of Rollup. */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Rollup takes it; the type says no more, so that it fits every release. */
export interface RollupPlugin {
  readonly name: string;
}

/**
 * The plugin for `plugins` of `rollup.config.js`; it stands before the one that compiles TypeScript.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // rollup.config.js
 * import tsyncio from "tsyncio/rollup";
 * export default { input: "src/main.js", plugins: [tsyncio()], output: { dir: "dist" } };
 * ```
 */
export default function tsyncio(options?: Options): RollupPlugin {
  // A list of one plugin comes as that plugin, whatever the types of unplugin say.
  return [unplugin.rollup(options)].flat()[0] as RollupPlugin;
}
