/**
 * The plugin of the bundlers, written once: unplugin turns it into the shape that each of them takes. The
 * files beside this one (vite.ts, rollup.ts, …) only name the bundler, and add what it alone needs.
 *
 * It runs before every other plugin, so that it sees TypeScript, and the bundler chains its map with those that
 * follow. The filter is data: a bundler that can apply it by itself never calls us for a file without the word
 * `async`.
 */
import { extname } from "node:path";
import type { Loader } from "esbuild";
import { createUnplugin, type UnpluginMessage, type UnpluginOptions } from "unplugin";
import type { Diagnostic } from "../diagnostics.ts";
import { asyncWord, type Options, type ResolvedOptions, resolveOptions } from "../options.ts";
import { dependencies, missingRuntime, type Reporter, type Rewritten, rewrite } from "./rewrite.ts";

/** Ids of source files; a query (`?worker_file`, `?v=1`) may follow. A virtual module is no file. */
const sourceFile = /^[^\0]*\.[cm]?[jt]sx?(?:\?.*)?$/;

/** Dependencies; and what stands for a file but is not its text. */
const notSource = [...dependencies, /\.d\.[cm]?ts(?:\?|$)/, /[?&](?:raw|url|worker|sharedworker)(?:[&=]|$)/];

/** Ids of components; a plugin of their framework has made JavaScript of their scripts. */
const component = /^[^\0]*\.(?:vue|svelte)(?:\?.*)?$/;
const notScript = [...dependencies, /[?&](?:type=(?:style|template|custom)|raw|url)(?:[&=]|$)/];

/** What a bundler's own channels for warnings and errors take. */
interface Channels {
  error(message: UnpluginMessage): void;
  warn(message: UnpluginMessage | string): void;
}

/**
 * The plugin for all bundlers of unplugin. Under Vite there is a second one, which runs last: it rewrites what
 * the plugins of Vue and Svelte have made of components.
 *
 * @throws OptionError for an unknown or ill-typed option, when the configuration is read.
 */
export const unplugin = createUnplugin<Options | undefined, true>((given, { framework }) => {
  const options = resolveOptions(given);
  const session = new Session(options);
  const files: UnpluginOptions = {
    name: "tsyncio",
    enforce: "pre",
    transform: {
      filter: { id: { include: sourceFile, exclude: notSource }, code: asyncWord },
      handler(code, id) {
        return session.rewrite(code, pathOf(id), id, this);
      },
    },
    esbuild: jsxLoaders(),
  };
  if (framework !== "vite") return [files];
  const components: UnpluginOptions = {
    name: "tsyncio:components",
    enforce: "post",
    transform: {
      filter: { id: { include: component, exclude: notScript }, code: asyncWord },
      handler(code, id) {
        return session.rewrite(code, `${pathOf(id)}.js`, id, this);
      },
    },
  };
  return [files, components];
});

const pathOf = (id: string) => id.replace(/\?.*$/, "");

/** One build: its options, and whether the runtime was already looked for. */
class Session {
  readonly #options: ResolvedOptions;
  #lookedForRuntime = false;

  constructor(options: ResolvedOptions) {
    this.#options = options;
  }

  rewrite(code: string, filename: string, id: string, channels: Channels): Rewritten | undefined {
    const rewritten = rewrite(code, { ...this.#options, filename }, reporterOf(channels, id));
    if (rewritten) this.#lookForRuntime(filename, channels);
    return rewritten;
  }

  /** A warning, since an alias of the bundler may lead to what Node does not find. */
  #lookForRuntime(filename: string, channels: Channels): void {
    if (this.#lookedForRuntime) return;
    this.#lookedForRuntime = true;
    const missing = missingRuntime(this.#options.runtime, filename);
    if (missing) channels.warn(missing);
  }
}

function reporterOf(channels: Channels, id: string): Reporter {
  return {
    error: (text, diagnostic) => channels.error(messageOf(text, id, diagnostic)),
    warn: (text, diagnostic) => channels.warn(messageOf(text, id, diagnostic)),
  };
}

/** Bundlers count columns from 0. The text names the place too: not all of them print `loc`. */
function messageOf(message: string, id: string, diagnostic: Diagnostic): UnpluginMessage {
  const { file, line, column, code } = diagnostic;
  return { message, id, plugin: "tsyncio", pluginCode: code, loc: { file, line, column: column - 1 } };
}

/** esbuild asks a plugin that changes a file for its loader too; what the user set for an ending still counts. */
function jsxLoaders(): NonNullable<UnpluginOptions["esbuild"]> {
  let loaders: Record<string, Loader> = {};
  return {
    onLoadFilter: /\.[cm]?[jt]sx?$/,
    config: (options) => {
      loaders = { ...options.loader };
    },
    loader: (_code, id) => {
      const extension = extname(id);
      return loaders[extension] ?? (extension.replace(/^\.[cm]?/, "") as Loader);
    },
  };
}
