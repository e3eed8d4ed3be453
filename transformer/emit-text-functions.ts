/**
 * The text of rewritten functions: pairs, generators in place, and calls around expressions.
 */
import type ts from "typescript";
import { hasLineBreak, pureCall, type TextEdits } from "./emit-text-edits.ts";
import { keyAccess, keyInLiteral } from "./emit-text-keys.ts";
import { emitDecorator } from "./emit-text-marks.ts";
import {
  type BodyOperation,
  type Capture,
  decoratorOf,
  type ExpressionOperation,
  type GeneratorOperation,
  type PairOperation,
} from "./plan.ts";

/** `async function f(…)` -> `function f(a) { … } function* f$(…)`. */
export function emitPair(edits: TextEdits, operation: PairOperation): void {
  const { node, marker, generator, passed, parameters } = operation;
  edits.removeWord(asyncKeyword(edits, node));
  const head = node.name ?? functionKeyword(edits, node);
  const call = `return ${edits.runtime}.${marker}(${passed.join(", ")}).apply(this, arguments);`;
  if (node.asteriskToken) removeAsterisk(edits, node.asteriskToken, node.name === undefined);
  if (!node.name) edits.removeBlanks(head.end);
  edits.after(head.end, `(${parameters.join(", ")}) { ${call} } function* ${generator}`);
}

/** The word before the asterisk and the name behind it stay apart, unless there is no name. */
function removeAsterisk(edits: TextEdits, asterisk: ts.Node, nameless: boolean): void {
  const start = edits.start(asterisk);
  const blank = /\s/;
  if (nameless || blank.test(edits.slice(start - 1, start))) return edits.removeWord(asterisk);
  edits.replace(start, asterisk.end, blank.test(edits.slice(asterisk.end, asterisk.end + 1)) ? "" : " ");
}

/** `async m(…)` -> `*m(…)`, `async function f(…)` -> `function* f(…)`. */
export function emitGenerator(edits: TextEdits, operation: GeneratorOperation): void {
  const { ts } = edits;
  const { node, semicolon } = operation;
  edits.removeWord(asyncKeyword(edits, node));
  if (operation.decorator) emitDecorator(edits, node, `${edits.runtime}.${decoratorOf[operation.marker]}`);
  if (operation.returnType) {
    edits.after(edits.token(node, edits.ts.SyntaxKind.CloseParenToken).end, ": Promise<any>");
  }
  if (node.asteriskToken) {
    if (semicolon) edits.before(edits.start(node.asteriskToken), ";");
  } else if (ts.isFunctionDeclaration(node)) edits.after(functionKeyword(edits, node).end, "*");
  else {
    const name = node.name ?? edits.token(node, ts.SyntaxKind.ConstructorKeyword);
    edits.before(edits.start(name), semicolon ? ";*" : "*");
  }
}

/** `async (a) => …` -> `tsyncio.coroutine(function* f(a) { … })`, and likewise for the other expressions. */
export function emitExpression(edits: TextEdits, operation: ExpressionOperation): void {
  const { ts } = edits;
  const { node } = operation;
  // Added first, so that it ends up last: at one position, closers are put in the reverse order.
  edits.after(node.end, closing(edits, operation));
  if (ts.isMethodDeclaration(node)) emitObjectMethod(edits, node, operation);
  else if (ts.isArrowFunction(node)) emitArrow(edits, node, operation);
  else emitFunctionExpression(edits, node, operation);
}

/** `m(a) {…}` -> `m: tsyncio.coroutine(function* m(a) {…})`. */
function emitObjectMethod(
  edits: TextEdits,
  node: ts.MethodDeclaration,
  operation: ExpressionOperation,
): void {
  const { name, asteriskToken } = node;
  edits.removeWord(asyncKeyword(edits, node));
  if (asteriskToken) edits.removeWord(asteriskToken);
  if (!edits.ts.isComputedPropertyName(name) && name.text === "__proto__") {
    edits.replace(edits.start(name), name.end, `["__proto__"]`);
  }
  edits.after(name.end, `: ${opening(edits, operation)}`);
}

function emitFunctionExpression(
  edits: TextEdits,
  node: ts.FunctionExpression,
  operation: ExpressionOperation,
): void {
  const start = edits.start(node);
  const keyword = functionKeyword(edits, node);
  edits.before(start, opening(edits, operation));
  edits.removeWord(asyncKeyword(edits, node));
  if (!node.name) {
    edits.removeWord(keyword);
    if (node.asteriskToken) edits.removeWord(node.asteriskToken);
  } else if (!node.asteriskToken) edits.after(keyword.end, "*");
}

function emitArrow(edits: TextEdits, node: ts.ArrowFunction, operation: ExpressionOperation): void {
  edits.before(edits.start(node), opening(edits, operation));
  edits.removeWord(asyncKeyword(edits, node));
  const [only] = node.parameters;
  if (only && !edits.find(node, edits.ts.SyntaxKind.OpenParenToken)) {
    edits.before(edits.start(only), "(");
    edits.after(only.end, ")");
  }
  if (edits.ts.isBlock(node.body)) edits.removeWord(node.equalsGreaterThanToken);
  else emitConciseBody(edits, node, "", operation.temporaries ?? []);
}

/** The concise body of an arrow that stays an arrow, or the statement of a loop, as a block with variables. */
export function emitBody(edits: TextEdits, { node, temporaries }: BodyOperation): void {
  if (edits.ts.isArrowFunction(node)) return emitConciseBody(edits, node, "=> ", temporaries);
  edits.before(edits.start(node), `{ ${declared(temporaries)}`);
  edits.after(node.end, " }");
}

/** `=> x` -> `{ return x; }`, or `{ return (…); }` where a line break follows the arrow. */
function emitConciseBody(
  edits: TextEdits,
  { equalsGreaterThanToken: arrow, body }: ts.ArrowFunction,
  head: string,
  temporaries: readonly string[],
): void {
  const gap = edits.slice(arrow.end, edits.start(body));
  const wrap = hasLineBreak(gap);
  const opening = `${head}{ ${declared(temporaries)}return`;
  edits.replace(edits.start(arrow), arrow.end, `${opening}${wrap ? " (" : gap === "" ? " " : ""}`);
  edits.after(body.end, wrap ? "); }" : "; }");
}

const declared = (names: readonly string[]) => (names.length > 0 ? `let ${names.join(", ")}; ` : "");

/** What stands before the parameters, or before the `function*` of a function with a name of its own. */
function opening(edits: TextEdits, operation: ExpressionOperation): string {
  const { name, marker, captures, pure, parenthesize } = operation;
  const around = captures.length > 0 ? `((${captures.map((capture) => capture.name).join(", ")}) => ` : "";
  const start = `${parenthesize ? "(" : ""}${pure ? pureCall : ""}${edits.runtime}.${marker}(${around}`;
  if (name.form === "inner") return `${start}function* ${name.text}`;
  if (name.form === "own") return start;
  if (name.form === "none") return `${start}function* `;
  const literal = `${start}${around && "("}{ `;
  return name.form === "keyed"
    ? `${literal}*${keyInLiteral(name.key)}`
    : `${literal}${keyInLiteral(name.key)}: function* `;
}

/** What stands behind the body, to close what `opening` opened. */
function closing({ runtime }: TextEdits, operation: ExpressionOperation): string {
  const { name, captures, self, parenthesize } = operation;
  const access = "key" in name ? ` }${keyAccess(name.key)}${captures.length > 0 ? ")" : ""}` : "";
  const passed = captures.map(({ what }) => capturedValue(runtime, what)).join(", ");
  return `${access}${passed && `)(${passed})`}${self ? ", this" : ""})${parenthesize ? ")" : ""}`;
}

const capturedValues: Record<Exclude<Capture["what"], "superReference" | "argumentsReference">, string> = {
  arguments: "arguments",
  namedArguments: "() => arguments",
  "new.target": "new.target",
  this: "() => this",
  superGet: "(key) => super[key]",
  superSet: "(key, value) => super[key] = value",
  superCall: "(...args) => super(...args)",
  superDelete: "(key) => delete super[key]",
  typeofArguments: '() => typeof arguments === "undefined" ? undefined : arguments',
  deleteArguments: "() => delete arguments",
};

function capturedValue(runtime: string, what: Capture["what"]): string {
  if (what === "argumentsReference")
    return `${runtime}.reference(() => arguments, (value) => arguments = value)`;
  if (what !== "superReference") return capturedValues[what];
  return `${runtime}.superReference(${capturedValues.superGet}, ${capturedValues.superSet})`;
}

function asyncKeyword({ ts }: TextEdits, node: ts.HasModifiers): ts.Node {
  const found = ts.getModifiers(node)?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (!found) throw new Error("a function that is rewritten has an async modifier");
  return found;
}

function functionKeyword(edits: TextEdits, node: ts.Node): ts.Node {
  return edits.token(node, edits.ts.SyntaxKind.FunctionKeyword);
}
