/**
 * The public names of a module, and what their documentation lacks. Names are read with TypeScript's
 * checker, so re-exports are followed and types count as well as values.
 */
import { join } from "node:path";
import ts from "typescript";
import { type Fault, root } from "./sources.ts";

export interface PublicName {
  readonly name: string;
  /** A class is both a value and a type; it counts as a value. */
  readonly isValue: boolean;
  readonly declaration: ts.Declaration;
}

/** The names that a module exports. `planted` replaces files of the tree by made-up ones. */
export function publicNames(entry: string, planted: Readonly<Record<string, string>> = {}): PublicName[] {
  const program = ts.createProgram([join(root, entry)], options, hostWith(planted));
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, entry)) as ts.SourceFile);
  if (module === undefined) throw new Error(`${entry} is no module: it exports nothing`);
  return checker.getExportsOfModule(module).map((symbol) => describe(symbol, checker));
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  types: [],
  noEmit: true,
  allowImportingTsExtensions: true,
};

function hostWith(planted: Readonly<Record<string, string>>): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const texts = new Map(Object.entries(planted).map(([path, text]) => [join(root, path), text]));
  const { readFile, fileExists } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, version) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, version, true);
  };
  return host;
}

function describe(symbol: ts.Symbol, checker: ts.TypeChecker): PublicName {
  const origin = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = documented(origin.declarations ?? []);
  if (declaration === undefined) throw new Error(`${symbol.name} is exported but nowhere declared`);
  return { name: symbol.name, isValue: (origin.flags & ts.SymbolFlags.Value) !== 0, declaration };
}

/** Of overloads or merged declarations, the one that carries the documentation. */
function documented(declarations: readonly ts.Declaration[]): ts.Declaration | undefined {
  return declarations.find((declaration) => exampleOf(declaration) !== undefined) ?? declarations[0];
}

/** The names that are in one of the lists only. */
export function nameFaults(found: readonly string[], promised: readonly string[]): Fault[] {
  const missing = promised.filter((name) => !found.includes(name));
  const surplus = found.filter((name) => !promised.includes(name));
  return [
    ...missing.map((name) => `${name} is promised but not exported`),
    ...surplus.map((name) => `${name} is exported but not promised`),
  ];
}

/** An exported value says what it is and shows it in use; an exported type says what it is. */
export function documentationFaults(item: PublicName): Fault[] {
  const { name, isValue, declaration } = item;
  if (!hasDocumentation(declaration)) return [`${name} has no documentation`];
  if (isValue && exampleOf(declaration) === undefined) return [`${name} has no @example`];
  return ts.isClassLike(declaration) ? memberFaults(name, declaration) : [];
}

function memberFaults(name: string, declaration: ts.ClassLikeDeclaration): Fault[] {
  const members = declaration.members.filter(isPublic);
  const groups = Map.groupBy(members, (member) => member.name?.getText() ?? "");
  return [...groups]
    .filter(([, overloads]) => !overloads.some(hasDocumentation))
    .map(([member]) => `${name}.${member} has no documentation`);
}

/** What overrides or answers to a protocol of the language is documented where the name comes from. */
function isPublic(member: ts.ClassElement): boolean {
  const { name } = member;
  if (name === undefined || !ts.isIdentifier(name) || name.text.startsWith("_")) return false;
  if (name.text === "toString") return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;
  return (ts.getCombinedModifierFlags(member) & hidden) === 0;
}

function hasDocumentation(declaration: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(declaration).length > 0;
}

function exampleOf(declaration: ts.Node): ts.JSDocTag | undefined {
  return ts.getJSDocTags(declaration).find((tag) => tag.tagName.text === "example");
}
