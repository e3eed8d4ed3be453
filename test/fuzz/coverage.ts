/**
 * Which portable names the random programs use: in their own text, or in what they use of the twins (programs/).
 * The type checker tells what a name means; the Python half must have the word.
 *
 * Of a class among the twins counts what `new` runs, what has a computed key (the language calls that), and of the
 * rest only the members that are used.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { memberNames, portableNames, pythonHas, sourcesOf } from "../conformance/coverage.ts";
import { toPython, toTypeScript } from "./print.ts";
import { nodesOf, type Program } from "./program.ts";

const TWINS = fileURLToPath(new URL("programs/", import.meta.url));

/** The portable names that none of the programs uses in both languages. */
export function unusedNames(programs: readonly Program[]): string[] {
  const different = programsThatDiffer(programs);
  const texts = new Map(
    different.map((program, n) => [join(TWINS, `program-${n}.ts`), toTypeScript(program)]),
  );
  const used = usedBy(texts);
  const python = [...different.map(toPython), ...twinsInPython()].join("\n");
  return portableNames().filter((name) => !used.has(name) || !pythonHas(python, name));
}

/** Those that bring a form, a class of errors, a moment or a way to be run that those before do not have. */
function programsThatDiffer(programs: readonly Program[]): Program[] {
  const known = new Set<unknown>();
  return programs.filter((program) => {
    const nodes = program.functions.flatMap((body) => [...nodesOf(body)]);
    const traits = [
      program.driver,
      ...nodes.flatMap(({ form, values }) => [form, values.error, values.when]),
    ];
    const before = known.size;
    for (const trait of traits) known.add(trait);
    return known.size > before;
  });
}

function twinsInPython(): string[] {
  return ts.sys.readDirectory(TWINS, [".py"]).map((file) => readFileSync(file, "utf8"));
}

/** The names of ours that TypeScript programs use, given by path and text. */
function usedBy(texts: ReadonlyMap<string, string>): Set<string> {
  const program = sourcesOf(texts);
  const usage = new Usage(program.getTypeChecker());
  for (const path of texts.keys()) usage.visit(program.getSourceFile(path) as ts.SourceFile);
  return usage.names;
}

class Usage {
  readonly names = new Set<string>();
  readonly #checker: ts.TypeChecker;
  readonly #seen = new Set<ts.Node>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isPropertyAccessExpression(node))
      for (const name of memberNames(node, this.#checker)) this.names.add(name);
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) this.#follow(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  /** To where a name comes from: the package, or a twin. */
  #follow(node: ts.Identifier | ts.PrivateIdentifier): void {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    const imported = symbol?.declarations?.find(ts.isImportSpecifier);
    if (imported?.isTypeOnly) return;
    if (imported !== undefined && fromPackage(imported)) {
      const name = (imported.propertyName ?? imported.name).text;
      this.names.add(name === "VirtualEventLoop" ? "EventLoop" : name);
      return;
    }
    const target = imported && symbol ? this.#checker.getAliasedSymbol(symbol) : symbol;
    for (const declaration of target?.declarations ?? []) this.#enter(declaration);
  }

  #enter(declaration: ts.Declaration): void {
    if (this.#seen.has(declaration) || !declaration.getSourceFile().fileName.startsWith(TWINS)) return;
    this.#seen.add(declaration);
    if (!ts.isClassDeclaration(declaration)) this.visit(declaration);
    else
      for (const part of [...(declaration.heritageClauses ?? []), ...declaration.members])
        if (runsByItself(part)) this.visit(part);
  }
}

function runsByItself(part: ts.Node): boolean {
  if (ts.isMethodDeclaration(part)) return ts.isComputedPropertyName(part.name) || isOverride(part);
  return !ts.isPropertyDeclaration(part) || !isFunction(part.initializer);
}

/** The runtime calls it. */
function isOverride(method: ts.MethodDeclaration): boolean {
  return method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.OverrideKeyword) ?? false;
}

function isFunction(initializer: ts.Expression | undefined): boolean {
  return initializer !== undefined && ts.isArrowFunction(initializer);
}

function fromPackage(imported: ts.ImportSpecifier): boolean {
  const { moduleSpecifier } = imported.parent.parent.parent;
  return /^tsyncio(\/|$)/.test((moduleSpecifier as ts.StringLiteral).text);
}
