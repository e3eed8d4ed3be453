/**
 * What every part of the analysis of one file shares. Data and lookups only; decisions are elsewhere.
 */
import type ts from "typescript";
import { baseExceptionNames } from "./base-exceptions.ts";
import { Names } from "./names.ts";
import type { ResolvedOptions } from "./options.ts";
import type { ModuleFormat, TypeScript } from "./parse.ts";
import { Scopes } from "./scopes.ts";
import { Survey } from "./survey.ts";

export class FileContext {
  readonly ts: TypeScript;
  readonly sourceFile: ts.SourceFile;
  readonly options: ResolvedOptions;
  readonly format: ModuleFormat;
  readonly survey: Survey;
  readonly scopes: Scopes;
  readonly names: Names;
  readonly #words = new Map<string, boolean>();
  #baseExceptions: ReadonlySet<string> | undefined;

  constructor(ts: TypeScript, sourceFile: ts.SourceFile, options: ResolvedOptions, format: ModuleFormat) {
    this.ts = ts;
    this.sourceFile = sourceFile;
    this.options = options;
    this.format = format;
    this.survey = new Survey(ts, sourceFile);
    this.scopes = new Scopes(ts);
    this.names = new Names(this.survey.identifiers);
  }

  /** Whether a word stands anywhere in the text: otherwise the tree need not be searched for it. */
  mentions(word: string): boolean {
    const known = this.#words.get(word) ?? this.sourceFile.text.includes(word);
    this.#words.set(word, known);
    return known;
  }

  /** What the file calls the exceptions a catch clause lets pass; asked for in few files. */
  get baseExceptions(): ReadonlySet<string> {
    this.#baseExceptions ??= baseExceptionNames(this.ts, this.sourceFile);
    return this.#baseExceptions;
  }
}
