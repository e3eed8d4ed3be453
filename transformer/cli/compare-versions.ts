/**
 * The versions of one file that `tsyncio compare` shows, as data: the source, what we make of it, and what
 * TypeScript alone emits. Nothing is laid out here.
 */
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { type Diagnostic, transform } from "../index.ts";
import type { Options } from "../options.ts";

/** A text with its sizes, in bytes. */
export interface Sized {
  readonly code: string;
  readonly bytes: number;
  readonly gzip: number;
}

export interface Version extends Sized {
  readonly name: "source" | "tsyncio" | "es2022" | "es2015";
  readonly title: string;
  /** What runs, where that is not `code` itself: ours is TypeScript still where the source was. */
  readonly javascript: Sized;
}

export interface Comparison {
  readonly file: string;
  readonly typescript: string;
  readonly versions: readonly Version[];
  readonly diagnostics: readonly Diagnostic[];
}

export function compareVersions(file: string, source: string, options: Options): Comparison {
  const { code, diagnostics } = transform(source, { ...options, filename: file });
  const emit = (text: string, target: ts.ScriptTarget) => emitted(file, text, target);
  const { ES2022, ES2015 } = ts.ScriptTarget;
  return {
    file,
    typescript: ts.version,
    versions: [
      version("source", "source", source, emit(source, ES2022)),
      version("tsyncio", "tsyncio", code, emit(code, ES2022)),
      version("es2022", "tsc ES2022", emit(source, ES2022)),
      version("es2015", "tsc ES2015", emit(source, ES2015)),
    ],
    diagnostics,
  };
}

function version(name: Version["name"], title: string, code: string, javascript = code): Version {
  return { name, title, ...sized(code), javascript: sized(javascript) };
}

function sized(code: string): Sized {
  return { code, bytes: Buffer.byteLength(code), gzip: gzipSync(code).length };
}

/** As `tsc` emits a file by itself, with its modules and its JSX left as they are. */
function emitted(fileName: string, text: string, target: ts.ScriptTarget): string {
  const compilerOptions: ts.CompilerOptions = {
    target,
    module: ts.ModuleKind.Preserve,
    jsx: ts.JsxEmit.Preserve,
    verbatimModuleSyntax: false,
  };
  return ts.transpileModule(text, { fileName, compilerOptions }).outputText;
}
