/**
 * The text of what a rewritten arrow takes from outside, where the arrow uses it.
 */
import type { TextEdits } from "./emit-text-edits.ts";
import type {
  CapturedOperation,
  NameOperation,
  ReplaceOperation,
  SuperCallOperation,
  SuperGetOperation,
  SuperMethodOperation,
  SuperReferenceOperation,
  SuperSetOperation,
  SuperTagOperation,
} from "./plan.ts";

export function emitCaptured(edits: TextEdits, operation: CapturedOperation): void {
  switch (operation.kind) {
    case "replace":
      return emitReplace(edits, operation);
    case "delete":
      return edits.removeWord(edits.token(operation.node, edits.ts.SyntaxKind.DeleteKeyword));
    case "name":
      return emitName(edits, operation);
    case "superGet":
      return emitSuperGet(edits, operation);
    case "superMethod":
      return emitSuperMethod(edits, operation);
    case "superTag":
      return emitSuperTag(edits, operation);
    case "superReference":
      return emitSuperReference(edits, operation);
    case "superSet":
      return emitSuperSet(edits, operation);
    case "superCall":
      return emitSuperCall(edits, operation);
  }
}

function emitReplace(edits: TextEdits, operation: ReplaceOperation): void {
  const { node, shorthand, parenthesize } = operation;
  const name = `${operation.name}${operation.call ? "()" : operation.value ? ".value" : ""}`;
  if (shorthand) edits.after(node.end, `: ${name}`);
  else edits.replace(edits.start(node), node.end, name);
  if (parenthesize) edits.before(edits.start(node), "(");
  if (parenthesize) edits.after(node.end, ")");
}

/** `function () {}` -> `{ x: function () {} }.x` */
function emitName(edits: TextEdits, { node, name }: NameOperation): void {
  edits.before(edits.start(node), `{ ${name}: `);
  edits.after(node.end, ` }.${name}`);
}

/** `super.x` -> `superGet("x")`, `super[k]` -> `superGet(k)`. */
function emitSuperGet(edits: TextEdits, { node, name }: SuperGetOperation): void {
  emitAccess(edits, node, name, ")");
}

/** Replaces the tokens of an access, each in its place, so that line breaks between them stay. */
function emitAccess(edits: TextEdits, node: SuperGetOperation["node"], name: string, closing: string): void {
  const { ts } = edits;
  const isNamed = ts.isPropertyAccessExpression(node);
  edits.replace(edits.start(node.expression), node.expression.end, isNamed ? `${name}(` : name);
  if (isNamed) {
    edits.removeWord(edits.token(node, ts.SyntaxKind.DotToken));
    edits.replace(edits.start(node.name), node.name.end, `${JSON.stringify(node.name.text)}${closing}`);
    return;
  }
  const [open, close] = [ts.SyntaxKind.OpenBracketToken, ts.SyntaxKind.CloseBracketToken].map((kind) =>
    edits.token(node, kind),
  );
  if (open) edits.replace(edits.start(open), open.end, "(");
  if (close) edits.replace(edits.start(close), close.end, closing);
}

/** `super.m(a)` -> `superGet("m").call(this, a)`. */
function emitSuperMethod(edits: TextEdits, { node, self }: SuperMethodOperation): void {
  const { ts } = edits;
  const chain = node.questionDotToken;
  edits.after(chain?.end ?? node.expression.end, chain ? "call" : ".call");
  const open = edits.token(node, ts.SyntaxKind.OpenParenToken);
  const value = self === undefined ? "this" : `${self}()`;
  edits.before(open.end, node.arguments.length > 0 ? `${value}, ` : value);
}

/** `super.x++` -> `superReference("x").value++`. */
function emitSuperReference(edits: TextEdits, { node, name }: SuperReferenceOperation): void {
  emitAccess(edits, node, name, ").value");
}

/** `super.tag`x`` -> `superGet("tag").bind(this)`x``. */
function emitSuperTag(edits: TextEdits, { node, self }: SuperTagOperation): void {
  edits.after(node.tag.end, `.bind(${self === undefined ? "this" : `${self}()`})`);
}

/** `super.x = v` -> `superSet("x", v)`, `super.x += v` -> `superSet("x", superGet("x") + (v))`. */
function emitSuperSet(edits: TextEdits, { node, name, getter }: SuperSetOperation): void {
  const { ts } = edits;
  const left = node.left as SuperGetOperation["node"];
  emitAccess(edits, left, name, "");
  const operator = node.operatorToken;
  const key = ts.isPropertyAccessExpression(left) ? JSON.stringify(left.name.text) : "";
  const sign = operator.getText(edits.sourceFile).slice(0, -1);
  const text = getter === undefined ? "," : `, ${getter}(${key}) ${sign} (`;
  edits.replace(blanksBefore(edits, edits.start(operator)), operator.end, text);
  edits.after(node.end, getter === undefined ? ")" : "))");
}

/** Where the blanks before a position start, so that a comma stands at its word. */
function blanksBefore(edits: TextEdits, position: number): number {
  let start = position;
  while (/[ \t]/.test(edits.slice(start - 1, start))) start--;
  return start;
}

/** `super(a)` -> `superCall(a)`. */
function emitSuperCall(edits: TextEdits, { node, name }: SuperCallOperation): void {
  edits.replace(edits.start(node.expression), node.expression.end, name);
}
