/** `await`, `yield`, `return`, `for await` and `catch` in the AST emitter: what stands inside a rewritten function. */
import type ts from "typescript";
import {
  awaited,
  awaiting,
  declare,
  type Emission,
  replaces,
  runtimeCall,
  runtimeStatement,
  variables,
  visited,
} from "./emit-ast-nodes.ts";
import { bindEntered, withResources } from "./emit-ast-using.ts";
import type { CatchOperation, ForAwaitOperation } from "./plan.ts";

/** `yield x`; the factory puts it in parentheses where it needs them, save on the right of `**`. */
export function emitAwait(emission: Emission, node: ts.AwaitExpression): ts.Expression {
  const { factory } = emission;
  const operand = visited(emission, node.expression);
  const made = replaces(emission, awaiting(emission, operand), node);
  return isExponent(emission, node) ? factory.createParenthesizedExpression(made) : made;
}

/** `yield tsyncio.item(x)`, `yield* tsyncio.delegate(x)` */
export function emitYield(emission: Emission, node: ts.YieldExpression): ts.Expression {
  const { factory } = emission;
  const { asteriskToken, expression } = node;
  const given = expression && visited(emission, expression);
  const operands = given ? [asteriskToken ? awaited(emission, given) : given] : [];
  const operand = runtimeCall(emission, asteriskToken ? "delegate" : "item", operands);
  return asteriskToken
    ? factory.updateYieldExpression(node, asteriskToken, operand)
    : factory.updateYieldExpression(node, undefined, operand);
}

/** `return yield x` */
export function emitReturn(emission: Emission, node: ts.ReturnStatement): ts.ReturnStatement {
  const { factory } = emission;
  if (!node.expression) return node;
  const operand = visited(emission, node.expression);
  return factory.updateReturnStatement(node, awaiting(emission, operand));
}

/** Whether a node is the right side of `**`, be it under assertions of type, which vanish. */
function isExponent({ ts }: Emission, node: ts.Node): boolean {
  let at = ts.getOriginalNode(node);
  while (
    ts.isAssertionExpression(at.parent) ||
    ts.isNonNullExpression(at.parent) ||
    ts.isParenthesizedExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent)
  )
    at = at.parent;
  const { parent } = at;
  return (
    ts.isBinaryExpression(parent) &&
    parent.right === at &&
    parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken
  );
}

/** The block around a `for await`, at the place of its outermost label. */
export function emitForAwait(
  emission: Emission,
  operation: ForAwaitOperation,
  outer: ForAwaitOperation["outer"],
): ts.Block {
  const { factory } = emission;
  const loop = unlabelled(emission, outer);
  const source = runtimeCall(emission, "iterate", [visited(emission, loop.expression)]);
  const statements = [
    ...opened(emission, operation, source),
    factory.createTryStatement(
      factory.createBlock([labelled(emission, outer, loopOf(emission, operation, loop))]),
      failing(emission, operation),
      closing(emission, operation, loop),
    ),
  ];
  return replaces(emission, factory.createBlock(statements), outer);
}

/** `const iterator = SOURCE;`, or where SOURCE names what the loop declares, in a block that declares it too. */
function opened(
  emission: Emission,
  { iterator, hidden }: ForAwaitOperation,
  source: ts.Expression,
): ts.Statement[] {
  const { ts, factory } = emission;
  if (!hidden) return [declare(emission, iterator, source, ts.NodeFlags.Const)];
  const assignment = factory.createAssignment(factory.createIdentifier(iterator), source);
  const block = factory.createBlock([
    factory.createExpressionStatement(assignment),
    factory.createBreakStatement(hidden.scope),
    variables(emission, hidden.names),
  ]);
  return [variables(emission, [iterator]), factory.createLabeledStatement(hidden.scope, block)];
}

function unlabelled({ ts }: Emission, statement: ts.Statement): ts.ForOfStatement {
  let inner = statement;
  while (ts.isLabeledStatement(inner)) inner = inner.statement;
  if (ts.isForOfStatement(inner)) return inner;
  throw new Error(`The plan has a for await that labels no loop but ${ts.SyntaxKind[inner.kind]}`);
}

function labelled(emission: Emission, outer: ts.Statement, loop: ts.ForStatement): ts.Statement {
  if (!emission.ts.isLabeledStatement(outer)) return loop;
  const { label, statement } = outer;
  return emission.factory.updateLabeledStatement(outer, label, labelled(emission, statement, loop));
}

/** `for (; iterator.step(yield iterator.next()); ) { LEFT = iterator.value; BODY }` */
function loopOf(emission: Emission, operation: ForAwaitOperation, node: ts.ForOfStatement): ts.ForStatement {
  const { factory } = emission;
  const next = yieldAt(emission, node, member(emission, operation, "next", []));
  const step = member(emission, operation, "step", [next]);
  const inside = [binding(emission, operation, node), visited(emission, node.statement)];
  const { resources, error } = operation;
  const body = factory.createBlock(
    resources ? withResources(emission, { resources, error }, inside) : inside,
  );
  return replaces(emission, factory.createForStatement(undefined, step, undefined, body), node);
}

/** `const x = iterator.value;` or `(x = iterator.value);` */
function binding(emission: Emission, operation: ForAwaitOperation, node: ts.ForOfStatement): ts.Statement {
  const { ts, factory } = emission;
  const left = visited(emission, node.initializer);
  const value = factory.createPropertyAccessExpression(factory.createIdentifier(operation.iterator), "value");
  if (operation.resources && ts.isVariableDeclarationList(left))
    return bindEntered(emission, operation.resources, left, value);
  if (!ts.isVariableDeclarationList(left)) {
    const assignment = factory.createParenthesizedExpression(factory.createAssignment(left, value));
    return ts.setTextRange(factory.createExpressionStatement(assignment), left);
  }
  const declarations = left.declarations.map((declaration) =>
    factory.updateVariableDeclaration(declaration, declaration.name, undefined, undefined, value),
  );
  const list = factory.updateVariableDeclarationList(left, declarations);
  return ts.setTextRange(factory.createVariableStatement(undefined, list), left);
}

/** `catch (error) { iterator.fail(error); }` */
function failing(emission: Emission, operation: ForAwaitOperation): ts.CatchClause {
  const { factory } = emission;
  const error = factory.createIdentifier(operation.error);
  const statement = factory.createExpressionStatement(member(emission, operation, "fail", [error]));
  return factory.createCatchClause(operation.error, factory.createBlock([statement]));
}

/** `finally { if (iterator.open) yield iterator.close(); }` */
function closing(emission: Emission, operation: ForAwaitOperation, node: ts.ForOfStatement): ts.Block {
  const { factory } = emission;
  const open = factory.createPropertyAccessExpression(factory.createIdentifier(operation.iterator), "open");
  const close = yieldAt(emission, node, member(emission, operation, "close", []));
  return factory.createBlock([factory.createIfStatement(open, factory.createExpressionStatement(close))]);
}

/** A `yield` whose place in the source is the loop's own. */
function yieldAt(emission: Emission, node: ts.ForOfStatement, operand: ts.Expression): ts.YieldExpression {
  const made = awaiting(emission, operand);
  return emission.ts.setSourceMapRange(made, node.awaitModifier ?? node);
}

function member(
  { factory }: Emission,
  { iterator }: ForAwaitOperation,
  name: string,
  args: readonly ts.Expression[],
): ts.CallExpression {
  const callee = factory.createPropertyAccessExpression(factory.createIdentifier(iterator), name);
  return factory.createCallExpression(callee, undefined, args);
}

/** A catch clause whose first statement lets a BaseException pass. */
export function emitCatch(
  emission: Emission,
  operation: CatchOperation,
  node: ts.CatchClause,
): ts.CatchClause {
  const { factory } = emission;
  const error = factory.createIdentifier(operation.name);
  const check = runtimeStatement(emission, "rethrowBaseException", [error]);
  const block = visited(emission, node.block);
  if (operation.binding === "pattern") return catchPattern(emission, operation, node, [check, block]);
  const variable =
    operation.binding === "none"
      ? factory.createVariableDeclaration(operation.name)
      : node.variableDeclaration;
  return factory.updateCatchClause(node, variable, factory.updateBlock(block, [check, ...block.statements]));
}

/** `catch (error) { check; let { a } = error; { … } }`: the body may declare the names of the pattern anew. */
function catchPattern(
  emission: Emission,
  { name }: CatchOperation,
  node: ts.CatchClause,
  [check, block]: [ts.Statement, ts.Block],
): ts.CatchClause {
  const { ts, factory } = emission;
  const pattern = visited(emission, (node.variableDeclaration as ts.VariableDeclaration).name);
  const bound = declare(emission, pattern, factory.createIdentifier(name), ts.NodeFlags.Let);
  const outer = factory.createBlock([check, bound, block]);
  return factory.updateCatchClause(node, factory.createVariableDeclaration(name), outer);
}
