/**
 * Which portable name appears in which pair. The TypeScript half is asked for the meaning of its names (the
 * type checker tells `lock.acquire` from `semaphore.acquire`), the Python half for its text.
 *
 * A name counts for a pair when both halves have it.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { inPython, portable } from "./names.ts";
import { PROGRAMS } from "./pairs.ts";

const ENTRY = fileURLToPath(new URL("../../dist/runtime/index.d.ts", import.meta.url));

/** Our interfaces, and parts of classes, under the name of the class that they stand for. */
const classOf: Readonly<Record<string, string>> = {
  AbstractEventLoop: "EventLoop",
  Turns: "EventLoop",
  VirtualEventLoop: "EventLoop",
};

/** Portable names with the stems of the pairs that have them, in the order of names.ts. */
export function coverage(folder: string = PROGRAMS): Map<string, string[]> {
  const found = new Map(portableNames().map((name): [string, string[]] => [name, []]));
  const program = programOf(folder);
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.startsWith(folder) || source.fileName === join(folder, "conformance.ts")) continue;
    const stem = source.fileName.slice(folder.length, -".ts".length);
    const python = readFileSync(join(folder, `${stem}.py`), "utf8");
    for (const name of namesIn(source, program.getTypeChecker())) {
      if (pythonHas(python, name)) found.get(name)?.push(stem);
    }
  }
  return found;
}

/** All names of names.ts in one list. */
export function portableNames(): string[] {
  return Object.values(portable).flat();
}

/** The values that the package exports and the public members of its classes, as the built declarations tell. */
export function publicNames(): string[] {
  const program = ts.createProgram([ENTRY], { skipLibCheck: true, target: ts.ScriptTarget.ESNext });
  const checker = program.getTypeChecker();
  const entry = checker.getSymbolAtLocation(program.getSourceFile(ENTRY) as ts.SourceFile) as ts.Symbol;
  const names = checker.getExportsOfModule(entry).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(symbol.flags & ts.SymbolFlags.Value)) return [];
    return [exported.name, ...(symbol.flags & ts.SymbolFlags.Class ? membersOf(symbol, checker) : [])];
  });
  return [...new Set(names)];
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const ofInstances = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
  const ofTheClass = checker.getTypeOfSymbol(symbol).getProperties();
  return [...ofInstances, ...ofTheClass]
    .filter(({ name }) => /^[a-zA-Z]\w*$/.test(name) && !["toString", "prototype"].includes(name))
    .flatMap((member) => ownersOf(member).map((owner) => `${owner}.${member.name}`));
}

/** The classes of ours that declare a member. */
function ownersOf(member: ts.Symbol): string[] {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (member.declarations ?? []).flatMap((declaration) => {
    const { parent } = declaration;
    if (ts.getCombinedModifierFlags(declaration) & hidden || !ts.isClassDeclaration(parent)) return [];
    return parent.name === undefined ? [] : [classOf[parent.name.text] ?? parent.name.text];
  });
}

function programOf(folder: string): ts.Program {
  return ts.createProgram(ts.sys.readDirectory(folder, [".ts"]), optionsOfPrograms());
}

/** Sources that are given by path and text, and what they import from files. */
export function sourcesOf(texts: ReadonlyMap<string, string>): ts.Program {
  const options = optionsOfPrograms();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version);
  };
  return ts.createProgram([...texts.keys()], options, host);
}

function optionsOfPrograms(): ts.CompilerOptions {
  const config = join(PROGRAMS, "tsconfig.json");
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic },
  );
  return parsed?.options ?? {};
}

function onUnRecoverableConfigFileDiagnostic(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
}

/** The names of ours that a program uses: what it imports, and the members it reads. */
function namesIn(source: ts.SourceFile, checker: ts.TypeChecker): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) for (const name of importsOf(node)) names.add(name);
    if (ts.isPropertyAccessExpression(node)) for (const name of memberNames(node, checker)) names.add(name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function importsOf({ moduleSpecifier, importClause }: ts.ImportDeclaration): string[] {
  if (!/^tsyncio/.test((moduleSpecifier as ts.StringLiteral).text)) return [];
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.filter((each) => !each.isTypeOnly).map((each) => asPortable(each.name.text));
}

/** A loop on the virtual clock stands for the loop. */
function asPortable(name: string): string {
  return name === "VirtualEventLoop" ? "EventLoop" : name;
}

/** `Class.member` of what is read, by the class that declares it. */
export function memberNames(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): string[] {
  const declarations = checker.getSymbolAtLocation(node.name)?.declarations ?? [];
  return declarations.flatMap(({ parent }) => {
    if (!ts.isClassLike(parent) && !ts.isInterfaceDeclaration(parent)) return [];
    const owner = parent.name?.text ?? "";
    return [`${classOf[owner] ?? owner}.${node.name.text}`];
  });
}

/** Whether a text in Python has the word that stands for a name of ours. */
export function pythonHas(text: string, name: string): boolean {
  const last = name.split(".").at(-1) as string;
  const word = inPython[name] ?? last.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new RegExp(`(?<!\\w)(${word}|${last})(?!\\w)`).test(text);
}
