/**
 * A project as its `tsconfig.json` describes it: which folders and files, which options for TypeScript and for
 * the rewrite. Read by TypeScript itself, so that `extends` and all else mean what they mean to `tsc`.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { manifestOf } from "../hosts/manifests.ts";
import type { Options } from "../options.ts";
import { Failure } from "./failures.ts";

export interface Project {
  /** The path of the `tsconfig.json`, and of those that it extends. */
  readonly config: string;
  readonly extended: readonly string[];
  readonly options: ts.CompilerOptions;
  /** The folder whose structure the output keeps: `rootDir`, or where the `tsconfig.json` lies. */
  readonly root: string;
  readonly fileNames: readonly string[];
  /** The folders that TypeScript takes sources from; none where the files are listed one by one. */
  readonly folders: readonly string[];
  /** Globs of what is left out, relative to the `tsconfig.json`. */
  readonly exclude: readonly string[];
  /** The options of the rewrite: from the entry of our plugin, or else from `package.json`. */
  readonly rewrite: WrittenOptions;
}

/** Options of the rewrite as they stand in a file, unchecked, and where that is. */
export interface WrittenOptions {
  readonly options: Options;
  readonly place: string;
}

/**
 * Reads a `tsconfig.json`, given by its path or by its folder.
 *
 * @throws Failure when there is none, or when TypeScript cannot read it or finds no files.
 */
export function readProject(path: string): Project {
  const config = configPath(path);
  const parsed = parse(config);
  const { options, raw, wildcardDirectories = {} } = parsed;
  const folders = Object.keys(wildcardDirectories).map((name) => resolve(name));
  const fileNames = folders.length > 0 ? parsed.fileNames : withImports(parsed);
  return {
    config,
    extended: (options.configFile as ts.TsConfigSourceFile | undefined)?.extendedSourceFiles ?? [],
    options,
    root: resolve(options.rootDir ?? dirname(config)),
    fileNames: fileNames.map((name) => resolve(name)),
    folders,
    exclude: raw?.exclude ?? [options.outDir, options.declarationDir].filter(Boolean),
    rewrite: pluginOptions(options, config) ?? packageOptions(dirname(config)),
  };
}

/** The listed files, and all of the project that they import. */
function withImports({ fileNames, options }: ts.ParsedCommandLine): string[] {
  const program = ts.createProgram(fileNames, { ...options, noLib: true, types: [] });
  const own = program.getSourceFiles().filter((file) => !program.isSourceFileFromExternalLibrary(file));
  return own.map(({ fileName }) => fileName).filter((name) => !/[\\/]node_modules[\\/]/.test(name));
}

function configPath(path: string): string {
  const full = resolve(path);
  const config = existsSync(full) && statSync(full).isDirectory() ? join(full, "tsconfig.json") : full;
  if (!existsSync(config)) throw new Failure("missing", `There is no ${config}.`);
  return config;
}

function parse(config: string): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (error) => {
      throw new Failure("tsconfig", describe(error));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, host);
  if (!parsed) throw new Failure("tsconfig", `${config} cannot be read.`);
  const problem = referencesHint(parsed) ?? parsed.errors.map(describe)[0];
  if (problem) throw new Failure("tsconfig", problem);
  return parsed;
}

/** The `tsconfig.json` of a solution has no files of its own. */
function referencesHint({ fileNames, projectReferences }: ts.ParsedCommandLine): string | undefined {
  if (fileNames.length > 0 || !projectReferences?.length) return undefined;
  const list = projectReferences.map(({ path }) => path).join(", ");
  return `This project has no files, only references: name one of them, ${list}.`;
}

function describe({ messageText, file, start }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  if (!file || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${file.fileName}:${line + 1}:${character + 1}: ${text}`;
}

/** The options beside `"transform": "tsyncio/tsc"`, without the keys of ts-patch; undefined where there is no entry. */
function pluginOptions({ plugins }: ts.CompilerOptions, config: string): WrittenOptions | undefined {
  const entries = (plugins ?? []) as unknown as readonly (Record<string, unknown> & {
    transform?: unknown;
  })[];
  const entry = entries.find(({ transform }) => isOurs(transform));
  if (!entry) return undefined;
  const { transform: _transform, import: _import, tsConfig: _config, ...rest } = entry;
  const { resolvePathAliases: _aliases, name: _name, ...options } = rest;
  return { options, place: `in the entry of tsyncio/tsc in ${config}` };
}

/** The field `tsyncio` of the nearest `package.json`, which `tsyncio/register` reads too. */
export function packageOptions(folder: string): WrittenOptions {
  const file = manifestOf(pathToFileURL(join(resolve(folder), "main.ts")));
  const { tsyncio = {} } = file ? (JSON.parse(readFileSync(file, "utf8")) as { tsyncio?: Options }) : {};
  return { options: tsyncio, place: `in the field "tsyncio" of ${file}` };
}

/** The plugin by its name in the package, or by the path of its file. */
export function isOurs(transform: unknown): boolean {
  return (
    typeof transform === "string" && /(^tsyncio\/tsc$|transformer\/hosts\/tsc\.[cm]?[jt]s$)/.test(transform)
  );
}
