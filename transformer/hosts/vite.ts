/** `tsyncio/vite`: the plugin of Vite, and of all that is configured through Vite (Vitest, SvelteKit, Astro, …). */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { type Options, resolveOptions } from "../options.ts";
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
  return [bundledEarly(resolveOptions(options).runtime), ...(unplugin.vite(options) as VitePlugin[])];
}

/** What is read here of Vite's configuration. */
interface ViteConfig {
  readonly root?: string;
  readonly optimizeDeps?: { readonly include?: string[]; readonly exclude?: string[] };
}

/**
 * The development server bundles dependencies in advance, and finds them by reading files as they are written. The
 * runtime is imported by rewritten files only: found with the first of them, it would make the server bundle anew and
 * load the page again.
 */
function bundledEarly(runtime: string): VitePlugin {
  const config = ({ root = "", optimizeDeps }: ViteConfig): ViteConfig | undefined => {
    const isExcluded = optimizeDeps?.exclude?.some((name) => `${runtime}/`.startsWith(`${name}/`)) ?? false;
    return !isExcluded && isDependency(runtime, root) ? { optimizeDeps: { include: [runtime] } } : undefined;
  };
  return { name: "tsyncio:dependencies", config } as VitePlugin;
}

/** Whether Vite would bundle it: not a package that is linked into a workspace, of which no part may be bundled. */
function isDependency(specifier: string, root: string): boolean {
  try {
    const path = createRequire(join(resolve(root), "index.js")).resolve(specifier);
    return !/^[./]/.test(specifier) && /[\\/]node_modules[\\/]/.test(path);
  } catch {
    return false; // The plugin itself says so, when there is something to rewrite.
  }
}
