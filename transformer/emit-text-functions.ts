/**
 * The text of rewritten functions: pairs, generators in place, and calls around expressions.
 */
import type ts from "typescript";
import { hasLineBreak, pureCall, type TextEdits } from "./emit-text-edits.ts";
import { keyAccess, keyInLiteral } from "./emit-text-keys.ts";
import {
  type Capture,
  decoratorOf,
  type ExpressionOperation,
  type GeneratorOperation,
  type PairOperation,
} from "./plan.ts";

/** `async function f(…)` -> `function f(a) { … } function* f$(…)`. */
export function emitPair(edits: TextEdits, operation: PairOperation): void {
  const { node, marker, generator, parameters, strict } = operation;
  edits.removeWord(asyncKeyword(edits, node));
  const head = node.name ?? functionKeyword(edits, node);
  const directive = strict ? `"use strict"; ` : "";
  const call = `return ${edits.runtime}.${marker}(${generator}).apply(this, arguments);`;
  if (node.asteriskToken) removeAsterisk(edits, node.asteriskToken, node.name === undefined);
  if (!node.name) edits.removeBlanks(head.end);
  edits.after(head.end, `(${parameters.join(", ")}) { ${directive}${call} } function* ${generator}`);
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
  const { node, semicolon } = operation;
  edits.removeWord(asyncKeyword(edits, node));
  if (operation.decorator) emitDecorator(edits, operation);
  if (operation.returnType) {
    edits.after(edits.token(node, edits.ts.SyntaxKind.CloseParenToken).end, ": Promise<any>");
  }
  if (node.asteriskToken) {
    if (semicolon) edits.before(edits.start(node.asteriskToken), ";");
  } else if (edits.ts.isFunctionDeclaration(node)) edits.after(functionKeyword(edits, node).end, "*");
  else edits.before(edits.start(node.name), semicolon ? ";*" : "*");
}

function emitDecorator(edits: TextEdits, { node, marker }: GeneratorOperation): void {
  const { ts, runtime } = edits;
  const decorator = `@${runtime}.${decoratorOf[marker]}`;
  const last = node.modifiers?.filter((modifier) => ts.isDecorator(modifier)).at(-1);
  if (last) edits.after(last.end, ` ${decorator}`);
  else edits.before(edits.start(node), `${decorator} `);
}

/** `async (a) => …` -> `tsyncio.coroutine(function* f(a) { … })`, and likewise for the other expressions. */
export function emitExpression(edits: TextEdits, operation: ExpressionOperation): void {
  const { ts } = edits;
  const { node } = operation;
  // Before what closes the body at the same place: the edits turn the order of closers around.
  edits.after(node.end, closing(operation));
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
  emitArrowBody(edits, node);
}

/** `=> {…}` -> `{…}`, `=> x` -> `{ return x; }`, or `{ return (…); }` where a line break follows the arrow. */
function emitArrowBody(edits: TextEdits, { equalsGreaterThanToken: arrow, body }: ts.ArrowFunction): void {
  if (edits.ts.isBlock(body)) return edits.removeWord(arrow);
  const gap = edits.slice(arrow.end, edits.start(body));
  const wrap = hasLineBreak(gap);
  edits.replace(edits.start(arrow), arrow.end, wrap ? "{ return (" : gap === "" ? "{ return " : "{ return");
  edits.after(body.end, wrap ? "); }" : "; }");
}

/** What stands before the parameters, or before the `function*` of a function with a name of its own. */
function opening(edits: TextEdits, { name, marker, captures, pure }: ExpressionOperation): string {
  const around = captures.length > 0 ? `((${captures.map((capture) => capture.name).join(", ")}) => ` : "";
  const start = `${pure ? pureCall : ""}${edits.runtime}.${marker}(${around}`;
  if (name.form === "inner") return `${start}function* ${name.text}`;
  if (name.form !== "keyed") return name.form === "own" ? start : `${start}function* `;
  return `${start}${around && "("}{ *${keyInLiteral(name.key)}`;
}

/** What stands behind the body, to close what `opening` opened. */
function closing({ name, captures, self }: ExpressionOperation): string {
  const access = name.form === "keyed" ? ` }${keyAccess(name.key)}${captures.length > 0 ? ")" : ""}` : "";
  const passed = captures.map(({ what }) => capturedValues[what]).join(", ");
  return `${access}${passed && `)(${passed})`}${self ? ", this" : ""})`;
}

const capturedValues: Record<Capture["what"], string> = {
  arguments: "arguments",
  "new.target": "new.target",
  this: "() => this",
  superGet: "(key) => super[key]",
  superSet: "(key, value) => super[key] = value",
  superCall: "(...args) => super(...args)",
};

function asyncKeyword({ ts }: TextEdits, node: ts.HasModifiers): ts.Node {
  const found = ts.getModifiers(node)?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (!found) throw new Error("a function that is rewritten has an async modifier");
  return found;
}

function functionKeyword(edits: TextEdits, node: ts.Node): ts.Node {
  return edits.token(node, edits.ts.SyntaxKind.FunctionKeyword);
}
