/**
 * The forms that are not rewritten, each a short question to one async function. The answer is the node that
 * is the reason, for the diagnostic. Better to refuse than to guess: what is not refused is rewritten rightly.
 */
import type ts from "typescript";
import type { FileContext } from "./context.ts";
import { type Refusal, refusals } from "./diagnostics.ts";
import { findEarlyError } from "./early-errors.ts";
import { keyOf, positionalName } from "./keys.ts";
import { boundNames, isDirectEval, isPropertyName, isReference } from "./scopes.ts";
import {
  type AsyncFunction,
  findOwn,
  isAwaitUsing,
  isBoundary,
  isStrict,
  skipOuterExpressions,
} from "./syntax.ts";

/** A refusal and the node that is its reason. */
export interface Refused {
  readonly refusal: Refusal;
  readonly node: ts.Node;
}

type Question = (file: FileContext, node: AsyncFunction) => ts.Node | undefined;

/** Why a function cannot be rewritten; undefined when it can. */
export function findRefusal(file: FileContext, node: AsyncFunction): Refused | undefined {
  for (const [refusal, word, question] of questions) {
    const reason = file.mentions(word) && question(file, node);
    if (reason) return { refusal, node: reason };
  }
  return undefined;
}

/** Each with a word without which there is nothing to find. */
const questions: readonly (readonly [Refusal, string, Question])[] = [
  [
    refusals.asyncConstructor,
    "constructor",
    ({ ts }, node) => (ts.isConstructorDeclaration(node) ? node : undefined),
  ],
  [refusals.earlyError, "async", findEarlyError],
  [refusals.awaitUsing, "using", findUsingInCase],
  [refusals.usingBesideNames, "using", findDeclaredTwice],
  [refusals.yieldName, "yield", findYieldName],
  [refusals.directEval, "eval", findDirectEval],
  [refusals.superTarget, "super", findSuperTarget],
  [refusals.superBeforeSpread, "super", findSpreadAfterSuper],
  [refusals.loopName, "for", findLoopName],
  [refusals.computedKey, "[", findHomelessKey],
  [refusals.noArguments, "arguments", findOwnerlessArguments],
  [refusals.argumentsVariable, "arguments", findArgumentsVariable],
  [refusals.caseDeclaration, "switch", findSloppyCase],
  [refusals.duplicateParameter, "function", findDuplicateParameter],
];

/** Between the clauses of a switch is no place for a try statement; JavaScript forbids it there as well. */
function findUsingInCase({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  return findOwn(ts, node, (inner) => {
    return isAwaitUsing(ts, inner) && ts.isCaseOrDefaultClause(inner.parent.parent);
  });
}

/** The body of a function may declare one name by `var` and `function`, which the block of a `try` may not. */
function findDeclaredTwice({ ts, scopes }: FileContext, { body }: AsyncFunction): ts.Node | undefined {
  if (!body || !ts.isBlock(body)) return undefined;
  const isUsed = body.statements.some(
    (statement) => ts.isVariableStatement(statement) && isAwaitUsing(ts, statement.declarationList),
  );
  const functions = body.statements.filter((statement) => ts.isFunctionDeclaration(statement));
  const isTwice = ({ name }: ts.FunctionDeclaration) =>
    name !== undefined &&
    (functions.filter((other) => other.name?.text === name.text && other.body).length > 1 ||
      scopes.declaresVariable(body, name.text));
  return isUsed ? functions.find(isTwice) : undefined;
}

/** Nested functions are searched as well: rarely too much, and the names of some belong to the outer code. */
function findYieldName({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const visit = (inner: ts.Node): ts.Node | undefined => {
    const isName = ts.isIdentifier(inner) && inner.text === "yield" && !isPropertyName(ts, inner);
    return isName ? inner : ts.forEachChild(inner, visit);
  };
  return visit(node);
}

function findDirectEval({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node)) return undefined;
  const isHarmless = (argument: ts.Node | undefined) =>
    !argument || (ts.isStringLiteralLike(argument) && !/\\|arguments|super|target/.test(argument.text));
  return findOwn(ts, node, (inner) => isDirectEval(ts, inner) && !isHarmless(inner.arguments[0]), true);
}

/** A captured `super` is two functions, one that reads and one that writes: other uses have no form. */
function findSuperTarget({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node)) return undefined;
  return findOwn(ts, node, (inner) => isSuperProperty(ts, inner) && !isReachableSuper(ts, inner), true);
}

function isSuperProperty(ts: FileContext["ts"], node: ts.Node): node is ts.AccessExpression {
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isAccess && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

function isReachableSuper(ts: FileContext["ts"], node: ts.AccessExpression): boolean {
  const outer = skipOuterExpressions(ts, node);
  const { parent } = outer;
  if (ts.isTaggedTemplateExpression(parent) || ts.isDeleteExpression(parent)) return false;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return ![ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(parent.operator);
  }
  if (isAssignedBy(ts, parent, outer)) return outer === node && isPlainOrNamed(ts, parent, node);
  return !isPatternTarget(ts, outer);
}

function isAssignedBy(ts: FileContext["ts"], parent: ts.Node, node: ts.Node): parent is ts.BinaryExpression {
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `super.x = v`, `super[k] = v` and `super.x += v`; a logical assignment may not assign at all. */
function isPlainOrNamed(
  ts: FileContext["ts"],
  node: ts.BinaryExpression,
  target: ts.AccessExpression,
): boolean {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return true;
  const { BarBarEqualsToken, AmpersandAmpersandEqualsToken, QuestionQuestionEqualsToken } = ts.SyntaxKind;
  const logical: ts.SyntaxKind[] = [
    BarBarEqualsToken,
    AmpersandAmpersandEqualsToken,
    QuestionQuestionEqualsToken,
  ];
  return ts.isPropertyAccessExpression(target) && !logical.includes(operator);
}

/** Whether an expression is a target inside `[…] = …`, `({…} = …)` or the head of a `for` loop. */
function isPatternTarget(ts: FileContext["ts"], node: ts.Node): boolean {
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at)
      return true;
    if (isAssignedBy(ts, parent, at)) {
      if (at !== node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return true;
    } else if (!isPatternPart(ts, parent, at)) return false;
  }
}

function isPatternPart(ts: FileContext["ts"], parent: ts.Node, node: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return (
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isParenthesizedExpression(parent)
  );
}

/** The marks are set on the finished object: by then another function may stand where the method stood. */
function findSpreadAfterSuper({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isMethodDeclaration(node) || !ts.isObjectLiteralExpression(node.parent)) return undefined;
  if (!usesSuper(ts, node)) return undefined;
  const { properties } = node.parent;
  return properties.slice(properties.indexOf(node)).find((property) => ts.isSpreadAssignment(property));
}

/** Whether a method needs its home object, for itself or for arrow functions in it. */
export function usesSuper(ts: FileContext["ts"], node: ts.Node): boolean {
  return findOwn(ts, node, (inner) => inner.kind === ts.SyntaxKind.SuperKeyword, true) !== undefined;
}

/** The iterable moves out of the scope of the loop: there, the name would mean another variable. */
function findLoopName({ ts, scopes }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const namesItself = (loop: ts.ForOfStatement) => {
    const { initializer, expression } = loop;
    if (!ts.isVariableDeclarationList(initializer) || !(initializer.flags & ts.NodeFlags.BlockScoped))
      return false;
    const names = initializer.declarations.flatMap(({ name }) => boundNames(ts, name));
    return names.some((name) => scopes.refersTo(expression, name));
  };
  const isLoop = (inner: ts.Node) =>
    ts.isForOfStatement(inner) &&
    (inner.awaitModifier || isAwaitUsing(ts, inner.initializer)) &&
    namesItself(inner);
  const loop = findOwn(ts, node, (inner) => isLoop(inner) === true) as ts.ForOfStatement | undefined;
  return loop?.expression;
}

/**
 * A computed key of a class needs a variable that lives as long as the class. An object literal is different:
 * its key is used up before anything else can run.
 */
function findHomelessKey({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const name = ts.isMethodDeclaration(node) ? node.name : positionalName(ts, node)?.computed;
  if (!name || !ts.isClassLike(name.parent.parent) || keyOf(ts, name).form !== "temporary") return undefined;
  return hasBlock(ts, name.parent.parent) ? undefined : name;
}

function hasBlock(ts: FileContext["ts"], node: ts.Node): boolean {
  for (let at = node; ; at = at.parent) {
    if (ts.isBlock(at) || ts.isSourceFile(at) || ts.isModuleBlock(at)) return true;
    if (isBoundary(ts, at) || ts.isIterationStatement(at, false)) return false;
  }
}

/** Not in CommonJS, whose modules are the bodies of functions. */
function findOwnerlessArguments({ ts, format }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node) || format === "commonjs") return undefined;
  return ts.isSourceFile(argumentsOwner(ts, node)) ? findArguments(ts, node) : undefined;
}

/** The variable is handed to the rewritten arrow by value, which a later assignment would not reach. */
function findArgumentsVariable({ ts, scopes }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node)) return undefined;
  const owner = argumentsOwner(ts, node);
  for (let at: ts.Node = node.parent; ; at = at.parent) {
    if (scopes.declares(at, "arguments")) return findArguments(ts, node);
    if (at === owner) return undefined;
  }
}

function argumentsOwner(ts: FileContext["ts"], node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isSourceFile(at) && (!ts.isFunctionLike(at) || ts.isArrowFunction(at))) at = at.parent;
  return at;
}

function findArguments(ts: FileContext["ts"], node: ts.Node): ts.Node | undefined {
  const isArguments = (inner: ts.Node) =>
    ts.isIdentifier(inner) && inner.text === "arguments" && isReference(ts, inner);
  return findOwn(ts, node, isArguments, true);
}

/** Here neither form is right: no place for a mark, and a pair would leak out of the block (Annex B). */
function findSloppyCase({ ts, format }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isFunctionDeclaration(node) || !ts.isCaseOrDefaultClause(node.parent)) return undefined;
  return format === "module" || isStrict(ts, node) ? undefined : node.name;
}

/** Only sloppy functions allow it, and the form that keeps a name without a binding is a method. */
function findDuplicateParameter({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isFunctionExpression(node) || node.name) return undefined;
  const names = node.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined));
  return node.parameters.find((_, at) => names[at] !== undefined && names.indexOf(names[at]) < at);
}
