/**
 * The text of `await using`: the try around what holds one, its declarations, and the loops with one in the head.
 */
import type ts from "typescript";
import type { TextEdits } from "./emit-text-edits.ts";
import type { ForUsingOperation, ResourcesOperation, UsingOperation } from "./plan.ts";
import { directives } from "./syntax.ts";

/** `const resources = tsyncio.resources(); try {` */
export function resourcesHead({ runtime }: TextEdits, resources: string): string {
  return `const ${resources} = ${runtime}.resources(); try {`;
}

/** `} catch (error) { resources.fail(error); } finally { yield resources.exit(); }` */
export function resourcesTail(edits: TextEdits, resources: string, error: string): string {
  const exit = edits.awaited(`${resources}.exit()`);
  return `} catch (${error}) { ${resources}.fail(${error}); } finally { ${exit}; }`;
}

export function emitResources(edits: TextEdits, { node, resources, error }: ResourcesOperation): void {
  const { ts } = edits;
  const [head, tail] = [resourcesHead(edits, resources), resourcesTail(edits, resources, error)];
  if (!ts.isBlock(node)) {
    edits.before(edits.start(node), `{ ${head} `);
    return edits.after(node.end, ` ${tail} }`);
  }
  const isBody = ts.isFunctionLike(node.parent);
  const prologue = isBody ? directives(ts, node.parent as Parameters<typeof directives>[1]) : [];
  edits.before(prologue.at(-1)?.end ?? node.statements.pos, ` ${head}`);
  edits.before(node.end - 1, `${tail} `);
}

/** `await using x = E` -> `const x = yield resources.enter(E)`. */
export function emitUsing(edits: TextEdits, { node, resources, awaited, named }: UsingOperation): void {
  declareConst(edits, node);
  for (const declaration of node.declarations) {
    const { initializer } = declaration;
    if (!initializer) continue;
    const name = named.has(declaration) ? declaration.name.getText() : undefined;
    const [before, after] = awaited ? edits.awaiting : ["", ""];
    const call = `${before}${resources}.${awaited ? "enter" : "use"}(`;
    edits.before(edits.start(initializer), name ? `${call}{ ${name}: ` : call);
    edits.after(initializer.end, `${name ? ` }.${name}` : ""})${after}`);
  }
}

/** `await using` -> `const`. */
export function declareConst(edits: TextEdits, node: ts.VariableDeclarationList): void {
  const { AwaitKeyword, UsingKeyword } = edits.ts.SyntaxKind;
  const awaitWord = edits.find(node, AwaitKeyword);
  if (awaitWord) edits.removeWord(awaitWord);
  const using = edits.token(node, UsingKeyword);
  edits.replace(edits.start(using), using.end, "const");
}

/** The variable moves into the body; another takes its place in the head. */
export function emitForUsing(
  edits: TextEdits,
  { node, resource, resources, error }: ForUsingOperation,
): void {
  const { ts } = edits;
  const list = node.initializer as ts.VariableDeclarationList;
  const [opening, closing] = [ts.SyntaxKind.OpenParenToken, ts.SyntaxKind.CloseParenToken].map((kind) =>
    edits.token(node, kind),
  ) as [ts.Node, ts.Node];
  declareConst(edits, list);
  edits.after(opening.end, `const ${resource}`);
  edits.before(edits.start(list), " ");
  edits.after(list.end, ` = ${edits.awaited(`${resources}.enter(${resource})`)};`);
  edits.move(edits.start(list), list.end, closing.end);
  edits.after(closing.end, ` { ${resourcesHead(edits, resources)}`);
  edits.after(node.statement.end, ` ${resourcesTail(edits, resources, error)} }`);
}
