/**
 * Inside a rewritten arrow: `this`, `arguments`, `new.target` and `super` of the function around it, reached
 * through the parameters that carry them.
 */
import type ts from "typescript";
import { callOf, type Emission, visited } from "./emit-ast-nodes.ts";
import type {
  ReplaceOperation,
  SuperCallOperation,
  SuperGetOperation,
  SuperMethodOperation,
  SuperReferenceOperation,
  SuperSetOperation,
  SuperTagOperation,
} from "./plan.ts";

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** The captured name in the place of a node. Its meaning is another one, so that it takes over only the range. */
export function emitReplace(emission: Emission, operation: ReplaceOperation, node: ts.Node): ts.Expression {
  const { ts, factory } = emission;
  const { name, call, value } = operation;
  const carrier = call ? callOf(emission, name, []) : factory.createIdentifier(name);
  const made = value ? factory.createPropertyAccessExpression(carrier, "value") : carrier;
  return ts.setTextRange<ts.Expression>(made, node);
}

/** `{ arguments }` becomes `{ arguments: name }`. */
export function emitShorthand(
  emission: Emission,
  operation: ReplaceOperation,
  node: ts.ShorthandPropertyAssignment,
): ts.PropertyAssignment {
  const { ts, factory } = emission;
  const key = factory.createIdentifier(node.name.text);
  const target = emitReplace(emission, operation, node.name);
  const initializer = node.objectAssignmentInitializer;
  const value = initializer ? factory.createAssignment(target, visited(emission, initializer)) : target;
  return ts.setTextRange(factory.createPropertyAssignment(key, value), node);
}

/** `super.x` becomes `name("x")`. */
export function emitSuperGet(emission: Emission, { name }: SuperGetOperation, node: Access): ts.Expression {
  return emission.ts.setTextRange(callOf(emission, name, [keyOf(emission, node)]), node);
}

/** `super.m(a)` becomes `name("m").call(SELF, a)`. */
export function emitSuperMethod(
  emission: Emission,
  operation: SuperMethodOperation,
  node: ts.CallExpression,
): ts.Expression {
  const { ts, factory } = emission;
  const method = visited(emission, node.expression);
  const self = operation.self === undefined ? factory.createThis() : callOf(emission, operation.self, []);
  const args = [self, ...node.arguments.map((argument) => visited(emission, argument))];
  if (!ts.isCallChain(node)) {
    const call = factory.createPropertyAccessExpression(method, "call");
    return ts.setTextRange(factory.createCallExpression(call, undefined, args), node);
  }
  const call = factory.createPropertyAccessChain(method, node.questionDotToken, "call");
  return ts.setTextRange(factory.createCallChain(call, undefined, undefined, args), node);
}

/** `super.tag`x`` becomes `name("tag").bind(SELF)`x``. */
export function emitSuperTag(
  emission: Emission,
  { self }: SuperTagOperation,
  node: ts.TaggedTemplateExpression,
): ts.Expression {
  const { factory } = emission;
  const receiver = self === undefined ? factory.createThis() : callOf(emission, self, []);
  const bind = factory.createPropertyAccessExpression(visited(emission, node.tag), "bind");
  const tag = factory.createCallExpression(bind, undefined, [receiver]);
  const template = visited(emission, node.template);
  return factory.updateTaggedTemplateExpression(node, tag, node.typeArguments, template);
}

/** `super.x++` becomes `name("x").value++`. */
export function emitSuperReference(
  emission: Emission,
  { name }: SuperReferenceOperation,
  node: Access,
): ts.Expression {
  const { ts, factory } = emission;
  const reference = callOf(emission, name, [keyOf(emission, node)]);
  return ts.setTextRange(factory.createPropertyAccessExpression(reference, "value"), node);
}

/** `super.x = v` becomes `name("x", v)`; `super.x += v` becomes `name("x", getter("x") + (v))`. */
export function emitSuperSet(
  emission: Emission,
  { name, getter }: SuperSetOperation,
  node: ts.BinaryExpression,
): ts.Expression {
  const { ts, factory } = emission;
  const target = node.left as Access;
  const right = visited(emission, node.right);
  const value =
    getter === undefined
      ? right
      : factory.createBinaryExpression(
          callOf(emission, getter, [keyOf(emission, target)]),
          operatorOf(emission, node),
          factory.createParenthesizedExpression(right),
        );
  return ts.setTextRange(callOf(emission, name, [keyOf(emission, target), value]), node);
}

/** The operator that a compound assignment applies: `+` of `+=`. */
function operatorOf({ ts }: Emission, { operatorToken }: ts.BinaryExpression): ts.BinaryOperator {
  const text = ts.tokenToString(operatorToken.kind)?.slice(0, -1);
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  return scanner.scan() as ts.BinaryOperator;
}

/** `super(a)` becomes `name(a)`. */
export function emitSuperCall(
  emission: Emission,
  { name }: SuperCallOperation,
  node: ts.CallExpression,
): ts.Expression {
  const args = node.arguments.map((argument) => visited(emission, argument));
  return emission.ts.setTextRange(callOf(emission, name, args), node);
}

function keyOf(emission: Emission, node: Access): ts.Expression {
  const { ts, factory } = emission;
  if (ts.isElementAccessExpression(node)) return visited(emission, node.argumentExpression);
  return ts.setTextRange(factory.createStringLiteral(node.name.text), node.name);
}
