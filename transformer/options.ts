/**
 * The options a user may give, their defaults and their validation. Where a rewrite applies inside a file
 * (directives, forms) is decided in selection.ts; here only which files are taken.
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
  /**
   * Lets the runtime see each call whose value may be a coroutine that nobody awaits, so that it can report it
   * with the place of the call; and puts the text of the source into the map, so that a debugger shows it without
   * the file.
   */
  readonly debug?: boolean;
}

/**
 * A regular expression, or a glob with `**`, `*`, `?` and `{a,b}`. A glob that does not start with `/` may
 * match below any folder: `src/*.ts` takes `app/src/a.ts`.
 */
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

/** An option that does not exist or has a value it cannot have; the message says what is allowed. */
export class OptionError extends TypeError {
  override readonly name = "OptionError";
}

interface Rule {
  readonly allowed: string;
  accepts(value: unknown): boolean;
}

const patterns: Rule = {
  allowed: "a glob, a regular expression, or an array of these",
  accepts: (value) => [value].flat().every((one) => typeof one === "string" || one instanceof RegExp),
};

const rules: Record<keyof Options, Rule> = {
  mode: oneOf("all", "directive"),
  catch: oneOf("exception", "all"),
  include: patterns,
  exclude: patterns,
  runtime: { allowed: "the name of a module", accepts: (value) => typeof value === "string" && value !== "" },
  debug: { allowed: "true or false", accepts: (value) => typeof value === "boolean" },
};

function oneOf(...values: string[]): Rule {
  const allowed = values.map((value) => JSON.stringify(value)).join(" or ");
  return { allowed, accepts: (value) => values.includes(value as string) };
}

/**
 * Checks options and fills in the defaults. An option that is `undefined` counts as not given.
 *
 * @throws OptionError for an unknown option or a value that is not allowed.
 */
export function resolveOptions(options: unknown = {}): ResolvedOptions {
  if (typeof options !== "object" || options === null) {
    throw new OptionError(`tsyncio: the options must be an object, not ${show(options)}`);
  }
  for (const [name, value] of Object.entries(options)) checkOption(name, value);
  const given = options as Options;
  return {
    mode: given.mode ?? "all",
    catch: given.catch ?? "exception",
    include: [given.include ?? []].flat(),
    exclude: [given.exclude ?? []].flat(),
    runtime: given.runtime ?? "tsyncio/compiled",
    debug: given.debug ?? false,
  };
}

/**
 * The same for options that somebody wrote down, in a file or in a call: the error tells that place, too.
 *
 * @throws OptionError as `resolveOptions`.
 */
export function resolveOptionsAt(place: string, options: unknown): ResolvedOptions {
  try {
    return resolveOptions(options);
  } catch (error) {
    if (error instanceof OptionError) error.message += `\n${place}`;
    throw error;
  }
}

function checkOption(name: string, value: unknown): void {
  if (!Object.hasOwn(rules, name)) {
    throw new OptionError(
      `tsyncio: unknown option "${name}" (given: ${show(value)}); the options are ${Object.keys(rules).join(", ")}`,
    );
  }
  const rule = rules[name as keyof Options];
  if (value === undefined || rule.accepts(value)) return;
  throw new OptionError(`tsyncio: option "${name}" must be ${rule.allowed}, not ${show(value)}`);
}

/** What is neither an option nor has a default. @throws OptionError when it is no string. */
export function requireString(what: string, value: unknown): asserts value is string {
  if (typeof value !== "string")
    throw new OptionError(`tsyncio: ${what} must be a string, not ${show(value)}`);
}

function show(value: unknown): string {
  if (typeof value === "function") return "a function";
  return JSON.stringify(value) ?? String(value);
}

/** What a file must hold to be worth a look: a host that filters by text never calls us for others. */
export const asyncWord = /\basync\b/;

/**
 * Whether a file is rewritten at all: TypeScript or JavaScript, no declaration file, not of a dependency,
 * and wanted by `include` and `exclude`.
 */
export function takesFile(filename: string, options: ResolvedOptions): boolean {
  const path = filename.replaceAll("\\", "/");
  if (!/\.[cm]?[jt]sx?$/.test(path) || isDeclarationFile(path) || isDependency(path)) return false;
  const included = options.include.length === 0 || options.include.some((pattern) => matches(pattern, path));
  return included && !options.exclude.some((pattern) => matches(pattern, path));
}

const isDeclarationFile = (path: string) => /\.d(\.[^./]+)?\.[cm]?ts$/.test(path);
const isDependency = (path: string) => /(^|\/)node_modules\//.test(path);

function matches(pattern: Pattern, path: string): boolean {
  const expression = typeof pattern === "string" ? globToRegExp(pattern) : pattern;
  // A sticky or global expression remembers where it stopped in the file before.
  expression.lastIndex = 0;
  return expression.test(path);
}

function globToRegExp(glob: string): RegExp {
  const body = glob
    .replaceAll("\\", "/")
    .replace(/^\.\//, "")
    .replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|[\]\\]/g, (token) => globTokens[token] ?? `\\${token}`);
  return new RegExp(`${glob.startsWith("/") ? "^" : "(?:^|/)"}${body}$`);
}

const globTokens: Record<string, string> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};
