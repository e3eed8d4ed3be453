/**
 * `npm run size`: what the runtime weighs in a browser, bundled and minified by esbuild, in bytes as they are, and
 * after gzip and brotli: a small program's part of it, and the whole. Then what the small part is made of.
 *
 * The measure is of the built package through its public entry, as a user's bundler sees it.
 */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a program that starts tasks in groups and with deadlines needs. */
export const core = ["run", "sleep", "createTask", "gather", "TaskGroup", "timeout"] as const;

/** A bundle and its weight. */
export interface Weight {
  readonly code: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
  /** Bytes of the bundle that came from each file. */
  readonly parts: ReadonlyMap<string, number>;
}

/** Bundles `export { names } from "tsyncio"`, or all of it, for a browser. */
export async function weigh(names?: readonly string[]): Promise<Weight> {
  const what = names === undefined ? "*" : `{ ${names.join(", ")} }`;
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${what} from "tsyncio";`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild gave no output");
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const parts = inputs.map(([path, { bytesInOutput }]): [string, number] => [path, bytesInOutput]);
  return {
    code: file.text,
    bytes: file.contents.length,
    gzip: gzipSync(file.contents, { level: 9 }).length,
    brotli: brotliCompressSync(file.contents).length,
    parts: new Map(parts.filter(([, bytes]) => bytes > 0).sort(([, a], [, b]) => b - a)),
  };
}

function line(title: string, ...cells: (string | number)[]): string {
  return title.padEnd(64) + cells.map((cell) => String(cell).padStart(10)).join("");
}

async function main(): Promise<void> {
  const [small, whole] = [await weigh(core), await weigh()];
  console.log(line("bundled and minified for a browser", "bytes", "gzip", "brotli"));
  console.log(line(core.join(", "), small.bytes, small.gzip, small.brotli));
  console.log(line("all of tsyncio", whole.bytes, whole.gzip, whole.brotli));
  console.log(`\n${line("the first, by file", "bytes")}`);
  for (const [path, bytes] of small.parts) console.log(line(path.replace(/^.*dist\//, ""), bytes));
}

if (import.meta.main) await main();
