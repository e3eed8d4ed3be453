/** `tsyncio/rolldown`: the plugin of Rolldown, and of tsdown. */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Rolldown takes it; the type says no more, so that it fits every release. */
export interface RolldownPlugin {
  readonly name: string;
}

/**
 * The plugin for `plugins` of `rolldown.config.js`.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // rolldown.config.js
 * import tsyncio from "tsyncio/rolldown";
 * export default { input: "src/main.ts", plugins: [tsyncio()], output: { dir: "dist" } };
 * ```
 */
export default function tsyncio(options?: Options): RolldownPlugin {
  // A list of one plugin comes as that plugin, whatever the types of unplugin say.
  return [unplugin.rolldown(options)].flat()[0] as RolldownPlugin;
}
