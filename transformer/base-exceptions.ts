/**
 * The names under which a file knows the exceptions that a catch clause lets pass by default.
 */
import type ts from "typescript";
import { perTypeScript, type TypeScript } from "./parse.ts";

const baseExceptions = [
  "BaseException",
  "BaseExceptionGroup",
  "CancelledError",
  "KeyboardInterrupt",
  "SystemExit",
];

/**
 * The classes of the runtime by their own names (so that a property access names them too), by the names the
 * file imports or destructures them under, and the classes of the file that extend one of them. It is empty for a
 * file that names none, as most do.
 */
export function baseExceptionNames(ts: TypeScript, sourceFile: ts.SourceFile): ReadonlySet<string> {
  if (!baseExceptions.some((name) => sourceFile.text.includes(name))) return new Set();
  const names = new Set(baseExceptions);
  const places = namingPlaces(ts, sourceFile);
  // A class may stand above the one it extends, in another function for one: search until nothing is new.
  for (let size = 0; size < names.size; ) {
    size = names.size;
    for (const place of places) {
      const alias = aliasOf(ts, place, names);
      if (alias !== undefined) names.add(alias);
    }
  }
  return names;
}

/** The nodes that may give a name to something. */
function namingPlaces(ts: TypeScript, sourceFile: ts.SourceFile): ts.Node[] {
  const places: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isNaming(ts, node)) places.push(node);
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return places;
}

function isNaming(ts: TypeScript, node: ts.Node): boolean {
  if (!namingKinds(ts).has(node.kind)) return false;
  const { EqualsToken } = ts.SyntaxKind;
  return !ts.isBinaryExpression(node) || node.operatorToken.kind === EqualsToken;
}

const namingKinds = perTypeScript(({ SyntaxKind }): ReadonlySet<ts.SyntaxKind> => {
  return new Set([
    SyntaxKind.ImportEqualsDeclaration,
    SyntaxKind.BinaryExpression,
    SyntaxKind.ImportSpecifier,
    SyntaxKind.BindingElement,
    SyntaxKind.VariableDeclaration,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.ClassExpression,
  ]);
});

/** The name a node gives to something that `names` knows. */
function aliasOf(ts: TypeScript, node: ts.Node, names: ReadonlySet<string>): string | undefined {
  if (ts.isImportEqualsDeclaration(node)) {
    const source = node.moduleReference;
    return ts.isQualifiedName(source) && names.has(source.right.text) ? node.name.text : undefined;
  }
  if (ts.isBinaryExpression(node))
    return ts.isIdentifier(node.left) && isKnown(ts, node.right, names) ? node.left.text : undefined;
  if (ts.isImportSpecifier(node) || ts.isBindingElement(node)) {
    const source = node.propertyName;
    return source && ts.isIdentifier(source) && names.has(source.text) ? nameText(ts, node.name) : undefined;
  }
  if (ts.isVariableDeclaration(node))
    return node.initializer && aliasOfValue(ts, node.name, node.initializer, names);
  if (!ts.isClassLike(node)) return undefined;
  const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return parent && isKnown(ts, parent.expression, names) ? node.name?.text : undefined;
}

/** `const Cancelled = asyncio.CancelledError`, or a class that has only the name of its variable. */
function aliasOfValue(
  ts: TypeScript,
  name: ts.BindingName,
  value: ts.Expression,
  names: ReadonlySet<string>,
): string | undefined {
  const parent = ts.isClassExpression(value) ? value.heritageClauses?.[0]?.types[0]?.expression : value;
  return parent && isKnown(ts, parent, names) ? nameText(ts, name) : undefined;
}

function isKnown(ts: TypeScript, node: ts.Expression, names: ReadonlySet<string>): boolean {
  if (ts.isPropertyAccessExpression(node)) return names.has(node.name.text);
  if (ts.isElementAccessExpression(node)) return namesKnown(ts, node.argumentExpression, names);
  return ts.isIdentifier(node) && names.has(node.text);
}

/** Whether a node is a known name: `CancelledError`, or its text, as in `asyncio["CancelledError"]` and comparisons. */
export function namesKnown(ts: TypeScript, node: ts.Node, names: ReadonlySet<string>): boolean {
  return (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && names.has(node.text);
}

function nameText(ts: TypeScript, name: ts.BindingName): string | undefined {
  return ts.isIdentifier(name) ? name.text : undefined;
}
