/**
 * The names of functions and members: the key a property has, and the name a function gets from its place.
 */
import type ts from "typescript";
import { isIdentifierName } from "./names.ts";
import type { TypeScript } from "./parse.ts";
import type { Key } from "./plan.ts";
import { isBoundary, outerParts, skipOuterExpressions } from "./syntax.ts";

/** The name that its place gives to an anonymous function. */
export interface PositionalName {
  readonly key: Key;
  /** The computed key that gives the name, which must be kept in a temporary. */
  readonly computed?: ts.ComputedPropertyName;
  /** The name of a `const` that holds this very function and nothing else. */
  readonly constant?: boolean;
}

/** The key of a member. A computed one that cannot be repeated is a temporary without a name as yet. */
export function keyOf(ts: TypeScript, name: ts.PropertyName): Key {
  if (ts.isPrivateIdentifier(name)) return { form: "private", text: name.text };
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return nameKey(name.text);
  if (ts.isNumericLiteral(name)) return { form: "number", text: name.text };
  if (ts.isBigIntLiteral(name)) return { form: "string", text: String(BigInt(name.text.slice(0, -1))) };
  return computedKey(ts, name.expression);
}

/** `__proto__` as an identifier would set the prototype of a literal. */
function nameKey(text: string): Key {
  return { form: isIdentifierName(text) && text !== "__proto__" ? "identifier" : "string", text };
}

function computedKey(ts: TypeScript, expression: ts.Expression): Key {
  if (ts.isStringLiteralLike(expression)) return nameKey(expression.text);
  if (ts.isNumericLiteral(expression)) return { form: "number", text: expression.text };
  return isWellKnownSymbol(ts, expression)
    ? { form: "symbol", text: expression.name.text }
    : { form: "temporary", text: "" };
}

function isWellKnownSymbol(ts: TypeScript, node: ts.Expression): node is ts.PropertyAccessExpression {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "Symbol"
  );
}

/** ECMAScript's NamedEvaluation: what an anonymous function is called because of where it stands. */
export function positionalName(ts: TypeScript, node: ts.Node): PositionalName | undefined {
  const value = skipOuterExpressions(ts, node);
  const { parent } = value;
  if (ts.isExportAssignment(parent)) return parent.isExportEquals ? undefined : { key: nameKey("default") };
  if (ts.isBinaryExpression(parent)) return assignedName(ts, parent, value);
  if (ts.isShorthandPropertyAssignment(parent)) return { key: nameKey(parent.name.text) };
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return propertyName(ts, parent);
  const isVariable =
    ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent);
  if (!isVariable || !ts.isIdentifier(parent.name)) return undefined;
  return {
    key: nameKey(parent.name.text),
    constant: ts.isVariableDeclaration(parent) && isConst(ts, parent),
  };
}

function isConst(ts: TypeScript, node: ts.VariableDeclaration): boolean {
  return (node.parent.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
}

function assignedName(
  ts: TypeScript,
  parent: ts.BinaryExpression,
  value: ts.Node,
): PositionalName | undefined {
  const { EqualsToken, BarBarEqualsToken, AmpersandAmpersandEqualsToken, QuestionQuestionEqualsToken } =
    ts.SyntaxKind;
  const naming: ts.SyntaxKind[] = [
    EqualsToken,
    BarBarEqualsToken,
    AmpersandAmpersandEqualsToken,
    QuestionQuestionEqualsToken,
  ];
  if (parent.right !== value || !naming.includes(parent.operatorToken.kind)) return undefined;
  return ts.isIdentifier(parent.left) ? { key: nameKey(parent.left.text) } : undefined;
}

function propertyName(
  ts: TypeScript,
  parent: ts.PropertyAssignment | ts.PropertyDeclaration,
): PositionalName | undefined {
  const { name } = parent;
  if (ts.isPrivateIdentifier(name)) return { key: { form: "string", text: name.text } };
  const key = keyOf(ts, name);
  if (ts.isPropertyAssignment(parent) && !ts.isComputedPropertyName(name) && key.text === "__proto__")
    return undefined;
  return key.form === "temporary" && ts.isComputedPropertyName(name) ? { key, computed: name } : { key };
}

/**
 * Whether a variable can be declared that lives as long as a class: in a block, or in the body of an arrow or a loop,
 * which may become one.
 */
export function hasHome(ts: TypeScript, node: ts.ClassLikeDeclaration): boolean {
  for (let at: ts.Node = node; ; at = at.parent) {
    if (ts.isBlock(at) || ts.isSourceFile(at) || ts.isModuleBlock(at)) return true;
    const { parent } = at;
    if (ts.isArrowFunction(parent) && parent.body === at) return true;
    if (ts.isIterationStatement(parent, false) && !runsOnce(ts, parent, at)) return parent.statement === at;
    if (isBoundary(ts, parent) && !outerParts(ts, parent).includes(at)) return false;
  }
}

/** Whether a part of a loop is evaluated before the first round, and then no more. */
function runsOnce(ts: TypeScript, loop: ts.IterationStatement, part: ts.Node): boolean {
  if (ts.isForStatement(loop)) return loop.initializer === part;
  return (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) && loop.expression === part;
}
