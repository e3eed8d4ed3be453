/**
 * What every part of the AST emitter builds with: the state of one emission and the small nodes that recur.
 *
 * Only the compiler instance and the factory of the host are used: a second copy of TypeScript would count
 * its generated names anew and clash with the first. What stands in for a node of the source is bound to it
 * by `replaces`, which is what source maps, comments and later transformers go by.
 */
import type ts from "typescript";
import type { Key, Operation } from "./plan.ts";

/** One file on its way through the emitter. */
export interface Emission {
  readonly ts: typeof ts;
  readonly factory: ts.NodeFactory;
  readonly context: ts.TransformationContext;
  /** The name of the runtime's namespace in this file. */
  readonly runtime: string;
  /** Whether the runtime is shown what is awaited: see Plan. */
  readonly placed: boolean;
  /** Carries out what the plan says of a node and everything in it. */
  readonly visit: (node: ts.Node) => ts.VisitResult<ts.Node | undefined>;
  /** The operation of this kind on a node, if the plan has one. */
  readonly operation: <K extends Operation["kind"]>(
    node: ts.Node,
    kind: K,
  ) => Extract<Operation, { kind: K }> | undefined;
}

/** Visits a node that stays one node, whatever becomes of what it holds. */
export function visited<T extends ts.Node>({ ts, visit }: Emission, node: T): T {
  return ts.visitNode(node, visit) as T;
}

export function visitedAll<T extends ts.Node>(
  { ts, visit }: Emission,
  nodes: ts.NodeArray<T>,
): ts.NodeArray<T> {
  return ts.visitNodes(nodes, visit) as ts.NodeArray<T>;
}

/** Binds a new node to the one of the source it stands for: its place, its comments, its identity. */
export function replaces<T extends ts.Node>({ ts }: Emission, node: T, original: ts.Node): T {
  return ts.setTextRange(ts.setOriginalNode(node, original), original);
}

/** `tsyncio.member(…)` */
export function runtimeCall(
  { factory, runtime }: Emission,
  member: string,
  args: readonly ts.Expression[],
): ts.CallExpression {
  const callee = factory.createPropertyAccessExpression(factory.createIdentifier(runtime), member);
  return factory.createCallExpression(callee, undefined, args);
}

/** What stands for an operand that is awaited: itself, or `tsyncio.awaited(operand)`. */
export function awaited(emission: Emission, operand: ts.Expression): ts.Expression {
  return emission.placed ? runtimeCall(emission, "awaited", [operand]) : operand;
}

/** `yield operand`, which awaits it. */
export function awaiting(emission: Emission, operand: ts.Expression): ts.YieldExpression {
  return emission.factory.createYieldExpression(undefined, awaited(emission, operand));
}

/** `/*#__PURE__*\/ tsyncio.member(…)`: bundlers may drop the call when nothing uses what it gives. */
export function pure<T extends ts.Node>({ ts }: Emission, call: T): T {
  return ts.addSyntheticLeadingComment(call, ts.SyntaxKind.MultiLineCommentTrivia, "#__PURE__", false);
}

/** `() => value` */
export function thunk({ factory }: Emission, value: ts.Expression): ts.ArrowFunction {
  return factory.createArrowFunction(undefined, undefined, [], undefined, undefined, value);
}

/** `this.#m` */
export function privateOfThis({ factory }: Emission, name: string): ts.Expression {
  return factory.createPropertyAccessExpression(factory.createThis(), factory.createPrivateIdentifier(name));
}

/** `tsyncio.member(…);` */
export function runtimeStatement(
  emission: Emission,
  member: string,
  args: readonly ts.Expression[],
): ts.Statement {
  return emission.factory.createExpressionStatement(runtimeCall(emission, member, args));
}

/** `name(…)` */
export function callOf(
  { factory }: Emission,
  name: string,
  args: readonly ts.Expression[],
): ts.CallExpression {
  return factory.createCallExpression(factory.createIdentifier(name), undefined, args);
}

/** `object.method(…)` */
export function methodCall(
  { factory }: Emission,
  object: string,
  method: string,
  args: readonly ts.Expression[],
): ts.CallExpression {
  const callee = factory.createPropertyAccessExpression(factory.createIdentifier(object), method);
  return factory.createCallExpression(callee, undefined, args);
}

/** `const name = value;` */
export function declare(
  { factory }: Emission,
  name: string | ts.BindingName,
  value: ts.Expression | undefined,
  flags: ts.NodeFlags,
): ts.VariableStatement {
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([declaration], flags),
  );
}

/** `let key, key_1;` */
export function variables({ ts, factory }: Emission, names: readonly string[]): ts.VariableStatement {
  const declarations = names.map((name) => factory.createVariableDeclaration(name));
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let),
  );
}

/** One more decorator, innermost: it marks the very function or class, and those above get the marked one. */
export function withDecorator(
  { ts, factory }: Emission,
  modifiers: readonly ts.ModifierLike[],
  decorator: ts.Expression,
): ts.ModifierLike[] {
  const last = modifiers.filter((modifier) => ts.isDecorator(modifier)).at(-1);
  const after = modifiers.indexOf(last as ts.ModifierLike) + 1;
  return [...modifiers.slice(0, after), factory.createDecorator(decorator), ...modifiers.slice(after)];
}

/** The modifiers and decorators that stay when the function is no longer `async`. */
export function withoutAsync(
  emission: Emission,
  node: { modifiers?: ts.NodeArray<ts.ModifierLike> | undefined },
): ts.ModifierLike[] {
  const kept = (node.modifiers ?? []).filter(({ kind }) => kind !== emission.ts.SyntaxKind.AsyncKeyword);
  return kept.map((modifier) => visited(emission, modifier));
}

export function asterisk({ ts, factory }: Emission): ts.AsteriskToken {
  return factory.createToken(ts.SyntaxKind.AsteriskToken);
}

/** A parameter with nothing but a name. */
export function parameter({ ts, factory }: Emission, name: string, rest = false): ts.ParameterDeclaration {
  const dots = rest ? factory.createToken(ts.SyntaxKind.DotDotDotToken) : undefined;
  return factory.createParameterDeclaration(undefined, dots, name);
}

/** `{ name: value }.name` gives a function or class its name. */
export function namedBy({ factory }: Emission, name: string, value: ts.Expression): ts.Expression {
  const literal = factory.createObjectLiteralExpression([factory.createPropertyAssignment(name, value)]);
  return factory.createPropertyAccessExpression(literal, name);
}

/** `(…) => value` */
export function arrowTo(
  { factory }: Emission,
  parameters: readonly ts.ParameterDeclaration[],
  value: ts.ConciseBody,
): ts.ArrowFunction {
  return factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, value);
}

/** A key as the name of a property of a literal. */
export function keyAsName(emission: Emission, key: Key): ts.PropertyName {
  const { factory } = emission;
  if (key.form === "identifier") return factory.createIdentifier(key.text);
  const computed = key.form === "symbol" || key.form === "temporary" || key.text === "__proto__";
  const value = keyAsValue(emission, key);
  return computed
    ? factory.createComputedPropertyName(value)
    : (value as ts.StringLiteral | ts.NumericLiteral);
}

/** A key as an access: `object.m`, `object["a b"]`. */
export function keyAsAccess(emission: Emission, object: ts.Expression, key: Key): ts.Expression {
  const { factory } = emission;
  if (key.form === "identifier") return factory.createPropertyAccessExpression(object, key.text);
  return factory.createElementAccessExpression(object, keyAsValue(emission, key));
}

/** A key as a value in a list of the runtime; for a private method, out of reach by any key, `() => this.#m`. */
export function keyAsValue(emission: Emission, key: Key): ts.Expression {
  const { factory } = emission;
  switch (key.form) {
    case "identifier":
    case "string":
      return factory.createStringLiteral(key.text);
    case "number":
      return factory.createNumericLiteral(key.text);
    case "symbol":
      return factory.createPropertyAccessExpression(factory.createIdentifier("Symbol"), key.text);
    case "temporary":
      return factory.createIdentifier(key.text);
    case "private":
      return thunk(emission, privateOfThis(emission, key.text));
  }
}
