/**
 * What one `tsyncio compile` has to do, as plain data: which sources, where their output goes, with which
 * options. Nothing is written here.
 */
import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import ts from "typescript";
import type { Options } from "../options.ts";
import type { MapPlace } from "./compile-files.ts";
import { Failure } from "./failures.ts";
import { type Project, packageOptions, readProject } from "./projects.ts";
import { joinOptions, type RewriteFlags } from "./rewrite-flags.ts";

/** The flags of `compile` as commander gives them. */
export interface CompileFlags extends RewriteFlags {
  readonly outDir: string;
  readonly project?: string;
  readonly rootDir?: string;
  readonly sourceMap: MapPlace;
  readonly joinMaps?: string;
  readonly watch?: boolean;
}

export interface Job {
  /** The folder whose structure the output keeps. */
  readonly root: string;
  readonly outDir: string;
  readonly options: Options;
  readonly maps: MapPlace;
  /** Files and folders to take sources from. */
  readonly inputs: readonly string[];
  /** Globs of what is left out, relative to `base`. */
  readonly exclude: readonly string[];
  readonly base: string;
  readonly project: Project | undefined;
}

/**
 * @throws Failure when there is nothing to compile, or the output would fall among the sources.
 */
export function planJob(files: readonly string[], flags: CompileFlags): Job {
  if (files.length > 0 && flags.project) {
    throw new Failure("usage", "Give files, or a project with -p, not both.");
  }
  const job = files.length > 0 ? jobOfFiles(files, flags) : jobOfProject(flags);
  refuseOutDir(job);
  return job;
}

function jobOfProject(flags: CompileFlags): Job {
  const project = readProject(flags.project ?? ".");
  const { root, folders, fileNames, exclude, config, rewrite } = project;
  return {
    root: flags.rootDir === undefined ? root : resolve(flags.rootDir),
    outDir: resolve(flags.outDir),
    options: joinOptions(rewrite, flags),
    maps: flags.sourceMap,
    inputs: [...folders, ...fileNames],
    exclude,
    base: dirname(config),
    project,
  };
}

function jobOfFiles(files: readonly string[], flags: CompileFlags): Job {
  const inputs = files.map((file) => resolve(file));
  const missing = inputs.find((input) => !existsSync(input));
  if (missing) throw new Failure("missing", `There is no ${missing}.`);
  const root = flags.rootDir === undefined ? commonFolder(inputs) : resolve(flags.rootDir);
  return {
    root,
    outDir: resolve(flags.outDir),
    options: joinOptions(packageOptions(root), flags),
    maps: flags.sourceMap,
    inputs,
    exclude: [],
    base: process.cwd(),
    project: undefined,
  };
}

/** The innermost folder that holds all of them; a folder given alone is its own. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => (isFolder(path) ? path : dirname(path)));
  return folders.reduce((common, folder) => {
    let shared = common;
    while (!isInside(folder, shared)) shared = dirname(shared);
    return shared;
  });
}

/** Every file to compile or to copy, in order. What lies in the output folder is none. */
export function sourcesOf(job: Job): string[] {
  const found = job.inputs.flatMap((input) => (isFolder(input) ? filesBelow(input, job) : existing(input)));
  return [...new Set(found)].filter((path) => !isInside(path, job.outDir)).sort();
}

function existing(path: string): string[] {
  return existsSync(path) ? [path] : [];
}

/** Walked as TypeScript does, without hidden folders and `node_modules`; a plain `*` there skips `*.min.js`. */
function filesBelow(folder: string, { exclude, base }: Job): string[] {
  const globs = exclude.map((glob) => (isAbsolute(glob) ? glob : join(base, glob)));
  return ts.sys.readDirectory(folder, undefined, globs, ["**/*", "**/*.min.js"]).map((name) => resolve(name));
}

export function outputOf(source: string, { root, outDir }: Job): string {
  if (isInside(source, root)) return join(outDir, relative(root, source));
  throw new Failure(
    "outside",
    `${source} is not below ${root}. Give a folder that holds all with --root-dir.`,
  );
}

/** Were the output among the sources, the next build would take it for source code. */
function refuseOutDir({ outDir, root, inputs, exclude, base }: Job): void {
  if (existsSync(outDir) && !isFolder(outDir)) {
    throw new Failure("outDir", `--out-dir ${outDir} is a file: name a folder.`);
  }
  if (outDir === root) {
    throw new Failure(
      "outDir",
      `--out-dir is the folder of the sources, ${root}: they would be overwritten.`,
    );
  }
  const around = inputs.find((input) => isFolder(input) && isInside(outDir, input));
  if (!around || exclude.some((glob) => excludes(glob, outDir, base))) return;
  throw new Failure(
    "outDir",
    `--out-dir ${outDir} lies among the sources in ${around}. ` +
      'Choose a folder beside them, or add it to "exclude" in tsconfig.json.',
  );
}

/** Whether a glob of `exclude` names a folder or one around it; in doubt not. */
function excludes(glob: string, folder: string, base: string): boolean {
  const plain = glob.replace(/\/(\*\*(\/\*)?|\*)?$/, "");
  if (plain.startsWith("**/")) return folder.split(/[\\/]/).includes(plain.slice("**/".length));
  return isInside(folder, resolve(base, plain));
}

/** Whether a path is a folder itself, or something in it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way.split(/[\\/]/)[0] !== "..");
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
