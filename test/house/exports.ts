/**
 * What a file exports, somebody imports: a name that only its own file uses tells a reader, wrongly, that
 * others rely on it.
 *
 * Only values are asked for. A type has to be exported as soon as the signature of an exported function
 * speaks of it, whether anybody names it or not.
 */
import ts from "typescript";
import { importsOf } from "./imports.ts";
import { type Fault, faultAt, nodesOf, type Rule, type Source } from "./sources.ts";

/** Every value that a file exports by name is imported by another one, be it a test. */
export const unusedExports: Rule = (sources) => {
  const used = Map.groupBy(sources.flatMap(namesUsedBy), ({ path }) => path);
  return sources.flatMap((source) => {
    // A file that nobody imports is an entry of the package: its exports are for users.
    const names = used.get(source.path)?.flatMap(({ names }) => names) ?? ["*"];
    return names.includes("*") ? [] : faultsOf(source, new Set(names));
  });
};

function faultsOf(source: Source, used: ReadonlySet<string>): Fault[] {
  return exportedValues(source)
    .filter((name) => !used.has(name.text))
    .map((name) => faultAt(source, name.getStart(), `exports ${name.text}, which no other file imports`));
}

function exportedValues({ tree }: Source): ts.Identifier[] {
  return tree.statements
    .filter(isExported)
    .flatMap(valuesOf)
    .flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name] : []));
}

function valuesOf(statement: ts.Statement): ts.NamedDeclaration[] {
  if (ts.isVariableStatement(statement)) return [...statement.declarationList.declarations];
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ? [statement] : [];
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const kinds = modifiers.map(({ kind }) => kind);
  return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword);
}

/** What a file imports or re-exports, and from where; `*` where it takes all. */
function namesUsedBy(source: Source): { readonly path: string; readonly names: readonly string[] }[] {
  return importsOf(source).flatMap(({ target, deferred, node }) =>
    target === undefined ? [] : [{ path: target, names: deferred ? ["*"] : namesOf(node) }],
  );
}

function namesOf(node: ts.Node): string[] {
  const isWhole = (inner: ts.Node) =>
    ts.isNamespaceImport(inner) || (ts.isExportDeclaration(inner) && !inner.exportClause);
  return [...nodesOf(node)].flatMap((inner) => {
    if (isWhole(inner)) return ["*"];
    const isNamed = ts.isImportSpecifier(inner) || ts.isExportSpecifier(inner);
    return isNamed ? [(inner.propertyName ?? inner.name).text] : [];
  });
}
