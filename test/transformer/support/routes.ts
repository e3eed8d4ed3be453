/**
 * The two ways from a source to a program: through text (transform, then TypeScript) and through the tree
 * (TypeScript with our transformer in it). Both give the JavaScript that a user would run, with its map.
 */
import ts from "typescript";
import { analyze } from "../../../transformer/analyze.ts";
import { emitAst } from "../../../transformer/emit-ast.ts";
import { transform } from "../../../transformer/index.ts";
import { type Options, resolveOptions } from "../../../transformer/options.ts";
import type { Plan } from "../../../transformer/plan.ts";
import type { RawMap } from "./source-map.ts";

/** A source file with the options it is compiled by. */
export interface Input {
  readonly filename: string;
  readonly source: string;
  readonly options?: Options;
  readonly compilerOptions?: ts.CompilerOptions;
}

/** A program and the way back to its source; none where there was nothing to rewrite. */
export interface Output {
  readonly code: string;
  readonly map: RawMap | undefined;
}

const defaults: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  jsx: ts.JsxEmit.React,
  // Both routes must keep the same imports, and only a type checker could tell which are used.
  verbatimModuleSyntax: true,
  sourceMap: true,
};

/** The source itself, stripped of its types: what native `async` functions do. */
export function native(input: Input): Output {
  return emit(input, input.source);
}

/** Rewrites the text; the map leads from there to the source, before TypeScript has seen it. */
export function rewriteText({ filename, source, options }: Input): Output {
  const { code, map } = transform(source, { filename, ...options });
  return { code, map: map && (JSON.parse(map.toString()) as RawMap) };
}

export function throughText(input: Input): Output {
  return emit(input, rewriteText(input).code);
}

/** Rewrites the tree. `tamper` lets a test plant a fault in the plan. */
export function throughTree(input: Input, tamper: (plan: Plan) => Plan = (plan) => plan): Output {
  const before: ts.TransformerFactory<ts.SourceFile> = (context) => (sourceFile) => {
    const { plan } = analyze(ts, sourceFile, resolveOptions(input.options));
    return plan ? emitAst({ ts, context }, sourceFile, tamper(plan)) : sourceFile;
  };
  return emit(input, input.source, { before: [before] });
}

function emit(
  { filename, compilerOptions }: Input,
  source: string,
  transformers: ts.CustomTransformers = {},
): Output {
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: filename,
    compilerOptions: { ...defaults, ...compilerOptions },
    transformers,
  });
  return {
    code: outputText.replace(/^\/\/# sourceMappingURL=.*$/m, ""),
    map: JSON.parse(sourceMapText ?? "{}") as RawMap,
  };
}
