/**
 * One file from the sources to the output: rewritten, or copied where there is nothing to rewrite. A file is
 * written whole or not at all, and only where it changed.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import ts from "typescript";
import { type Diagnostic, type TransformResult, transform } from "../index.ts";
import { type Options, resolveOptions, takesFile } from "../options.ts";
import { type ModuleFormat, moduleFormat, parse } from "../parse.ts";

/** Where source maps go: beside the file, into it, or nowhere. */
export type MapPlace = "file" | "inline" | "none";

export interface FileJob {
  readonly source: string;
  readonly output: string;
  readonly options: Options;
  readonly maps: MapPlace;
  /** What TypeScript is told about modules, where a project says it. */
  readonly compilerOptions: ts.CompilerOptions | undefined;
}

/** What became of a file; `failed` leaves the output as it was. */
export interface FileResult {
  readonly fate: "rewritten" | "copied" | "failed";
  readonly diagnostics: readonly Diagnostic[];
}

export function compileFile(job: FileJob): FileResult {
  if (!takesFile(job.source, resolveOptions(job.options))) return copy(job, []);
  const result = rewrite(job);
  const { diagnostics } = result;
  if (diagnostics.some(({ category }) => category === "error")) return { fate: "failed", diagnostics };
  if (!result.map) return copy(job, diagnostics);
  const { mode } = statSync(job.source);
  for (const [path, text] of withMap(job, result)) writeWhole(path, text, mode);
  return { fate: "rewritten", diagnostics };
}

function rewrite({ source, options, compilerOptions }: FileJob): TransformResult {
  const code = readFileSync(source, "utf8");
  const format = compilerOptions && formatOf(source, code, compilerOptions);
  return transform(code, { ...options, filename: source, ...(format && { format }) });
}

/** A file without import or export stays a script where TypeScript will emit CommonJS. */
function formatOf(source: string, code: string, options: ts.CompilerOptions): ModuleFormat | undefined {
  if (!/async|await/.test(code)) return undefined;
  const kind = ts.getImpliedNodeFormatForFile(source, undefined, ts.sys, options) ?? options.module;
  if (kind !== ts.ModuleKind.CommonJS) return undefined;
  const sourceFile = parse(ts, code, source, "script");
  if (ts.isExternalModule(sourceFile)) return undefined;
  return moduleFormat(ts, sourceFile) === "commonjs" ? "commonjs" : "script";
}

/** The files that hold the code and its map, by their paths. */
function withMap({ source, output, maps }: FileJob, { code, map }: TransformResult): [string, string][] {
  if (!map || maps === "none") return [[output, code]];
  map.file = basename(output);
  map.sources = [relative(dirname(output), source).replaceAll("\\", "/")];
  const link = (url: string) => `${code.replace(/\n?$/, "\n")}//# sourceMappingURL=${url}\n`;
  if (maps === "inline") return [[output, link(map.toUrl())]];
  return [
    [`${output}.map`, map.toString()],
    [output, link(encodeURIComponent(`${basename(output)}.map`))],
  ];
}

function copy({ source, output }: FileJob, diagnostics: readonly Diagnostic[]): FileResult {
  if (!existsSync(output) || !readFileSync(source).equals(readFileSync(output))) {
    viaTemporary(output, (temporary) => copyFileSync(source, temporary));
  }
  if (!existsSync(`${source}.map`)) rmSync(`${output}.map`, { force: true });
  return { fate: "copied", diagnostics };
}

/** Writes a file unless it stands there already: what did not change keeps its time. */
export function writeWhole(path: string, text: string, mode?: number): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  viaTemporary(path, (temporary) => writeFileSync(temporary, text, { mode }));
}

/** Whoever reads the path sees the old file or the new one, never a part. */
function viaTemporary(path: string, write: (temporary: string) => void): void {
  makeFolder(dirname(path));
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Where nobody can make a folder, as in /proc, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // Another process may have made it meanwhile.
  }
}

export function removeOutput(output: string): void {
  rmSync(output, { force: true });
  rmSync(`${output}.map`, { force: true });
}
