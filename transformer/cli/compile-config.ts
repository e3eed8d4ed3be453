/**
 * The `tsconfig.json` of the output folder. With it `tsc -p OUT` makes JavaScript of what was rewritten, with
 * the options of the project: it checks no types, since those are checked on the source.
 */
import { basename, dirname, join, relative } from "node:path";
import type ts from "typescript";
import { writeWhole } from "./compile-files.ts";
import { isInside, type Job } from "./compile-job.ts";
import type { Project } from "./projects.ts";

/** Options that belong to declaration files, or to checking: these come from the source. */
const left = ["declaration", "declarationMap", "composite", "incremental", "isolatedDeclarations"] as const;
const unset = ["declarationDir", "tsBuildInfoFile"] as const;

/** Writes it, where a project is compiled; gives its path. */
export function writeConfig(job: Job): string | undefined {
  if (!job.project) return undefined;
  const path = join(job.outDir, "tsconfig.json");
  writeWhole(path, `${JSON.stringify(configOf(job, job.project), null, 2)}\n`);
  return path;
}

function configOf(job: Job, { config, options }: Project): object {
  const off = left.filter((name) => options[name]).map((name) => [name, false]);
  const none = unset.filter((name) => options[name] !== undefined).map((name) => [name, null]);
  return {
    extends: slashed(relative(job.outDir, config), true),
    compilerOptions: {
      rootDir: ".",
      noCheck: true,
      plugins: [],
      ...(options.emitDeclarationOnly && { emitDeclarationOnly: false }),
      ...Object.fromEntries([...off, ...none]),
      ...moved(job, options),
    },
    include: ["**/*"],
    exclude: [],
    files: [],
  };
}

/** Paths that lead to sources lead to what became of them. */
function moved(job: Job, options: ts.CompilerOptions): object {
  const { baseUrl, paths, rootDirs } = options;
  const base = baseUrl ?? (options as { pathsBasePath?: string }).pathsBasePath ?? job.base;
  const move = (path: string) => {
    const full = join(path.startsWith("/") ? "" : base, path);
    return slashed(isInside(full, job.root) ? relative(job.root, full) : relative(job.outDir, full), true);
  };
  const targets = Object.entries(paths ?? {}).map(([name, list]) => [name, list.map(move)]);
  return {
    ...(baseUrl && { baseUrl: move(baseUrl) }),
    ...(paths && { paths: Object.fromEntries(targets) }),
    ...(rootDirs && { rootDirs: rootDirs.map(move) }),
  };
}

function slashed(path: string, dotted: boolean): string {
  const plain = path.replaceAll("\\", "/");
  return dotted && !plain.startsWith(".") ? `./${plain}` : plain;
}

/** Whether a source is the `tsconfig.json` in whose place the written one stands. */
export function isReplaced(source: string, job: Job): boolean {
  return job.project !== undefined && dirname(source) === job.root && basename(source) === "tsconfig.json";
}
