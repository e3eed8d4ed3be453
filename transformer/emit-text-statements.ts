/**
 * The text of awaits, yields and returns, `for await` loops and catch clauses, and of calls that are reported.
 */
import type ts from "typescript";
import type { TextEdits } from "./emit-text-edits.ts";
import { declareConst, resourcesHead, resourcesTail } from "./emit-text-using.ts";
import type {
  AwaitOperation,
  CallOperation,
  CatchOperation,
  ForAwaitOperation,
  ReturnOperation,
  YieldOperation,
} from "./plan.ts";

/**
 * `await x` -> `yield x`: both words have five letters, so that every column stays what it was. The call of debugging
 * has parentheses already for what a line break parts from its `await`.
 */
export function emitAwait(
  edits: TextEdits,
  { node, parenthesize, wrapOperand, semicolon }: AwaitOperation,
): void {
  const start = edits.start(node);
  const [before, after] = edits.awaiting;
  const wrap = wrapOperand && after === "";
  edits.replace(start, start + "await".length, wrap ? "yield (" : before.trimEnd());
  if (after) edits.removeBlanks(start + "await".length);
  if (parenthesize) edits.before(start, semicolon ? ";(" : "(");
  const closing = `${after}${wrap ? ")" : ""}${parenthesize ? ")" : ""}`;
  if (closing) edits.after(node.end, closing);
}

/** `yield x` -> `yield tsyncio.item(x)`, `yield* x` -> `yield* tsyncio.delegate(x)`. */
export function emitYield(edits: TextEdits, { node }: YieldOperation): void {
  const { expression, asteriskToken } = node;
  const call = `${edits.runtime}.${asteriskToken ? "delegate" : "item"}(`;
  if (!expression) return edits.after(node.end, ` ${call})`);
  const [before, after] = asteriskToken ? edits.awaiting : ["yield ", ""];
  edits.before(edits.start(expression), call + before.slice("yield ".length));
  edits.after(expression.end, `${after})`);
}

/** `return x` -> `return yield x`. */
export function emitReturn(edits: TextEdits, { node, wrapOperand }: ReturnOperation): void {
  const { expression } = node;
  if (!expression) return;
  const [before, after] = edits.awaiting;
  edits.before(edits.start(expression), wrapOperand ? `${before}(` : before);
  const closing = `${wrapOperand ? ")" : ""}${after}`;
  if (closing) edits.after(expression.end, closing);
}

/**
 * The iterable stays where it is; the words before it become the head of the block, and the variable moves behind it,
 * into the loop: see ForAwaitOperation for the result.
 */
export function emitForAwait(edits: TextEdits, operation: ForAwaitOperation): void {
  const { node, outer, iterator, error, resources, hidden } = operation;
  const { ts, runtime } = edits;
  const { initializer, statement } = node;
  removeLabels(edits, outer);
  edits.before(edits.start(outer), "{ ");
  const keyword = edits.start(node);
  const keywordEnd = keyword + "for".length;
  const head = hidden ? `let ${iterator}; ${hidden.scope}: { ` : "const ";
  edits.replace(keyword, keywordEnd, `${head}${iterator} = ${runtime}.iterate`);
  edits.removeBlanks(keywordEnd);
  if (node.awaitModifier) edits.removeWord(node.awaitModifier);
  edits.removeBlanks(initializer.end);
  edits.removeWord(edits.token(node, ts.SyntaxKind.OfKeyword));
  const closing = edits.token(node, ts.SyntaxKind.CloseParenToken);
  const labels = operation.labels.map((label) => `${label}: `).join("");
  const loop = `${labels}for (; ${iterator}.step(${edits.awaited(`${iterator}.next()`)}); ) {`;
  const inner = resources ? ` ${resourcesHead(edits, resources)}` : "";
  const deadZone = hidden ? ` break ${hidden.scope}; let ${hidden.names.join(", ")}; }` : "";
  edits.replace(edits.start(closing), closing.end, `);${deadZone} try { ${loop}${inner}`);
  const isDeclaration = ts.isVariableDeclarationList(initializer);
  edits.before(edits.start(initializer), isDeclaration ? " " : " (");
  const value = resources ? edits.awaited(`${resources}.enter(${iterator}.value)`) : `${iterator}.value`;
  if (resources) declareConst(edits, initializer as ts.VariableDeclarationList);
  edits.after(initializer.end, ` = ${value}${isDeclaration ? "" : ")"};`);
  edits.move(edits.start(initializer), initializer.end, closing.end);
  const onError = `catch (${error}) { ${iterator}.fail(${error}); }`;
  const onExit = `finally { if (${iterator}.open) ${edits.awaited(`${iterator}.close()`)}; }`;
  const end = resources ? ` ${resourcesTail(edits, resources, error)}` : "";
  edits.after(statement.end, `${end} } } ${onError} ${onExit} }`);
}

/** Labels are named again on the loop itself, where `continue` needs them. */
function removeLabels(edits: TextEdits, outer: ts.Statement): void {
  const { ts } = edits;
  for (let at = outer; ts.isLabeledStatement(at); at = at.statement) {
    edits.replace(edits.start(at.label), at.label.end, "");
    edits.removeWord(edits.token(at, ts.SyntaxKind.ColonToken));
  }
}

/** `catch (e) {` -> `catch (e) { tsyncio.rethrowBaseException(e);`. */
export function emitCatch(edits: TextEdits, { node, binding, name }: CatchOperation): void {
  const { ts } = edits;
  const check = ` ${edits.runtime}.rethrowBaseException(${name});`;
  if (binding === "simple") return edits.before(node.block.statements.pos, check);
  if (binding === "none") {
    edits.after(edits.token(node, ts.SyntaxKind.CatchKeyword).end, ` (${name})`);
    return edits.before(node.block.statements.pos, check);
  }
  const variable = node.variableDeclaration as ts.VariableDeclaration;
  const closing = edits.token(node, ts.SyntaxKind.CloseParenToken);
  edits.before(edits.start(variable), `${name}) {${check} let `);
  edits.replace(edits.start(closing), closing.end, ` = ${name};`);
  edits.after(node.block.end, " }");
}

/** `f(x)` -> `tsyncio.created(f(x))`. */
export function emitCall(edits: TextEdits, { node, report }: CallOperation): void {
  edits.before(edits.start(node), `${edits.runtime}.${report}(`);
  edits.after(node.end, ")");
}
