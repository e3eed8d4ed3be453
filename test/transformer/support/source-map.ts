/**
 * Traces the tokens of an output back to its source: none may arrive at the wrong place, and every place that
 * an error or a breakpoint can name must be reached.
 *
 * A token counts as traced where a mapping starts exactly at it. What only the compiler wrote (the runtime's
 * namespace, the parameters of a pair) either claims no place or stands in for what it replaced.
 */
import { SourceMap } from "node:module";
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

/** The result of {@link traceTokens}. */
export interface Trace {
  /** How many tokens were followed to the right place. */
  readonly traced: number;
  /** Tokens of the output that lead to something else. */
  readonly astray: readonly string[];
  /** Tokens of the source that no token of the output leads to. */
  readonly missed: readonly string[];
}

export interface TraceInput {
  readonly source: string;
  readonly output: string;
  readonly map: RawMap;
  /** The name of the source; its extension says how to parse both. */
  readonly filename: string;
}

/** Follows identifiers and `yield`s of `output` through `map`, and looks for each of `source`'s. */
export function traceTokens({ source, output, map, filename }: TraceInput): Trace {
  const [from, to] = [output, source].map((text) => parse(filename, text)) as [ts.SourceFile, ts.SourceFile];
  const lines = new SourceMap(map as never);
  const wanted = tokensOf(to);
  const names = new Set(wanted.map(({ text }) => text));
  const reached = new Set<number>();
  const astray: string[] = [];
  for (const token of tokensOf(from)) {
    const origin = originOf(lines, from, to, token.start);
    if (origin === undefined) continue;
    if (!names.has(token.text) || standsAt(source, origin, token.text)) reached.add(origin);
    else if (!token.literal) astray.push(`${describe(from, token)} leads to ${lineOf(to, origin)}`);
  }
  const missed = wanted.filter(({ start, literal }) => !literal && !reached.has(start));
  return { traced: reached.size, astray, missed: missed.map((token) => describe(to, token)) };
}

interface Token {
  readonly text: string;
  readonly start: number;
  /** A string: `m` of `super.m` becomes one, and then leads there. */
  readonly literal?: boolean;
}

/** The identifiers, `await`s and `yield`s that are there at run time, and strings. */
function tokensOf(file: ts.SourceFile): Token[] {
  const found: Token[] = [];
  const visit = (node: ts.Node): void => {
    if (isErased(node)) return;
    if (ts.isIdentifier(node)) found.push({ text: node.text, start: node.getStart(file) });
    if (ts.isStringLiteral(node)) found.push({ text: node.text, start: node.getStart(file), literal: true });
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) {
      found.push({ text: "yield", start: node.getStart(file) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isErased(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return false;
  const declaresThis = ts.isParameter(node) && node.name.getText() === "this";
  const declaresTypes =
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isIndexSignatureDeclaration(node) ||
    (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) ||
    (ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword));
  const isOverload = ts.isFunctionLike(node) && "body" in node && node.body === undefined;
  return (
    ts.isTypeNode(node) || declaresThis || declaresTypes || isOverload || isLink(node) || isNoPlace(node)
  );
}

/** Names that no error and no breakpoint can speak of: labels, the `target` of `new.target`, a key `__proto__`. */
function isNoPlace(node: ts.Node): boolean {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  const isLabel = ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
  return isLabel || ts.isMetaProperty(parent) || node.text === "__proto__";
}

/** Imports and exports may be written anew by a module format. */
function isLink(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isImportEqualsDeclaration(node);
}

/** The place in the source of a token of the output, if a mapping starts exactly there. */
function originOf(map: SourceMap, from: ts.SourceFile, to: ts.SourceFile, start: number): number | undefined {
  const { line, character } = from.getLineAndCharacterOfPosition(start);
  const entry = map.findEntry(line, character);
  if (!("originalLine" in entry)) return undefined;
  if (entry.generatedLine !== line || entry.generatedColumn !== character) return undefined;
  // A map may name a column past the end of a line, which TypeScript refuses to convert.
  return (to.getLineStarts()[entry.originalLine] ?? to.text.length) + entry.originalColumn;
}

/** A `yield` may lead to a loop too: `for await` gives up control at its head. */
function standsAt(source: string, at: number, text: string): boolean {
  const there = /^(?:[\p{ID_Continue}$\u200c\u200d]|\\u\{?[\da-f]+\}?)+/iu.exec(source.slice(at))?.[0];
  return text === "yield" ? there === "yield" || there === "await" || there === "for" : there === text;
}

function parse(filename: string, text: string): ts.SourceFile {
  return ts.createSourceFile(filename, text, ts.ScriptTarget.Latest, true);
}

function describe(file: ts.SourceFile, { text, start }: Token): string {
  return `${text} at ${lineOf(file, start)}`;
}

function lineOf(file: ts.SourceFile, offset: number): string {
  const { line, character } = file.getLineAndCharacterOfPosition(offset);
  return `${line + 1}:${character + 1} «${file.text.slice(offset, offset + 20).split("\n")[0]}»`;
}
