/**
 * Every warning and refusal of the transformer: its code, its sentence, the remedy and the code frame.
 * Not here: where one is due (refusals.ts), and how it is printed (each host does that).
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";

/** One finding about a source file, as data. Lines and columns count from 1, `start` from 0. */
export interface Diagnostic {
  /** `TSYNC1001`, or `TS1005` for one of TypeScript's own. */
  readonly code: string;
  readonly category: "error" | "warning";
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  readonly file: string;
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  /** The lines of the source around the place, with a marker beneath it. */
  readonly frame: string;
}

/** Why a function is not rewritten. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const useNative = 'put "use native" into the function if it is to stay native';

/** Each refusal once. A code is never given to another meaning. */
export const refusals = {
  awaitUsing: {
    code: "TSYNC1002",
    message: "`await using` stands directly in a switch clause.",
    remedy: "Put the statements of the clause into a block.",
  },
  yieldName: {
    code: "TSYNC1003",
    message: "`yield` is used as a name in a function that becomes a generator.",
    remedy: "Give it another name.",
  },
  directEval: {
    code: "TSYNC1004",
    message: "A direct eval in an async arrow function may name its `arguments`, `super` or `new.target`.",
    remedy: `Make the arrow an async function, call eval as (0, eval)(text), or ${useNative}.`,
  },
  loopName: {
    code: "TSYNC1007",
    message: "The expression that this `for` iterates over names the resource that the loop declares.",
    remedy: "Give the loop variable another name.",
  },
  computedKey: {
    code: "TSYNC1008",
    message:
      "There is no place for the computed key of this member: its class stands in the head of a loop and awaits or yields.",
    remedy: "Move the class into the body of the loop, or use a literal key.",
  },
  earlyError: {
    code: "TSYNC1015",
    message: "In an async function this is a syntax error of JavaScript.",
    remedy: "Correct the syntax. The function was not rewritten.",
  },
} satisfies Record<string, Refusal>;

/** The diagnostic of a refused function, at the node that is the reason. */
export function refuse(sourceFile: ts.SourceFile, node: ts.Node, refusal: Refusal): Diagnostic {
  const start = node.getStart(sourceFile);
  return diagnosticAt(sourceFile, start, node.getEnd() - start, refusal);
}

/** One of TypeScript's own syntax errors. */
export function fromTypeScript(ts: TypeScript, sourceFile: ts.SourceFile, error: ts.Diagnostic): Diagnostic {
  return {
    code: `TS${error.code}`,
    category: "error",
    message: ts.flattenDiagnosticMessageText(error.messageText, "\n"),
    remedy: "Correct the syntax. The file was not rewritten.",
    ...place(sourceFile, error.start ?? 0, error.length ?? 0),
  };
}

/** An error that a host has found at a place of the source. */
export function diagnosticAt(
  sourceFile: ts.SourceFile,
  start: number,
  length: number,
  finding: Refusal,
): Diagnostic {
  return { ...finding, category: "error", ...place(sourceFile, start, length) };
}

function place(sourceFile: ts.SourceFile, start: number, length: number) {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(start);
  const frame = codeFrame(sourceFile.text, line, character, length);
  return { file: sourceFile.fileName, start, length, line: line + 1, column: character + 1, frame };
}

/** The line, the one above and the one below, numbered, with carets under the place. */
function codeFrame(text: string, line: number, column: number, length: number): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const width = String(line + 2).length;
  const numbered = (at: number) => `${String(at + 1).padStart(width)} | ${lines[at]}`.trimEnd();
  const marked = lines[line] ?? "";
  const carets = "^".repeat(Math.max(1, Math.min(length, marked.length - column)));
  // Tabs stay tabs, so that the carets stand under their text however wide a tab is.
  const indent = marked.slice(0, column).replace(/[^\t]/g, " ");
  const frame = [numbered(line), `${" ".repeat(width)} | ${indent}${carets}`];
  if (line > 0) frame.unshift(numbered(line - 1));
  if (line + 1 < lines.length) frame.push(numbered(line + 1));
  return frame.join("\n");
}

/** A diagnostic as a host prints it: the place, the sentence, the frame, the remedy. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, category, code, message, remedy, frame } = diagnostic;
  return `${file}:${line}:${column} - ${category} ${code}: ${message}\n${frame}\n${remedy}`;
}
