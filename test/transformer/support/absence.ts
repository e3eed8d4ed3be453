/** Says what is left in an output of the forms that the rewrite is there to remove. */
import ts from "typescript";

/** Every `await`, `for await` and `async` in functions outside of `"use native"`, with its line. */
export function remains(code: string, filename = "output.js"): string[] {
  const output = ts.createSourceFile(filename, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, isTop: boolean): void => {
    if (isNative(node)) return;
    const form = formOf(node);
    // At the top of a module an await is at home.
    if (form && !(isTop && form !== "async"))
      found.push(`${form} at line ${output.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, (child) => visit(child, isTop && !ts.isFunctionLike(node)));
  };
  visit(output, true);
  return found;
}

function formOf(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return "await";
  if (ts.isForOfStatement(node) && node.awaitModifier) return "for await";
  if (
    ts.isVariableDeclarationList(node) &&
    (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing
  )
    return "await using";
  return node.kind === ts.SyntaxKind.AsyncKeyword ? "async" : undefined;
}

function isNative(node: ts.Node): boolean {
  const body = ts.isSourceFile(node)
    ? node
    : ts.isFunctionLike(node) && "body" in node
      ? node.body
      : undefined;
  if (!body || typeof body !== "object" || !("statements" in body)) return false;
  const statements = body.statements as readonly ts.Statement[];
  return statements.some(
    (statement) =>
      ts.isExpressionStatement(statement) &&
      ts.isStringLiteral(statement.expression) &&
      statement.expression.text === "use native",
  );
}
