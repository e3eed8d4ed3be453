/**
 * Small questions about single nodes, asked all over the analysis. Nothing here knows of the rewrite.
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";

/** A function that may be rewritten. */
export type AsyncFunction =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | StaticConstructor;

/** `static async constructor() {}`, a method like any other, which TypeScript's parser takes for a constructor. */
export type StaticConstructor = ts.ConstructorDeclaration & { readonly asteriskToken?: undefined };

/** Any function with a body of its own, async or not. */
export type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  // Read off the node: every node of a file is asked, and the public accessors make an array each time.
  const { modifiers } = node as { modifiers?: readonly ts.ModifierLike[] };
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

export function isAsync(ts: TypeScript, node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword);
}

/** Whether a function is an async generator, if it is async at all. */
export function isGenerator(node: AsyncFunction): boolean {
  return node.asteriskToken !== undefined;
}

export function hasDecorators(ts: TypeScript, node: ts.Node): boolean {
  return ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0;
}

export function isFunctionWithBody(ts: TypeScript, node: ts.Node): node is FunctionWithBody {
  return ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined;
}

/** The directives that open a file or the body of a function. */
export function directives(ts: TypeScript, node: ts.SourceFile | FunctionWithBody): ts.ExpressionStatement[] {
  const statements = ts.isSourceFile(node)
    ? node.statements
    : ts.isBlock(node.body)
      ? node.body.statements
      : [];
  const end = statements.findIndex((statement) => !isDirective(ts, statement));
  return statements.slice(0, end < 0 ? undefined : end) as ts.ExpressionStatement[];
}

function isDirective(ts: TypeScript, node: ts.Statement): node is ts.ExpressionStatement {
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
}

export function hasDirective(ts: TypeScript, node: ts.SourceFile | FunctionWithBody, text: string): boolean {
  return directives(ts, node).some(({ expression }) => (expression as ts.StringLiteral).text === text);
}

/** Whether a list of declarations is an `await using`. */
export function isAwaitUsing(ts: TypeScript, node: ts.Node | undefined): node is ts.VariableDeclarationList {
  if (!node || !ts.isVariableDeclarationList(node)) return false;
  return (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing;
}

/** Whether a list of declarations is a `using`. */
export function isUsing(ts: TypeScript, node: ts.Node): node is ts.VariableDeclarationList {
  if (!ts.isVariableDeclarationList(node)) return false;
  return (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Using;
}

/** Whether a node leaves nothing behind at run time: types, overloads, what is only declared. */
export function isErased({ SyntaxKind }: TypeScript, node: ts.Node): boolean {
  const { kind } = node;
  if (kind >= SyntaxKind.FirstTypeNode && kind <= SyntaxKind.LastTypeNode) return true;
  switch (kind) {
    case SyntaxKind.InterfaceDeclaration:
    case SyntaxKind.TypeAliasDeclaration:
    case SyntaxKind.TypeParameter:
      return true;
    case SyntaxKind.HeritageClause:
      return (node as ts.HeritageClause).token === SyntaxKind.ImplementsKeyword;
    case SyntaxKind.VariableStatement:
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.ModuleDeclaration:
    case SyntaxKind.PropertyDeclaration:
      return hasModifier(node, SyntaxKind.DeclareKeyword);
    default:
      return false;
  }
}

/** Parts of a function or field that are evaluated outside of it: its computed key and its decorators. */
export function outerParts(ts: TypeScript, node: ts.Node): ts.Node[] {
  const { name, modifiers } = node as { name?: ts.Node; modifiers?: readonly ts.Node[] };
  const decorators = modifiers?.filter((modifier) => ts.isDecorator(modifier)) ?? [];
  return name && ts.isComputedPropertyName(name) ? [...decorators, name] : decorators;
}

/** Whether `this`, `await` and the like mean something else inside: functions, fields, static blocks. */
export function isBoundary(ts: TypeScript, node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node);
}

/**
 * The first node below `root` that `matches`, in the code that belongs to `root` itself: not in the functions
 * nested in it, except arrow functions where `arrows` says so.
 */
export function findOwn(
  ts: TypeScript,
  root: ts.Node,
  matches: (node: ts.Node) => boolean,
  arrows = false,
): ts.Node | undefined {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (isErased(ts, node)) return undefined;
    if (matches(node)) return node;
    if (!isBoundary(ts, node) || (arrows && ts.isArrowFunction(node))) return ts.forEachChild(node, visit);
    return firstOf(outerParts(ts, node), visit);
  };
  return isBoundary(ts, root) ? firstOf(innerParts(ts, root), visit) : ts.forEachChild(root, visit);
}

/** Parts of a function or field that are evaluated inside of it. */
function innerParts(ts: TypeScript, node: ts.Node): ts.Node[] {
  const outer = outerParts(ts, node);
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => void (outer.includes(child) || inner.push(child)));
  return inner;
}

function firstOf<T, R>(items: Iterable<T>, visit: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = visit(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The node itself, or what remains around it that TypeScript erases or that only groups. */
export function skipOuterExpressions(ts: TypeScript, node: ts.Node): ts.Node {
  let outer = node;
  while (isWrapper(ts, outer.parent) && outer.parent.expression === outer) outer = outer.parent;
  return outer;
}

/** The expression inside parentheses and what TypeScript erases. */
export function withoutWrappers(ts: TypeScript, node: ts.Node): ts.Node {
  let inner = node;
  while (isWrapper(ts, inner)) inner = inner.expression;
  return inner;
}

function isWrapper(ts: TypeScript, node: ts.Node): node is ts.Node & { expression: ts.Expression } {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

/** Whether code runs in strict mode: a module, a class, or under "use strict". */
export function isStrict(ts: TypeScript, node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isClassLike(at)) return true;
    if (isFunctionWithBody(ts, at) && hasDirective(ts, at, "use strict")) return true;
    if (ts.isSourceFile(at)) return ts.isExternalModule(at) || hasDirective(ts, at, "use strict");
  }
  return false;
}

/** `new this.X()`: the parentheses of a call in the place of `this` would become those of `new`. */
export function isCalledByNew(ts: TypeScript, node: ts.Node): boolean {
  let at = node;
  while (isHead(ts, at.parent, at)) at = at.parent;
  return ts.isNewExpression(at.parent) && at.parent.expression === at;
}

function isHead(ts: TypeScript, parent: ts.Node, node: ts.Node): boolean {
  const isAccess = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return (isAccess || ts.isNonNullExpression(parent)) && parent.expression === node;
}
