/**
 * `tsyncio compile`: source to source, once or whenever something changes. What is done is planned in
 * compile-job.ts and carried out in compilation.ts.
 */
import { existsSync } from "node:fs";
import { Compilation, type Summary } from "./compilation.ts";
import { type CompileFlags, type Job, planJob } from "./compile-job.ts";
import { joinMaps } from "./compile-maps.ts";
import { Failure } from "./failures.ts";
import { print, report, shortened } from "./terminal.ts";

/** The command; gives its exit code. With `--watch` it ends with the process. */
export async function compile(files: readonly string[], flags: CompileFlags): Promise<number> {
  const job = planJob(files, flags);
  if (flags.joinMaps !== undefined && !existsSync(flags.joinMaps)) {
    throw new Failure("missing", `There is no folder ${flags.joinMaps}.`);
  }
  const compilation = new Compilation(job);
  const summary = timed(compilation);
  if (compilation.state === "empty")
    throw new Failure("nothing", `There are no files to compile in ${job.root}.`);
  tell(job, summary);
  if (flags.joinMaps !== undefined) join(flags.joinMaps, job);
  if (flags.watch) return watch(files, flags, job, compilation);
  return compilation.state === "failed" ? 1 : 0;
}

function join(folder: string, job: Job): void {
  print(`${folder}: ${joinMaps(folder, job)} maps joined`);
}

interface Timed extends Summary {
  readonly seconds: number;
}

function timed(compilation: Compilation): Timed {
  const start = performance.now();
  const summary = compilation.update();
  return { ...summary, seconds: (performance.now() - start) / 1000 };
}

function tell({ outDir }: Job, { rewritten, copied, failed, removed, seconds }: Timed): void {
  const parts = [`${rewritten} rewritten`, `${copied} copied`];
  if (removed > 0) parts.push(`${removed} removed`);
  if (failed > 0) parts.push(`${failed} failed`);
  print(`${shortened(outDir)}: ${parts.join(", ")} in ${seconds.toFixed(2)} s`);
}

/** Whatever happens brings the compilation up to date; a changed `tsconfig.json` compiles all again. */
async function watch(
  files: readonly string[],
  flags: CompileFlags,
  first: Job,
  compilation: Compilation,
): Promise<number> {
  const { watch: watchPaths } = await import("chokidar");
  const watcher = watchPaths(watchedBy(first), {
    ignoreInitial: true,
    ignored: (path) => /[\\/](node_modules|\.git)([\\/]|$)/.test(path) || path === first.outDir,
  });
  let due: NodeJS.Timeout | undefined;
  let isConfigChanged = false;
  const refresh = () => {
    try {
      // Planned anew each time: a listed file may import another one now.
      const job = planJob(files, flags);
      compilation.replan(job, isConfigChanged);
      isConfigChanged = false;
      watcher.add(watchedBy(job));
      const summary = timed(compilation);
      if (summary.rewritten + summary.copied + summary.failed + summary.removed > 0) tell(job, summary);
    } catch (error) {
      report(error);
    }
  };
  watcher.on("all", (_event, path) => {
    isConfigChanged ||= configsOf(first).includes(path);
    // Editors write in several steps.
    clearTimeout(due);
    due = setTimeout(refresh, 50);
  });
  await new Promise<void>((ready) => watcher.once("ready", ready));
  print("watching for changes");
  return new Promise<number>(() => {});
}

function watchedBy(job: Job): string[] {
  return [...job.inputs, ...configsOf(job)];
}

function configsOf({ project }: Job): string[] {
  return project ? [project.config, ...project.extended] : [];
}
