/**
 * The examples of the documentation as programs: found, completed, and told what they should print.
 *
 * An example is a fenced block marked `ts`, in a Markdown file or below `@example` in a JSDoc comment.
 * - A block that imports something, or that starts a loop itself, is a whole program; any other is the
 *   body of a coroutine. Public names that it uses without importing are imported for it.
 * - `console.log(x); // -> text`, `x; // -> text` and `const y = x; // -> text` are checked: the
 *   statement must be reached, and each time its value must print as the text.
 */
import MagicString from "magic-string";
import ts from "typescript";
import { nodesOf } from "./sources.ts";

export interface Example {
  /** Where the block begins: path:line. */
  readonly place: string;
  readonly code: string;
}

/** Public names, each with the entry that it is imported from. */
export type Names = ReadonlyMap<string, string>;

export function examplesIn(path: string, text: string): Example[] {
  if (path.endsWith(".md")) return fencedBlocks(path, text, 0);
  return [...text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)].flatMap((comment) =>
    fencedBlocks(path, withoutStars(comment[0]), linesBefore(text, comment.index)),
  );
}

function withoutStars(comment: string): string {
  return comment.replace(/^[ \t]*(\/\*\*|\*\/|\* ?)/gm, "");
}

function fencedBlocks(path: string, text: string, offset: number): Example[] {
  return [...text.matchAll(/^([ \t]*)```ts\n([\s\S]*?)^\1```/gm)].map((block) => ({
    place: `${path}:${offset + linesBefore(text, block.index) + 2}`,
    code: block[2] ?? "",
  }));
}

function linesBefore(text: string, index: number): number {
  return text.slice(0, index).split("\n").length - 1;
}

/** An `@example` without a fenced block would never run. */
export function unfencedExamples(path: string, text: string): string[] {
  return [...text.matchAll(/@example\b(?!\s*(?:\*\s*)*```ts\n)/g)].map(
    ({ index }) => `${path}:${linesBefore(text, index) + 1}: @example without a block marked ts`,
  );
}

/** The names whose use shows that a block starts its loop itself. */
const starters = new Set(["run", "runVirtual", "Runner", "newEventLoop", "VirtualEventLoop"]);

/** Completes a block to a module; the first line is ours, so a line of the block keeps its number plus one. */
export function toProgram(code: string, names: Names): string {
  const tree = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const used = freeNames(tree);
  const body = withChecks(tree);
  if (tree.statements.some(ts.isImportDeclaration)) return `${declareCheck}\n${body}`;
  const wanted = [...used].filter((name) => names.has(name));
  if (wanted.some((name) => starters.has(name))) return `${declareCheck}${importing(wanted, names)}\n${body}`;
  const head = importing([...new Set([...wanted, "run"])], names);
  return `${declareCheck}${head} async function main() {\n${body}\n}\nawait run(main());\n`;
}

const declareCheck =
  "declare function check(line: number, text: string): (...values: unknown[]) => void; export {}; ";

function importing(wanted: readonly string[], names: Names): string {
  const groups = Map.groupBy(wanted, (name) => names.get(name) ?? "tsyncio");
  return [...groups].map(([entry, group]) => `import { ${group.join(", ")} } from "${entry}"; `).join("");
}

/** The names that a block uses and does not declare; properties are no names. */
function freeNames(tree: ts.SourceFile): Set<string> {
  const identifiers = [...nodesOf(tree)].filter(ts.isIdentifier);
  const declared = new Set(identifiers.filter(isDeclared).map(({ text }) => text));
  return new Set(
    identifiers
      .filter((node) => !isDeclared(node) && !isProperty(node))
      .map(({ text }) => text)
      .filter((text) => !declared.has(text)),
  );
}

function isDeclared({ parent }: ts.Identifier): boolean {
  return ts.isVariableDeclaration(parent) || ts.isFunctionDeclaration(parent);
}

function isProperty(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function withChecks(tree: ts.SourceFile): string {
  const edited = new MagicString(tree.text);
  const statements = [...nodesOf(tree)].filter(ts.isStatement);
  for (const { index, 1: text = "" } of tree.text.matchAll(/\/\/ -> (.*)$/gm)) {
    const check = `check(${linesBefore(tree.text, index) + 1}, ${JSON.stringify(text.trim())})`;
    const statement = statements
      .filter(({ end }) => end <= index && onlySpaces(tree.text.slice(end, index)))
      .pop();
    if (statement === undefined) throw new Error(`${check} stands beside no statement`);
    addCheck(edited, statement, check);
  }
  return edited.toString();
}

function onlySpaces(text: string): boolean {
  return /^[ \t]*$/.test(text);
}

function addCheck(edited: MagicString, statement: ts.Statement, check: string): void {
  if (ts.isVariableStatement(statement)) checkVariable(edited, statement, check);
  else if (ts.isExpressionStatement(statement)) checkExpression(edited, statement.expression, check);
  else throw new Error(`${check} stands beside no expression`);
}

function checkExpression(edited: MagicString, expression: ts.Expression, check: string): void {
  if (ts.isCallExpression(expression) && expression.expression.getText() === "console.log") {
    edited.overwrite(expression.expression.getStart(), expression.expression.end, check);
  } else {
    edited.appendLeft(expression.getStart(), `${check}(`).appendRight(expression.end, ")");
  }
}

function checkVariable(edited: MagicString, statement: ts.VariableStatement, check: string): void {
  const name = statement.declarationList.declarations[0]?.name.getText();
  edited.appendRight(statement.end, ` ${check}(${name});`);
}
