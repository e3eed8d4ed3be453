/**
 * Awaits, `for await`, catch clauses, and the punctuation that JavaScript leaves out and a rewrite must not.
 */
import type ts from "typescript";
import { namesKnown } from "./base-exceptions.ts";
import type { Draft } from "./draft.ts";
import { perTypeScript, type TypeScript } from "./parse.ts";
import { namesInDeadZone } from "./scopes.ts";
import { findOwn, isAwaitUsing } from "./syntax.ts";

/** An await of a function that is rewritten. */
export function planAwait(draft: Draft, node: ts.AwaitExpression): void {
  if (!draft.inRewritten) return;
  const { ts, sourceFile } = draft.file;
  const parenthesize = !isBareYieldAllowed(ts, node);
  const start = node.getStart(sourceFile) + "await".length;
  const gap = sourceFile.text.slice(start, node.expression.getStart(sourceFile));
  draft.add({
    kind: "await",
    node,
    parenthesize,
    wrapOperand: /[\n\r\u2028\u2029]/.test(gap),
    semicolon: parenthesize && opensAfterOpenStatement(ts, node),
  });
}

/** What an async generator hands out, or delegates to. */
export function planYield(draft: Draft, node: ts.YieldExpression): void {
  if (draft.inGenerator) draft.add({ kind: "yield", node });
}

/** An async generator awaits what it returns. */
export function planReturn(draft: Draft, node: ts.ReturnStatement): void {
  if (!draft.inGenerator || !node.expression) return;
  draft.add({ kind: "return", node, wrapOperand: isCommaExpression(draft.file.ts, node.expression) });
}

function isCommaExpression(ts: TypeScript, node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
}

/** Whether an AssignmentExpression may stand where the await stands, so that `yield x` needs no parentheses. */
function isBareYieldAllowed(ts: TypeScript, node: ts.Expression): boolean {
  const { parent } = node;
  if (openPositions(ts).has(parent.kind)) return true;
  // `yield x as T` groups differently, and means the same: the type is erased from the operand instead.
  if ((ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) && parent.expression === node) {
    return isBareYieldAllowed(ts, parent);
  }
  if (ts.isBinaryExpression(parent)) return isRightOfAssignmentOrComma(ts, parent, node);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node;
}

function isRightOfAssignmentOrComma(ts: TypeScript, parent: ts.BinaryExpression, node: ts.Node): boolean {
  const { kind } = parent.operatorToken;
  if (kind === ts.SyntaxKind.CommaToken) return true;
  return (
    parent.right === node && kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
  );
}

/** Parents under which every expression may be an AssignmentExpression. */
const openPositions = perTypeScript(({ SyntaxKind }): ReadonlySet<ts.SyntaxKind> => {
  return new Set([
    SyntaxKind.ParenthesizedExpression,
    SyntaxKind.ExpressionStatement,
    SyntaxKind.VariableDeclaration,
    SyntaxKind.BindingElement,
    SyntaxKind.PropertyAssignment,
    SyntaxKind.ShorthandPropertyAssignment,
    SyntaxKind.SpreadAssignment,
    SyntaxKind.SpreadElement,
    SyntaxKind.ArrayLiteralExpression,
    SyntaxKind.TemplateSpan,
    SyntaxKind.ComputedPropertyName,
    SyntaxKind.IfStatement,
    SyntaxKind.WhileStatement,
    SyntaxKind.DoStatement,
    SyntaxKind.SwitchStatement,
    SyntaxKind.CaseClause,
    SyntaxKind.WithStatement,
    SyntaxKind.ForStatement,
    SyntaxKind.ForOfStatement,
    SyntaxKind.ForInStatement,
    SyntaxKind.ReturnStatement,
    SyntaxKind.ThrowStatement,
    SyntaxKind.AwaitExpression,
    SyntaxKind.YieldExpression,
    SyntaxKind.ArrowFunction,
    SyntaxKind.JsxExpression,
    SyntaxKind.JsxSpreadAttribute,
  ]);
});

/** Whether a parenthesis at the start of this await's statement would call the statement above. */
function opensAfterOpenStatement(ts: TypeScript, node: ts.Node): boolean {
  let statement = node;
  while (!ts.isStatement(statement)) statement = statement.parent;
  if (statement.getStart() !== node.getStart()) return false;
  const { statements } = statement.parent as { statements?: ts.NodeArray<ts.Statement> };
  const before = statements?.[statements.indexOf(statement as ts.Statement) - 1];
  return before !== undefined && isOpen(ts, before);
}

/** Whether a statement ends without a semicolon of its own, so that the next line may continue it. */
function isOpen(ts: TypeScript, node: ts.Statement): boolean {
  if (ts.isIfStatement(node)) return isOpen(ts, node.elseStatement ?? node.thenStatement);
  if (ts.isLabeledStatement(node) || ts.isWithStatement(node)) return isOpen(ts, node.statement);
  if (ts.isIterationStatement(node, false) && !ts.isDoStatement(node)) return isOpen(ts, node.statement);
  const isClosed =
    ts.isBlock(node) ||
    ts.isTryStatement(node) ||
    ts.isSwitchStatement(node) ||
    ts.isFunctionDeclaration(node);
  return !isClosed && !ts.isClassDeclaration(node) && !node.getText().endsWith(";");
}

/** A `for await` of a function that is rewritten, together with its labels. */
export function planForAwait(draft: Draft, node: ts.ForOfStatement | ts.LabeledStatement): void {
  const { ts, names } = draft.file;
  // The outermost label plans the loop, as the block goes around it.
  if (!draft.inRewritten || ts.isLabeledStatement(node.parent)) return;
  const labels: string[] = [];
  let inner: ts.Statement = node;
  for (; ts.isLabeledStatement(inner); inner = inner.statement) labels.push(inner.label.text);
  if (!ts.isForOfStatement(inner) || !inner.awaitModifier) return;
  const [iterator, error] = [names.shared("iterator"), names.shared("error")];
  const using = isAwaitUsing(ts, inner.initializer) ? { resources: names.shared("resources") } : {};
  const hiddenNames = namesInDeadZone(draft.file, inner);
  const hidden =
    hiddenNames.length > 0 ? { hidden: { scope: names.shared("scope"), names: hiddenNames } } : {};
  draft.add({ kind: "forAwait", node: inner, outer: node, labels, iterator, error, ...hidden, ...using });
}

/** A catch clause around an await lets a BaseException pass, unless it names one or ends in a throw. */
export function planCatch(draft: Draft, node: ts.CatchClause): void {
  const { ts, names, options } = draft.file;
  if (!draft.inRewritten || options.catch === "all") return;
  if (
    endsInThrow(ts, node.block) ||
    !holdsAwait(draft, node.parent.tryBlock) ||
    namesBaseException(draft, node.block)
  )
    return;
  const variable = node.variableDeclaration?.name;
  if (variable && ts.isIdentifier(variable)) {
    draft.add({ kind: "catch", node, binding: "simple", name: variable.text });
  } else {
    draft.add({ kind: "catch", node, binding: variable ? "pattern" : "none", name: names.shared("error") });
  }
}

/** A yield and a return of an async generator await as well. */
function holdsAwait({ file: { ts }, inGenerator }: Draft, block: ts.Block): boolean {
  const isAwait = (node: ts.Node) =>
    ts.isAwaitExpression(node) ||
    isAwaitUsing(ts, node) ||
    (inGenerator && (ts.isYieldExpression(node) || (ts.isReturnStatement(node) && !!node.expression))) ||
    (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
  return findOwn(ts, block, isAwait) !== undefined;
}

function endsInThrow(ts: TypeScript, block: ts.Block): boolean {
  const last = block.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last);
}

function namesBaseException(draft: Draft, block: ts.Block): boolean {
  const { ts, baseExceptions } = draft.file;
  const visit = (node: ts.Node): true | undefined =>
    namesKnown(ts, node, baseExceptions) || ts.forEachChild(node, visit) || undefined;
  return baseExceptions.size > 0 && (visit(block) ?? false);
}

/** How a new line may begin that continues a call; an arrow function it cannot continue. */
const continuations = /^(?:[([`+\-*/.<,]|in\b|instanceof\b)/;

/**
 * An arrow function ends its statement or field by itself, and so does a bare `yield`; the call that it becomes
 * does not. Where the next line could continue the call a semicolon parts them.
 */
export function planSemicolon(draft: Draft, node: ts.Node): void {
  const { ts, sourceFile } = draft.file;
  if (!openEnded(ts)[node.kind]) return;
  if (sourceFile.text[node.end - 1] === ";" || !continuations.test(textAfter(sourceFile.text, node.end)))
    return;
  if (endsInNewCall(draft, node)) draft.add({ kind: "semicolon", node });
}

/** Statements and members that end with their expression, with or without a semicolon. */
const openEnded = perTypeScript(({ SyntaxKind }) => {
  const table: boolean[] = [];
  for (let kind = SyntaxKind.FirstStatement; kind <= SyntaxKind.LastStatement; kind++) table[kind] = true;
  table[SyntaxKind.PropertyDeclaration] = true;
  table[SyntaxKind.ExportAssignment] = true;
  return table;
});

/** The text from the next token on. */
function textAfter(text: string, position: number): string {
  const trivia = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = position;
  trivia.test(text);
  return text.slice(trivia.lastIndex, trivia.lastIndex + 12);
}

function endsInNewCall({ file: { ts }, selected, inGenerator }: Draft, node: ts.Node): boolean {
  const visit = (child: ts.Node): true | undefined => {
    if (child.end !== node.end) return undefined;
    if (ts.isArrowFunction(child) && selected.has(child)) return true;
    if (ts.isYieldExpression(child) && !child.expression) return inGenerator || undefined;
    // A block at the end closes the statement, whatever stands in it.
    return ts.isBlock(child) ? undefined : ts.forEachChild(child, visit);
  };
  return ts.forEachChild(node, visit) ?? false;
}
