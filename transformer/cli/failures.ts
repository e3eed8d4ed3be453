/**
 * What can go wrong on the command line: each failure once, with its code. Printing is done in terminal.ts;
 * what is wrong inside a source file are diagnostics, which have codes of their own.
 */

/** Each code of the command line and what it stands for. A code is never given to another meaning. */
export const codes = {
  /** An option that the rewrite does not have, or with a value it cannot have. */
  option: "TSYNC1000",
  node: "TSYNC3001",
  usage: "TSYNC3002",
  missing: "TSYNC3003",
  tsconfig: "TSYNC3004",
  outDir: "TSYNC3005",
  outside: "TSYNC3006",
  nothing: "TSYNC3007",
  typescript: "TSYNC3008",
  notCompiled: "TSYNC3009",
  system: "TSYNC3010",
  import: "TSYNC3011",
  package: "TSYNC3012",
  map: "TSYNC3013",
} as const;

/** A failure that is told in one line and needs no stack: what is the matter, and what to do. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;

  constructor(kind: keyof typeof codes, message: string) {
    super(message);
    this.code = codes[kind];
  }
}

/** The failure that an error means to the user; undefined for one that is a bug of ours. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return undefined;
  const message = error.message.replace(/^tsyncio: /, "").replaceAll("\n", "; ");
  if (error.name === "OptionError") return new Failure("option", message);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "ERR_INVALID_PACKAGE_CONFIG") return new Failure("package", message);
  return code && syscall ? new Failure("system", message) : undefined;
}
