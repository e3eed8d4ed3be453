/**
 * `npm run bench:transform`: how fast `transform()` is, in megabytes of source a second, beside TypeScript's parser and
 * what other tools make of the same text; then what a file without `async` costs.
 *
 * Counted is the time that this thread has worked, which a busy machine does not change much; esbuild alone works
 * elsewhere, so that its time is that of the wall. Samples are interleaved. Each tool also makes its source map.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync as esbuild } from "esbuild";

import { transformSync as oxc } from "rolldown/utils";
import { transform as sucrase } from "sucrase";
import { transform } from "tsyncio/transform";
import ts from "typescript";
import { table } from "./transform-table.ts";

const REPETITIONS = 7;
/** The tool that works in a process of its own. */
const elsewhere = "esbuild (wall)";
const repository = join(import.meta.dirname, "..");

/** One text to work on. */
interface Input {
  readonly title: string;
  readonly filename: string;
  readonly code: string;
}

type Tool = (input: Input) => unknown;

const tools: Readonly<Record<string, Tool>> = {
  "transform()": ({ code, filename }) => transform(code, { filename, format: "module" }).map?.toString(),
  "ts.createSourceFile": ({ code, filename }) => parse(code, filename),
  "ts.transpileModule": ({ code, filename }) =>
    ts.transpileModule(code, { fileName: filename, compilerOptions: { ...es2022, sourceMap: true } }),
  [elsewhere]: ({ code, filename }) =>
    esbuild(code, { loader: loaderOf(filename), sourcemap: "external", target: "es2022" }),
  sucrase: ({ code, filename }) =>
    sucrase(code, {
      transforms: filename.endsWith("ts") ? ["typescript"] : [],
      disableESTransforms: true,
      filePath: filename,
      sourceMapOptions: { compiledFilename: filename },
    }),
  "oxc (of Rolldown)": ({ code, filename }) => oxc(filename, code, { sourcemap: true }),
};

const es2022 = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
const loaderOf = (filename: string) => (filename.endsWith("ts") ? "ts" : "js");

/** As `transform()` does it. */
function parse(code: string, filename: string): ts.SourceFile {
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  return ts.createSourceFile(filename, code, options, true);
}

/** Our own programs, each in a function of its own: what they import from one another is of no account here. */
function concatenated(pattern: string, head: string, bytes: number): string {
  const files = globSync(pattern, { cwd: repository }).sort();
  const parts = files.map((path, at) => {
    const text = readFileSync(join(repository, path), "utf8");
    return `${head} part${at}() {\n${withoutModule(text)}\n}\n`;
  });
  const once = parts.join("");
  return once.repeat(Math.ceil(bytes / once.length)).replace(/ part\d+\(/g, numbered(" part"));
}

function numbered(base: string): () => string {
  let count = 0;
  return () => `${base}${count++}(`;
}

/** Without the statements that stand in modules only. */
function withoutModule(text: string): string {
  const file = ts.createSourceFile("part.ts", text, ts.ScriptTarget.Latest, true);
  const kept = file.statements.filter(
    (statement) =>
      !ts.isImportDeclaration(statement) &&
      !ts.isExportDeclaration(statement) &&
      !ts.isExportAssignment(statement),
  );
  return kept
    .map((statement) => statement.getFullText(file).replace(/^(\s*)export (default )?/gm, "$1"))
    .join("");
}

const megabyte = 1e6;
const inputs: readonly Input[] = [
  {
    title: "asynchronous programs, TypeScript",
    filename: "programs.ts",
    code: concatenated("test/conformance/programs/*/*.ts", "async function", megabyte),
  },
  {
    title: "our own sources, TypeScript",
    filename: "sources.ts",
    code: concatenated("{transformer,runtime}/*.ts", "function", megabyte),
  },
  {
    title: "typescript.js, JavaScript",
    filename: "typescript.js",
    code: readFileSync(join(repository, "node_modules/typescript/lib/typescript.js"), "utf8"),
  },
];

/** Something to be timed, by this clock or the wall's. */
interface Sampler {
  readonly run: () => unknown;
  readonly wall?: boolean;
}

/** Milliseconds of each sampler's runs, after one that warms up. */
function sample(samplers: readonly Sampler[], repetitions: number): number[][] {
  for (const { run } of samplers) run();
  const times = samplers.map((): number[] => []);
  for (let i = 0; i < repetitions; i++) {
    for (const [index, sampler] of samplers.entries()) times[index]?.push(time(sampler));
  }
  return times;
}

function time({ run, wall }: Sampler): number {
  const [start, worked] = [performance.now(), process.threadCpuUsage()];
  run();
  const { user, system } = process.threadCpuUsage(worked);
  return wall ? performance.now() - start : (user + system) / 1000;
}

function compareTools(input: Input): void {
  const repetitions = input.code.length > 2 * megabyte ? 3 : REPETITIONS;
  const samplers = Object.entries(tools).map(([name, tool]) => ({
    run: () => tool(input),
    wall: name === elsewhere,
  }));
  const times = sample(samplers, repetitions);
  const bytes = Buffer.byteLength(input.code);
  console.log(`\n${input.title}: ${(bytes / megabyte).toFixed(2)} MB`);
  console.log(table(Object.keys(tools), times, bytes));
}

/** What it costs to find that there is nothing to do, beside the parse that is saved. */
function compareWithout(input: Input): void {
  const code = input.code.replaceAll("async", "other");
  const rounds = 50;
  const scan = () => {
    for (let i = 0; i < rounds; i++) transform(code, { filename: input.filename });
  };
  const [scans = [], parses = []] = sample(
    [{ run: scan }, { run: () => parse(code, input.filename) }],
    REPETITIONS,
  );
  const [scanned, parsed] = [median(scans) / rounds, median(parses)];
  const share = ((100 * scanned) / parsed).toFixed(2);
  console.log(
    `\nwithout async (${input.title}): ${scanned.toFixed(3)} ms, ${share} % of the parse (${parsed.toFixed(1)} ms)`,
  );
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

for (const input of inputs) compareTools(input);
for (const input of inputs.slice(0, 2)) compareWithout(input);
