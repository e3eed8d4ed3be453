/**
 * The fixtures: small modules, each for one form, whose default export `main` gives a trace of what happened.
 * Those under `differences/` are where we follow Python instead of JavaScript; they say what is `expected`.
 * Those under `legacy/` have TypeScript's older decorators; what TypeScript lowers wrongly is under `esnext/`.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { Input } from "./routes.ts";

const folder = join(import.meta.dirname, "../fixtures");

/** A fixture, by its path below the folder of fixtures. */
export interface Fixture extends Input {
  /** The name of the JavaScript file that comes of it. */
  readonly script: string;
  /** Whether it has a `main`; a module that others import has none. */
  readonly isProgram: boolean;
  /** Whether it says itself what is expected, instead of native code. */
  readonly differs: boolean;
  readonly compilerOptions: ts.CompilerOptions;
}

const byFolder: Record<string, ts.CompilerOptions> = {
  legacy: { experimentalDecorators: true, emitDecoratorMetadata: true },
  esnext: { target: ts.ScriptTarget.ESNext },
};

/** Sloppy code stays sloppy. */
const commonJs: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  moduleDetection: ts.ModuleDetectionKind.Legacy,
  alwaysStrict: false,
};

export const fixtures: readonly Fixture[] = globSync("**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}", { cwd: folder })
  .sort()
  .map((filename) => {
    const source = readFileSync(join(folder, filename), "utf8");
    return {
      filename,
      source,
      script: filename.replace(/\.([cm]?)[jt]sx?$/, ".$1js"),
      isProgram: /\bexport default\b|\bmodule\.exports\b/.test(source) && /\bmain\b/.test(source),
      differs: filename.startsWith("differences/"),
      compilerOptions: { ...byFolder[dirname(filename)], ...(/\.c[jt]s$/.test(filename) ? commonJs : {}) },
    };
  });
