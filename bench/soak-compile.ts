/** Compiles bench/soak-load.ts as a user's build does: a process of its own, so that no compiler is in the heap. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transform } from "tsyncio/transform";
import ts from "typescript";

const source = join(import.meta.dirname, "soak-load.ts");
const target = process.argv[2] as string;

const { code, diagnostics } = transform(readFileSync(source, "utf8"), { filename: source });
if (diagnostics.length > 0)
  throw new Error(`the load was not compiled cleanly: ${JSON.stringify(diagnostics)}`);
const { outputText } = ts.transpileModule(code, {
  compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
});
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, outputText);
