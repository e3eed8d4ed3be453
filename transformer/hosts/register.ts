/**
 * `node --import tsyncio/register app.ts`: rewrites each file of the program as Node loads it, by the
 * synchronous hooks of `node:module`. Types are left to Node, which strips them afterwards; dependencies and
 * what Node does not load as code are left alone.
 *
 * Options stand in the field `tsyncio` of the package.json nearest to a file.
 */
import { readFileSync } from "node:fs";
import module, { type LoadHookSync } from "node:module";
import { dirname, extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModuleFormat } from "../index.ts";
import { asyncWord, type ResolvedOptions, resolveOptionsAt } from "../options.ts";
import { manifestOf } from "./manifests.ts";
import { missingRuntime, rewrite, throwing } from "./rewrite.ts";
import { chain, mapOf, withInlineMap } from "./source-maps.ts";

if (typeof module.registerHooks !== "function") {
  throw new Error(
    `tsyncio/register needs Node 22.15 or later, for module.registerHooks; this is Node ${process.versions.node}. ` +
      "Compile beforehand instead: npx tsyncio compile --out-dir out",
  );
}

const load: LoadHookSync = (url, context, nextLoad) => {
  const loaded = nextLoad(url, context);
  if (!url.startsWith("file:") || !formats.has(loaded.format) || loaded.source == null) return loaded;
  const format = formats.get(loaded.format);
  const { source } = loaded;
  const code = typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString();
  const rewritten = rewriteLoaded(url, code, format);
  // An array in one of Node's two loaders, a set in the other.
  const isImported = new Set(context.conditions).has("import");
  if (repairsRequire && format === "commonjs" && isImported)
    return { ...loaded, source: withRequire(rewritten ?? code) };
  return rewritten === undefined ? loaded : { ...loaded, source: rewritten };
};

function rewriteLoaded(url: string, code: string, format: ModuleFormat | undefined): string | undefined {
  if (!asyncWord.test(code)) return undefined;
  const filename = fileURLToPath(url);
  const options = optionsFor(dirname(filename), url);
  const rewritten = rewrite(code, { ...options, filename, ...(format && { format }) }, throwing);
  if (!rewritten) return undefined;
  const missing = missingRuntime(options.runtime, filename);
  if (missing) throw Object.assign(new Error(missing), { code: "ERR_MODULE_NOT_FOUND" });
  const ours = { ...rewritten.map, sources: [url] };
  const before = mapOf(code, filename);
  return withInlineMap(rewritten.code, before ? chain(ours, before) : ours);
}

/** In Node 22, as soon as there are hooks, CommonJS that was imported cannot require an ES module. */
const repairsRequire = Number.parseInt(process.versions.node, 10) < 24;

/** The repair stands on the first line, behind what must come first there. */
function withRequire(code: string): string {
  const repair = 'require = process.getBuiltinModule("module").createRequire(__filename); ';
  return code.replace(
    /^(?:#!.*\n)?(?:(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*(["'])use strict\1;?)?/,
    `$&${repair}`,
  );
}

/** What Node calls a format. Where it has none yet it looks at the text, and so do we. */
const formats = new Map<string | null | undefined, ModuleFormat | undefined>([
  ["module", "module"],
  ["module-typescript", "module"],
  ["commonjs", "commonjs"],
  ["commonjs-typescript", "commonjs"],
  [null, undefined],
  [undefined, undefined],
]);

const known = new Map<string, ResolvedOptions>();

/** The options of a folder, read once. */
function optionsFor(folder: string, url: string): ResolvedOptions {
  const options = known.get(folder) ?? readOptions(manifestOf(url));
  known.set(folder, options);
  return options;
}

function readOptions(file: string | undefined): ResolvedOptions {
  const { tsyncio } = file ? JSON.parse(readFileSync(file, "utf8")) : {};
  return resolveOptionsAt(`in the field "tsyncio" of ${file}`, tsyncio);
}

/** What Node says of TypeScript that it does not run names no way out. */
process.on("uncaughtExceptionMonitor", (error: Error & { code?: string }) => {
  const remedy = remedyFor(error);
  if (remedy) process.stderr.write(`\ntsyncio/register: ${remedy}\n`);
});

function remedyFor({ code, message }: { code?: string; message: string }): string | undefined {
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return (
      "types are left to Node, which only strips them: no enums, namespaces or parameter properties. " +
      "Set `erasableSyntaxOnly` in tsconfig.json to find them, or use `npx tsyncio run`, tspc or a bundler."
    );
  }
  if (code !== "ERR_UNKNOWN_FILE_EXTENSION") return undefined;
  const extension = extname(/for (.*)$/m.exec(message)?.[1] ?? "");
  if (/^\.[cm]?ts$/.test(extension)) {
    return (
      `Node ${process.versions.node} strips types only with --experimental-strip-types; ` +
      "22.18 and later do so without."
    );
  }
  return /^\.[jt]sx$/.test(extension)
    ? "Node runs no JSX. Use `npx tsyncio run`, tspc or a bundler."
    : undefined;
}

/**
 * The registration that loading this module makes.
 *
 * @example
 * ```ts
 * import { hooks } from "tsyncio/register";
 * hooks.deregister(); // from here on files are loaded as they stand
 * ```
 */
export const hooks = module.registerHooks({ load });
