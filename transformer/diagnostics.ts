/**
 * Every warning and refusal of the transformer: its code, its sentence, the remedy and the code frame.
 * Where one is due is decided in analyze; who prints it is the host's affair.
 */
import type ts from "typescript";

/** One finding about a source file, as data. Lines and columns count from 1, `start` from 0. */
export interface Diagnostic {
  /** `TSYNC1001`, or `TS1005` for one of TypeScript's own. */
  readonly code: string;
  readonly category: "error" | "warning";
  /** What is the matter, in one sentence. */
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

/** A place in a source file that a diagnostic speaks of. */
export interface Place {
  readonly sourceFile: ts.SourceFile;
  readonly node: ts.Node;
}
