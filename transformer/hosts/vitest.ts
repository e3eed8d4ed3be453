/**
 * `tsyncio/testing/vitest`: the plugin of Vite, and test functions that run on virtual time.
 *
 * What a test file imports from "vitest" comes from vitest-api.ts, which wraps the functions that declare tests and
 * hooks; nothing of Vitest itself is changed.
 */
import { fileURLToPath } from "node:url";
import type { Options } from "../options.ts";
import tsyncio, { type VitePlugin } from "./vite.ts";

/** This file is `vitest.ts` among the sources and `vitest.js` in the package: so are its neighbours. */
const beside = (name: string) => fileURLToPath(import.meta.url).replace(/(\.[jt]s)$/, `-${name}$1`);
const api = beside("api");
const setup = beside("setup");

/**
 * The plugins for `plugins` of `vitest.config.js`. A test or hook that is a coroutine function runs by `runVirtual`:
 * it begins at time 0, sleeps without any waiting, leaves no task behind, and a deadlock is an error.
 *
 * So do fixtures of `test.extend`. Test functions are those imported from "vitest" and, with `globals: true`, the global
 * ones.
 *
 * @throws OptionError for an unknown or ill-typed option.
 * @example
 * ```js
 * // vitest.config.js
 * import tsyncio from "tsyncio/testing/vitest";
 * export default { plugins: [tsyncio()] };
 * ```
 */
export default function tsyncioTesting(options?: Options): VitePlugin[] {
  return [...tsyncio(options), virtualTime];
}

const virtualTime = {
  name: "tsyncio:virtual-time",
  enforce: "pre",
  /** Before the setup files of the project, which may declare hooks. */
  config(config: { test?: { setupFiles?: string | string[] } }): void {
    config.test = { ...config.test, setupFiles: [setup, ...[config.test?.setupFiles ?? []].flat()] };
  },
  /** Dependencies, and the wrapper itself, get the real one. */
  resolveId(id: string, importer: string | undefined): string | undefined {
    const isWrapped = importer === undefined || importer === api || importer.includes("/node_modules/");
    return id === "vitest" && !isWrapped ? api : undefined;
  },
} as const;
