/** `tsyncio/bun`: the plugin of Bun, for `Bun.build` and for `preload`. */
import { readFileSync } from "node:fs";
import { type Options, type ResolvedOptions, resolveOptions } from "../options.ts";
import { rewrite, throwing } from "./rewrite.ts";
import { withInlineMap } from "./source-maps.ts";
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
  const plugin = unplugin.bun(options) as BunPlugin;
  const atRunTime = (build: PluginBuilder) => rewriteLoaded(build, resolveOptions(options));
  return {
    name: plugin.name,
    setup: (build) =>
      (build as PluginBuilder).config ? plugin.setup(build) : atRunTime(build as PluginBuilder),
  };
}

/** The part of Bun's types that is used here; `config` is there where something is built. */
interface PluginBuilder {
  readonly config?: object;
  onLoad(filter: { filter: RegExp }, load: (file: { path: string; loader: string }) => Loaded): void;
}

interface Loaded {
  readonly contents: string;
  readonly loader: string;
}

/** Source files of the program. At run time Bun wants an answer for every file that it asks for. */
const ownFiles = /^(?!.*[\\/]node_modules[\\/]).*\.[cm]?[jt]sx?$/;

function rewriteLoaded(build: PluginBuilder, options: ResolvedOptions): void {
  build.onLoad({ filter: ownFiles }, ({ path, loader }) => {
    const code = readFileSync(path, "utf8");
    const rewritten = rewrite(code, { ...options, filename: path }, throwing);
    return { contents: rewritten ? withInlineMap(rewritten.code, rewritten.map) : code, loader };
  });
}
