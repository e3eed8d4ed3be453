/**
 * The options a user may give, their defaults and their validation. Where a rewrite applies inside a file
 * (directives, forms) is decided in analyze.ts; here only which files are taken.
 */

/** What a user may set; every host passes it on as it stands. */
export interface Options {
  /** `"all"` (default): every async function; `"directive"`: only what carries `"use coroutine"`. */
  readonly mode?: "all" | "directive";
  /**
   * `"exception"` (default): a catch clause around an await lets CancelledError and the other
   * BaseExceptions pass unless it names one or ends in a throw; `"all"`: it gets everything.
   */
  readonly catch?: "exception" | "all";
  /** Globs or regular expressions of the files to take; without it all are taken. */
  readonly include?: Pattern | readonly Pattern[];
  /** Globs or regular expressions of files to leave alone; it wins over `include`. */
  readonly exclude?: Pattern | readonly Pattern[];
  /** The module that emitted code imports (default `tsyncio/compiled`). */
  readonly runtime?: string;
  /** Adds to the map the text of the source, so that a debugger shows it without the file. */
  readonly debug?: boolean;
}

/** A glob (`src/**`, `*.test.ts`) or a regular expression, matched against the path of a file. */
export type Pattern = string | RegExp;

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly mode: "all" | "directive";
  readonly catch: "exception" | "all";
  readonly include: readonly Pattern[];
  readonly exclude: readonly Pattern[];
  readonly runtime: string;
  readonly debug: boolean;
}
