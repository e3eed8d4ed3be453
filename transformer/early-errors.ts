/**
 * The early errors of JavaScript that TypeScript's parser lets pass and that the rewrite would hide: in a generator, or
 * as an argument of a call, the same code is allowed. A function that has one stays as it is, so that the engine
 * reports it. Errors that the engine still reports after the rewrite are not looked for.
 */
import type ts from "typescript";
import type { FileContext } from "./context.ts";
import type { TypeScript } from "./parse.ts";
import { boundNames, isPropertyName } from "./scopes.ts";
import { type AsyncFunction, findOwn, firstOwn, hasModifier, skipOuterExpressions } from "./syntax.ts";

type Question = (file: FileContext, node: AsyncFunction) => ts.Node | undefined;

/** The node that is an early error of an async function, if there is one. */
export function findEarlyError(file: FileContext, node: AsyncFunction): ts.Node | undefined {
  for (const question of questions) {
    const found = question(file, node);
    if (found) return found;
  }
  return undefined;
}

const questions: readonly Question[] = [
  findWrongMember,
  findAwaitName,
  findRepeatedName,
  findAssigned,
  findWrongUsing,
  findLoopBody,
];

/** Neither an accessor nor a constructor may be async; a static method may be called `constructor`. */
function findWrongMember({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const isConstructor = ts.isConstructorDeclaration(node) && !hasModifier(node, ts.SyntaxKind.StaticKeyword);
  return isConstructor || ts.isAccessor(node) ? node : undefined;
}

/** In an async function `await` is no name, not even when it is written with an escape. */
function findAwaitName({ ts, names }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!names.has("await")) return undefined;
  const isAwait = (name: ts.Node | undefined) =>
    name !== undefined && ts.isIdentifier(name) && name.text === "await";
  if (ts.isFunctionExpression(node) && isAwait(node.name)) return node.name;
  const isWrong = (inner: ts.Node) =>
    ts.isFunctionDeclaration(inner)
      ? isAwait(inner.name)
      : isAwait(inner) && inner !== node.name && !isPropertyName(ts, inner as ts.Identifier);
  return findOwn(ts, node, isWrong, true);
}

/** Arrow functions and methods have no two parameters of one name; sloppy generator functions may. */
function findRepeatedName({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node) && !ts.isMethodDeclaration(node)) return undefined;
  const seen = new Set<string>();
  return node.parameters.find(({ name }) =>
    boundNames(ts, name).some((bound) => seen.size === seen.add(bound).size),
  );
}

/** `(async () => {}) = 1`: sloppy code may assign to a call, and fails at run time only. */
function findAssigned({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  const outer = skipOuterExpressions(ts, node);
  const { parent } = outer;
  const { FirstAssignment, LastAssignment, PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
  const isTarget =
    (ts.isBinaryExpression(parent) &&
      parent.left === outer &&
      parent.operatorToken.kind >= FirstAssignment &&
      parent.operatorToken.kind <= LastAssignment) ||
    ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) &&
      [PlusPlusToken, MinusMinusToken].includes(parent.operator)) ||
    ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === outer);
  return isTarget ? node : undefined;
}

function findWrongUsing({ ts, survey }: FileContext, node: AsyncFunction): ts.Node | undefined {
  return firstOwn(
    ts,
    node,
    survey.usings.filter((using) => isWrongUsing(ts, using)),
  );
}

/** A `using` declares plain names, with a value unless it is that of a `for`-`of`; a `for`-`in` has none. */
function isWrongUsing(ts: TypeScript, { parent, declarations }: ts.VariableDeclarationList): boolean {
  const isLoop = ts.isForOfStatement(parent);
  const isPlain = declarations.every(
    ({ name, initializer }) => ts.isIdentifier(name) && (initializer === undefined) === isLoop,
  );
  return !isPlain || ts.isForInStatement(parent);
}

/** Sloppy code may use `let` as a name for the body of a loop; the rewrite would make a declaration of it. */
function findLoopBody({ ts, survey }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const wrong = survey.loopDeclarations.filter(({ flags }) => (flags & ts.NodeFlags.BlockScoped) !== 0);
  return firstOwn(ts, node, wrong);
}
