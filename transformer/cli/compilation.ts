/**
 * The state of a compilation that may run again: which sources there are, as they were when they were compiled.
 * Each `update` brings the output up to date with the sources; the first one compiles all. Watching is nothing
 * but calling it again.
 */
import { statSync } from "node:fs";
import { relative } from "node:path";
import { isReplaced, writeConfig } from "./compile-config.ts";
import { compileFile, type FileResult, removeOutput } from "./compile-files.ts";
import { type Job, outputOf, sourcesOf } from "./compile-job.ts";
import { clearProgress, progress, reportDiagnostic } from "./terminal.ts";

/** How many files one update has rewritten, copied, failed to compile and removed. */
export interface Summary {
  rewritten: number;
  copied: number;
  failed: number;
  removed: number;
}

export class Compilation {
  #job: Job;
  /** Each source with its time and size when it was last seen. */
  #seen = new Map<string, string>();
  readonly #fates = new Map<string, FileResult["fate"]>();

  constructor(job: Job) {
    this.#job = job;
  }

  /** Goes on with a job that was planned anew; with other options, all is compiled again. */
  replan(job: Job, hasOtherOptions: boolean): void {
    this.#job = job;
    if (hasOtherOptions) this.#seen = new Map([...this.#seen.keys()].map((source) => [source, ""]));
  }

  /** Compiles what is new or changed, and removes the output of what is gone. */
  update(): Summary {
    const summary = { rewritten: 0, copied: 0, failed: 0, removed: 0 };
    const now = this.#look();
    const changed = [...now].filter(([source, state]) => this.#seen.get(source) !== state);
    for (const [index, [source]] of changed.entries()) {
      progress(`${index + 1}/${changed.length} ${relative(this.#job.root, source)}`);
      const { fate, diagnostics } = this.#compile(source);
      summary[fate]++;
      this.#fates.set(source, fate);
      for (const diagnostic of diagnostics) reportDiagnostic(diagnostic);
    }
    for (const source of this.#seen.keys()) if (!now.has(source)) summary.removed += this.#remove(source);
    if (changed.length > 0) writeConfig(this.#job);
    this.#seen = now;
    clearProgress();
    return summary;
  }

  /** Whether the last look found sources, and whether all of them have an output that is up to date. */
  get state(): "empty" | "failed" | "good" {
    if (this.#seen.size === 0) return "empty";
    return [...this.#fates.values()].includes("failed") ? "failed" : "good";
  }

  #look(): Map<string, string> {
    const sources = sourcesOf(this.#job).filter((source) => !isReplaced(source, this.#job));
    return new Map(sources.flatMap((source) => stateOf(source)));
  }

  #compile(source: string): FileResult {
    const { options, maps, project } = this.#job;
    // A map beside a source leads on from there; ours, from its rewritten text, has the same name.
    const isMapped =
      source.endsWith(".map") && this.#fates.get(source.slice(0, -".map".length)) === "rewritten";
    if (isMapped && maps === "file") return { fate: "copied", diagnostics: [] };
    const output = outputOf(source, this.#job);
    return compileFile({ source, output, options, maps, compilerOptions: project?.options });
  }

  #remove(source: string): number {
    removeOutput(outputOf(source, this.#job));
    this.#fates.delete(source);
    return 1;
  }
}

/** A file may vanish between the listing and the look. */
function stateOf(source: string): [string, string][] {
  const stat = statSync(source, { throwIfNoEntry: false });
  return stat ? [[source, `${stat.mtimeMs} ${stat.size}`]] : [];
}
