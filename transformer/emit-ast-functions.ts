/**
 * Functions in the AST emitter: pairs, generators in place, and functions that become a call.
 *
 * A function that only changes its keyword is updated; one that changes its kind (an arrow, a method of a
 * literal) is made anew and bound to the node it replaces.
 */
import type ts from "typescript";
import {
  arrowTo,
  asterisk,
  type Emission,
  keyAsAccess,
  keyAsName,
  parameter,
  pure,
  replaces,
  runtimeCall,
  variables,
  visited,
  visitedAll,
  withDecorator,
  withoutAsync,
} from "./emit-ast-nodes.ts";
import {
  type BodyOperation,
  type Capture,
  decoratorOf,
  type ExpressionOperation,
  type GeneratorOperation,
  type PairOperation,
} from "./plan.ts";

/** The parts that a function keeps, visited. */
interface Parts {
  readonly typeParameters: ts.NodeArray<ts.TypeParameterDeclaration> | undefined;
  readonly parameters: ts.NodeArray<ts.ParameterDeclaration>;
  readonly type: ts.TypeNode | undefined;
  readonly body: ts.Block;
}

type AsyncFunction = PairOperation["node"] | GeneratorOperation["node"] | ExpressionOperation["node"];

/** `function f(a) { return tsyncio.coroutine(f$).apply(this, arguments); } function* f$(a, b = 1) {…}` */
export function emitPair(
  emission: Emission,
  operation: PairOperation,
  node: ts.FunctionDeclaration,
): ts.FunctionDeclaration[] {
  const { ts } = emission;
  const outer = replaces(emission, outerOfPair(emission, operation, node), node);
  const inner = innerOfPair(emission, operation, node);
  return [
    ts.setEmitFlags(outer, ts.EmitFlags.NoTrailingComments),
    ts.setEmitFlags(inner, ts.EmitFlags.NoLeadingComments),
  ];
}

function outerOfPair(
  emission: Emission,
  operation: PairOperation,
  node: ts.FunctionDeclaration,
): ts.FunctionDeclaration {
  const { factory } = emission;
  const generator = runtimeCall(
    emission,
    operation.marker,
    operation.passed.map((name) => factory.createIdentifier(name)),
  );
  const call = factory.createCallExpression(
    factory.createPropertyAccessExpression(generator, "apply"),
    undefined,
    [factory.createThis(), factory.createIdentifier("arguments")],
  );
  return factory.createFunctionDeclaration(
    withoutAsync(emission, node),
    undefined,
    node.name,
    undefined,
    operation.parameters.map((name) => parameter(emission, name)),
    undefined,
    factory.createBlock([factory.createReturnStatement(call)]),
  );
}

function innerOfPair(
  emission: Emission,
  operation: PairOperation,
  node: ts.FunctionDeclaration,
): ts.FunctionDeclaration {
  const { typeParameters, parameters, type, body } = partsOf(emission, node);
  const name = emission.factory.createIdentifier(operation.generator);
  return emission.factory.updateFunctionDeclaration(
    node,
    undefined,
    asterisk(emission),
    node.name ? emission.ts.setTextRange(name, node.name) : name,
    typeParameters,
    parameters,
    type,
    body,
  );
}

/** `function* f(a) {…}` or `*m(a) {…}` where the function stood. */
export function emitGenerator(
  emission: Emission,
  operation: GeneratorOperation,
  node: GeneratorOperation["node"],
): ts.Node {
  const { ts, factory } = emission;
  const { typeParameters, parameters, type, body } = partsOf(emission, node);
  const modifiers = withoutAsync(emission, node);
  const star = asterisk(emission);
  if (ts.isFunctionDeclaration(node)) {
    const { name } = node;
    return factory.updateFunctionDeclaration(
      node,
      modifiers,
      star,
      name && visited(emission, name),
      typeParameters,
      parameters,
      type,
      body,
    );
  }
  const made = factory.createMethodDeclaration(
    operation.decorator ? withDecorator(emission, modifiers, markDecorator(emission, operation)) : modifiers,
    star,
    node.name ? visited(emission, node.name) : factory.createIdentifier("constructor"),
    undefined,
    typeParameters,
    parameters,
    operation.returnType ? promiseType(emission) : type,
    body,
  );
  // Below ES2018 TypeScript would take it, by its original node, for an async generator that it lowers itself.
  const isLowered = operation.marker === "asyncGenerator";
  return isLowered ? ts.setTextRange(made, node) : replaces(emission, made, node);
}

/** `tsyncio.method` */
function markDecorator({ factory, runtime }: Emission, { marker }: GeneratorOperation): ts.Expression {
  return factory.createPropertyAccessExpression(factory.createIdentifier(runtime), decoratorOf[marker]);
}

function promiseType({ ts, factory }: Emission): ts.TypeNode {
  const any = factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword);
  return factory.createTypeReferenceNode("Promise", [any]);
}

/** `tsyncio.coroutine(FUNCTION, this)`, or the property `m: tsyncio.coroutine(…)` of a literal. */
export function emitExpression(
  emission: Emission,
  operation: ExpressionOperation,
  node: ExpressionOperation["node"],
): ts.Node {
  const { ts, factory } = emission;
  const value = captured(emission, operation.captures, namedGenerator(emission, operation, node));
  const self = operation.self ? [factory.createThis()] : [];
  const made = ts.setTextRange(runtimeCall(emission, operation.marker, [value, ...self]), node);
  const call = operation.pure ? pure(emission, made) : made;
  if (!ts.isMethodDeclaration(node)) return call;
  const property = factory.createPropertyAssignment(propertyName(emission, node.name), call);
  return replaces(emission, property, node);
}

/** A plain `__proto__:` would set the prototype, which a method of that name does not. */
function propertyName(emission: Emission, name: ts.PropertyName): ts.PropertyName {
  const { ts, factory } = emission;
  const plain = ts.isIdentifier(name) || ts.isStringLiteral(name);
  if (!plain || name.text !== "__proto__") return visited(emission, name);
  return factory.createComputedPropertyName(factory.createStringLiteral(name.text));
}

/** `(($a, $b) => FUNCTION)(A, B)` */
function captured(emission: Emission, captures: readonly Capture[], value: ts.Expression): ts.Expression {
  if (captures.length === 0) return value;
  const { factory } = emission;
  const parameters = captures.map(({ name }) => parameter(emission, name));
  const arrow = arrowTo(emission, parameters, value);
  const args = captures.map((capture) => capturedValue(emission, capture));
  return factory.createCallExpression(factory.createParenthesizedExpression(arrow), undefined, args);
}

function capturedValue(emission: Emission, { what }: Capture): ts.Expression {
  const { ts, factory } = emission;
  const names = (...texts: string[]) => texts.map((text) => parameter(emission, text));
  const property = () =>
    factory.createElementAccessExpression(factory.createSuper(), factory.createIdentifier("key"));
  switch (what) {
    case "namedArguments":
      return arrowTo(emission, [], factory.createIdentifier("arguments"));
    case "typeofArguments":
      return arrowTo(emission, [], argumentsIfAny(emission));
    case "deleteArguments":
      return arrowTo(emission, [], factory.createDeleteExpression(factory.createIdentifier("arguments")));
    case "argumentsReference": {
      const target = factory.createIdentifier("arguments");
      const assignment = factory.createAssignment(target, factory.createIdentifier("value"));
      const accessors = [arrowTo(emission, [], target), arrowTo(emission, names("value"), assignment)];
      return runtimeCall(emission, "reference", accessors);
    }
    case "superDelete":
      return arrowTo(emission, names("key"), factory.createDeleteExpression(property()));
    case "superReference": {
      const accessors = (["superGet", "superSet"] as const).map((half) =>
        capturedValue(emission, { what: half, name: "" }),
      );
      return runtimeCall(emission, "superReference", accessors);
    }
    case "arguments":
      return factory.createIdentifier("arguments");
    case "new.target":
      return factory.createMetaProperty(ts.SyntaxKind.NewKeyword, factory.createIdentifier("target"));
    case "this":
      return arrowTo(emission, [], factory.createThis());
    case "superGet":
      return arrowTo(emission, names("key"), property());
    case "superSet": {
      const assignment = factory.createAssignment(property(), factory.createIdentifier("value"));
      return arrowTo(emission, names("key", "value"), assignment);
    }
    case "superCall": {
      const spread = factory.createSpreadElement(factory.createIdentifier("args"));
      const call = factory.createCallExpression(factory.createSuper(), undefined, [spread]);
      return arrowTo(emission, [parameter(emission, "args", true)], call);
    }
  }
}

/** `typeof arguments === "undefined" ? undefined : arguments` */
function argumentsIfAny({ factory }: Emission): ts.Expression {
  const name = () => factory.createIdentifier("arguments");
  const isMissing = factory.createStrictEquality(
    factory.createTypeOfExpression(name()),
    factory.createStringLiteral("undefined"),
  );
  const none = factory.createIdentifier("undefined");
  return factory.createConditionalExpression(isMissing, undefined, none, undefined, name());
}

function namedGenerator(
  emission: Emission,
  operation: ExpressionOperation,
  node: ExpressionOperation["node"],
): ts.Expression {
  const { factory } = emission;
  const { name } = operation;
  const parts = partsOf(emission, node, operation.temporaries);
  if ("key" in name) {
    const key = keyAsName(emission, name.key);
    const property =
      name.form === "keyed"
        ? generatorMethod(emission, node, key, parts)
        : factory.createPropertyAssignment(key, generatorExpression(emission, node, undefined, parts));
    return keyAsAccess(emission, factory.createObjectLiteralExpression([property]), name.key);
  }
  if (name.form === "none") return generatorExpression(emission, node, undefined, parts);
  const inner = name.form === "inner" ? factory.createIdentifier(name.text) : (node.name as ts.Identifier);
  return generatorExpression(emission, node, inner, parts);
}

function generatorExpression(
  emission: Emission,
  node: ExpressionOperation["node"],
  name: ts.Identifier | undefined,
  { typeParameters, parameters, type, body }: Parts,
): ts.FunctionExpression {
  const star = asterisk(emission);
  const made = emission.factory.createFunctionExpression(
    undefined,
    star,
    name,
    typeParameters,
    parameters,
    type,
    body,
  );
  return replaces(emission, made, node);
}

function generatorMethod(
  emission: Emission,
  node: ExpressionOperation["node"],
  name: ts.PropertyName,
  { typeParameters, parameters, type, body }: Parts,
): ts.MethodDeclaration {
  const { factory } = emission;
  const star = asterisk(emission);
  const made = factory.createMethodDeclaration(
    undefined,
    star,
    name,
    undefined,
    typeParameters,
    parameters,
    type,
    body,
  );
  return replaces(emission, made, node);
}

function partsOf(emission: Emission, node: AsyncFunction, temporaries: readonly string[] = []): Parts {
  const { ts } = emission;
  const { body } = node;
  if (!body) throw new Error(`The plan rewrites a function without a body: ${ts.SyntaxKind[node.kind]}`);
  return {
    typeParameters: node.typeParameters,
    parameters: visitedAll(emission, node.parameters),
    type: node.type,
    body: ts.isBlock(body) ? visited(emission, body) : blockOf(emission, body, temporaries),
  };
}

/** The concise body of an arrow that stays an arrow, or the statement of a loop, as a block with variables. */
export function emitBody(
  emission: Emission,
  { temporaries }: BodyOperation,
  node: BodyOperation["node"],
): ts.Node {
  const { ts, factory, context, visit } = emission;
  if (!ts.isArrowFunction(node)) {
    const statement = ts.visitEachChild(node, visit, context);
    return factory.createBlock([variables(emission, temporaries), statement]);
  }
  const { modifiers, typeParameters, type, equalsGreaterThanToken } = node;
  return factory.updateArrowFunction(
    node,
    modifiers,
    typeParameters,
    visitedAll(emission, node.parameters),
    type,
    equalsGreaterThanToken,
    blockOf(emission, node.body as ts.Expression, temporaries),
  );
}

/** `{ return BODY; }`, each part at the place of the expression so that its map and comments stay. */
function blockOf(emission: Emission, body: ts.Expression, temporaries: readonly string[]): ts.Block {
  const { ts, factory } = emission;
  const { NoTrailingComments, NoTokenSourceMaps, NoTrailingSourceMap } = ts.EmitFlags;
  const statement = factory.createReturnStatement(visited(emission, body));
  ts.setEmitFlags(
    ts.setTextRange(statement, body),
    NoTrailingComments | NoTokenSourceMaps | NoTrailingSourceMap,
  );
  const opening = temporaries.length > 0 ? [variables(emission, temporaries)] : [];
  return ts.setTextRange(factory.createBlock([...opening, statement]), body);
}
