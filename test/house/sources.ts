/**
 * The files that the rules of the house judge.
 *
 * A rule is a pure function from sources to faults: the tests hand it the real tree, and then made-up
 * files with a fault planted, to see that it bites. No rule lives here, only the reading of files.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

/** The folder of the repository. */
export const root = join(import.meta.dirname, "../..");

/** One source file, with its path written from the root of the repository, with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** A breach of a rule: "path:line: sentence". */
export type Fault = string;

/** A rule gives the faults that it finds, none when all is well. */
export type Rule = (sources: readonly Source[]) => Fault[];

export function source(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** All TypeScript files under the given folders. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) => filesUnder(folder, ".ts").map(readSource));
}

function readSource(path: string): Source {
  return source(path, readFileSync(join(root, path), "utf8"));
}

/** The paths of the files under a folder whose names end so, in alphabetical order. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

export function faultAt(source: Source, position: number, sentence: string): Fault {
  return `${source.path}:${lineOf(source, position)}: ${sentence}`;
}

/** The line of a position, counted from 1. */
function lineOf(source: Source, position: number): number {
  return source.tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** Every node of a tree, parents before children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}
