/**
 * Who imports whom: the edges that the rules on directions and cycles judge. No rule lives here.
 *
 * `import { type A } from "b"` counts as an import of values: under verbatimModuleSyntax it is emitted
 * as `import {} from "b"` and loads b. Only `import type` and `export type` are free of that.
 */
import { posix } from "node:path";
import ts from "typescript";
import { nodesOf, type Source } from "./sources.ts";

export interface Import {
  readonly source: Source;
  readonly specifier: string;
  /** The path of the imported file from the root of the repository; undefined for a package. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
  /** Written inside a function as `import("…")`, so it is loaded later, if ever. */
  readonly deferred: boolean;
  readonly position: number;
  /** The declaration, type or call that imports. */
  readonly node: ts.Node;
}

export function importsOf(source: Source): Import[] {
  return [...nodesOf(source.tree)].flatMap((node) => {
    const literal = specifierOf(node);
    return literal === undefined ? [] : [describe(source, node, literal)];
  });
}

function describe(source: Source, node: ts.Node, literal: ts.StringLiteralLike): Import {
  const specifier = literal.text;
  const target = specifier.startsWith(".") ? posix.join(posix.dirname(source.path), specifier) : undefined;
  const deferred = ts.isCallExpression(node);
  const position = literal.getStart();
  return { source, specifier, target, typeOnly: isTypeOnly(node), deferred, position, node };
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  const expression = specifierExpression(node);
  return expression && ts.isStringLiteralLike(expression) ? expression : undefined;
}

function specifierExpression(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? literalOf(node.argument) : undefined;
  if (ts.isCallExpression(node) && loads(node.expression)) return node.arguments[0];
  return undefined;
}

function literalOf(node: ts.LiteralTypeNode): ts.Expression | undefined {
  return ts.isStringLiteral(node.literal) ? node.literal : undefined;
}

function loads(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require")
  );
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
