/**
 * Traces every token of an output back to its source and says which ones arrive at the wrong place.
 *
 * What must hold: a `yield` leads to an `await` or a `yield`; an identifier the source has too leads to that very
 * identifier; a call leads to where its call stood. Names that only the compiler gave (the runtime's namespace,
 * `f$`) are exempt: they have no place of their own in the source.
 */
import { SourceMap, type SourceMapping } from "node:module";
import ts from "typescript";

/** What a source map is made of, as `JSON.parse` gives it. */
export interface RawMap {
  readonly version: number;
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[] | undefined;
  readonly names: readonly string[];
  readonly mappings: string;
  readonly file?: string | undefined;
}

/** The result of {@link traceTokens}: how many tokens were followed, and those that went astray. */
export interface Trace {
  readonly yields: number;
  readonly identifiers: number;
  readonly astray: readonly string[];
}

export interface TraceInput {
  readonly source: string;
  readonly output: string;
  readonly map: RawMap;
  /** The output's file name: its extension says how to parse it. */
  readonly filename: string;
}

/** Follows the `yield`s and identifiers of `output` through `map` into `source`. */
export function traceTokens(input: TraceInput): Trace {
  const output = ts.createSourceFile(input.filename, input.output, ts.ScriptTarget.Latest, true);
  const tracer = new Tracer(input, output);
  visitAll(output, (node) => tracer.visit(node));
  return tracer;
}

class Tracer implements Trace {
  yields = 0;
  identifiers = 0;
  readonly astray: string[] = [];
  readonly #map: SourceMap;
  readonly #lines: string[];
  readonly #names: ReadonlySet<string>;
  readonly #output: ts.SourceFile;

  constructor(input: TraceInput, output: ts.SourceFile) {
    this.#map = new SourceMap(input.map as never);
    this.#lines = input.source.split("\n");
    this.#names = new Set(input.source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
    this.#output = output;
  }

  visit(node: ts.Node): void {
    if (ts.isYieldExpression(node)) {
      this.yields++;
      this.#expect(node, /^(await|yield|for)\b/, "yield");
    } else if (ts.isIdentifier(node) && this.#names.has(node.text) && !isOfRuntime(node)) {
      this.identifiers++;
      this.#expect(node, new RegExp(`^${literally(node.text)}(?![\\p{ID_Continue}$])`, "u"), node.text);
    }
  }

  #expect(node: ts.Node, pattern: RegExp, token: string): void {
    const { line, character } = this.#output.getLineAndCharacterOfPosition(node.getStart(this.#output));
    const entry = this.#map.findEntry(line, character);
    const at = `${token} at ${line + 1}:${character + 1}`;
    if (!isMapping(entry)) this.astray.push(`${at} leads nowhere`);
    else if (entry.generatedLine !== line) this.astray.push(`${at} has no mapping on its line`);
    else this.#compare(entry, character, pattern, at);
  }

  #compare(entry: SourceMapping, character: number, pattern: RegExp, at: string): void {
    const offset = character - entry.generatedColumn;
    const column = entry.originalColumn + offset;
    const there = (this.#lines[entry.originalLine] ?? "").slice(column);
    if (!pattern.test(there)) {
      this.astray.push(`${at} leads to ${entry.originalLine + 1}:${column + 1} «${there.slice(0, 20)}»`);
    }
  }
}

/** Is this the runtime's namespace, or a member of it? */
function isOfRuntime(node: ts.Identifier): boolean {
  const isNamespace = (name: ts.Node) => ts.isIdentifier(name) && /^tsyncio(_\d+)?$/.test(name.text);
  const { parent } = node;
  return isNamespace(node) || (ts.isPropertyAccessExpression(parent) && isNamespace(parent.expression));
}

function isMapping(entry: SourceMapping | object): entry is SourceMapping {
  return "originalLine" in entry;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => visitAll(child, visit));
}
