/** `tsyncio/vite`: the plugin of Vite, and of all that is configured through Vite (Vitest, SvelteKit, Astro, …). */
import type { Options } from "../options.ts";
import { unplugin } from "./unplugin.ts";

/** A plugin as Vite takes it; the type says no more, so that it fits every release. */
export interface VitePlugin {
  readonly name: string;
}

/**
 * The plugins for `plugins` of `vite.config.js`; for code that runs in workers also for `worker.plugins`.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // vite.config.js
 * import tsyncio from "tsyncio/vite";
 * export default { plugins: [tsyncio()] };
 * ```
 */
export default function tsyncio(options?: Options): VitePlugin[] {
  return unplugin.vite(options) as VitePlugin[];
}
