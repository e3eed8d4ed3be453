/**
 * Small questions about single nodes, asked all over the analysis. Nothing here knows of the rewrite.
 */
import type ts from "typescript";
import { perTypeScript, type TypeScript } from "./parse.ts";

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
  return isFunction(ts, node) && (node as ts.FunctionLikeDeclaration).body !== undefined;
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
export function isErased(ts: TypeScript, node: ts.Node): boolean {
  return erasures(ts)[node.kind]?.(node) ?? false;
}

/** By kind, as every node is asked and `ts.isX` takes its time: when a node of this kind is erased. */
const erasures = perTypeScript(({ SyntaxKind }) => {
  const always = () => true;
  const declared = (node: ts.Node) => hasModifier(node, SyntaxKind.DeclareKeyword);
  const table: ((node: ts.Node) => boolean)[] = [];
  for (let kind = SyntaxKind.FirstTypeNode; kind <= SyntaxKind.LastTypeNode; kind++) table[kind] = always;
  table[SyntaxKind.InterfaceDeclaration] = always;
  table[SyntaxKind.TypeAliasDeclaration] = always;
  table[SyntaxKind.TypeParameter] = always;
  table[SyntaxKind.HeritageClause] = (node) =>
    (node as ts.HeritageClause).token === SyntaxKind.ImplementsKeyword;
  table[SyntaxKind.VariableStatement] = declared;
  table[SyntaxKind.FunctionDeclaration] = declared;
  table[SyntaxKind.ClassDeclaration] = declared;
  table[SyntaxKind.ModuleDeclaration] = declared;
  table[SyntaxKind.PropertyDeclaration] = declared;
  return table;
});

/** Parts of a function or field that are evaluated outside of it: its computed key and its decorators. */
export function outerParts(ts: TypeScript, node: ts.Node): readonly ts.Node[] {
  const { name, modifiers } = node as { name?: ts.Node; modifiers?: readonly ts.Node[] };
  const isComputed = name?.kind === ts.SyntaxKind.ComputedPropertyName;
  if (!isComputed && !modifiers) return [];
  const decorators = modifiers?.filter((modifier) => ts.isDecorator(modifier)) ?? [];
  return isComputed ? [...decorators, name] : decorators;
}

/** Whether `this`, `await` and the like mean something else inside: functions, fields, static blocks. */
export function isBoundary(ts: TypeScript, node: ts.Node): boolean {
  return boundaries(ts)[node.kind] !== undefined;
}

function isFunction(ts: TypeScript, node: ts.Node): boolean {
  return boundaries(ts)[node.kind] === "function";
}

/** By kind, for the same reason as `erasures`. Types are no places where code could stand. */
const boundaries = perTypeScript(({ SyntaxKind }) => {
  const table: ("function" | "element")[] = [];
  table[SyntaxKind.FunctionDeclaration] = "function";
  table[SyntaxKind.FunctionExpression] = "function";
  table[SyntaxKind.ArrowFunction] = "function";
  table[SyntaxKind.MethodDeclaration] = "function";
  table[SyntaxKind.Constructor] = "function";
  table[SyntaxKind.GetAccessor] = "function";
  table[SyntaxKind.SetAccessor] = "function";
  table[SyntaxKind.PropertyDeclaration] = "element";
  table[SyntaxKind.ClassStaticBlockDeclaration] = "element";
  return table;
});

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

/** The first of some nodes in the code that belongs to `root` itself. */
export function firstOwn(ts: TypeScript, root: ts.Node, nodes: readonly ts.Node[]): ts.Node | undefined {
  return nodes.length > 0 ? findOwn(ts, root, (node) => nodes.includes(node)) : undefined;
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

/** Nodes, and all that they are part of. */
export function withAncestors(nodes: Iterable<ts.Node>): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>();
  for (const node of nodes) {
    for (let at: ts.Node | undefined = node; at && !found.has(at); at = at.parent) found.add(at);
  }
  return found;
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
  return wrappers(ts).has(node.kind);
}

const wrappers = perTypeScript(({ SyntaxKind }): ReadonlySet<ts.SyntaxKind> => {
  return new Set([
    SyntaxKind.ParenthesizedExpression,
    SyntaxKind.AsExpression,
    SyntaxKind.SatisfiesExpression,
    SyntaxKind.NonNullExpression,
    SyntaxKind.TypeAssertionExpression,
  ]);
});

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
