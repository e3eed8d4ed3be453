/**
 * Compiles bench/works.ts three ways: as it stands, by our transform, and by TypeScript for ES2015, where
 * async functions become generators driven by promises (`__awaiter`).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "tsyncio/transform";
import ts from "typescript";

type Works = typeof import("./works.ts");

const source = join(import.meta.dirname, "works.ts");
/** Inside the package, so that compiled code finds the runtime by its name. */
const folder = join(import.meta.dirname, "../build/bench");

export async function compileWorks(): Promise<{ ours: Works; native: Works; awaiter: Works }> {
  const text = readFileSync(source, "utf8");
  const { code, diagnostics } = transform(text, { filename: source });
  if (diagnostics.length > 0)
    throw new Error(`works.ts was not compiled cleanly: ${JSON.stringify(diagnostics)}`);
  mkdirSync(folder, { recursive: true });
  return {
    native: await load("native", text, ts.ScriptTarget.ES2022),
    ours: await load("tsyncio", code, ts.ScriptTarget.ES2022),
    awaiter: await load("awaiter", text, ts.ScriptTarget.ES2015),
  };
}

async function load(name: string, text: string, target: ts.ScriptTarget): Promise<Works> {
  const path = join(folder, `${name}.mjs`);
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(path, outputText);
  return (await import(pathToFileURL(path).href)) as Works;
}
