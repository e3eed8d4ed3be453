/**
 * What may be written at a place of a random program: the names in reach and the words that mean something there.
 * Invariant: a scope is never changed from inside; a nested place gets a scope of its own.
 */
import type { Choices } from "./choices.ts";

/** A function that the code at a place may call, so that every program ends: none calls itself. */
export interface Callable {
  /** What stands before the arguments. */
  readonly text: string;
  readonly kind: "async" | "sync" | "asyncGenerator" | "generator";
}

export interface Scope {
  readonly program: ProgramState;
  /** Whether `await` is allowed, and which `yield` is. */
  readonly async: boolean;
  readonly yields: "no" | "sync" | "async";
  /** `this.n` is a number. */
  readonly self: boolean;
  /** `arguments` and `new.target` belong to a function around. */
  readonly owned: boolean;
  /** `super.base(n)` and `super.size` are there. */
  readonly derived: boolean;
  readonly returns: boolean;
  /** Variables that hold numbers; those in `fixed` cannot be assigned to. */
  readonly variables: readonly string[];
  readonly fixed: ReadonlySet<string>;
  readonly callables: readonly Callable[];
  /** Labels of the loops around, and whether there is a loop or a switch to leave. */
  readonly labels: readonly string[];
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  /** How much deeper the program may get. */
  readonly depth: number;
}

/** What all scopes of one program share. */
export interface ProgramState {
  readonly choose: Choices;
  readonly typed: boolean;
  /** How often, of a hundred statements, the semicolon is left to the language. */
  readonly openEnds: number;
  names: number;
}

export function deeper(scope: Scope, changes: Partial<Scope> = {}): Scope {
  return { ...scope, ...changes, depth: scope.depth - 1 };
}

export function withVariable(scope: Scope, name: string, fixed = false): Scope {
  return {
    ...scope,
    variables: [...scope.variables.filter((one) => one !== name), name],
    fixed: new Set([...[...scope.fixed].filter((one) => one !== name), ...(fixed ? [name] : [])]),
  };
}

/** The words that the rewrite itself would like to use, and common ones. */
const words = [
  "x",
  "y",
  "value",
  "error",
  "iterator",
  "resources",
  "resource",
  "tsyncio",
  "key",
  "item",
  "arg0",
];

/** A name that nobody in the program has. */
export function newName(scope: Scope, base?: string): string {
  const { program } = scope;
  return `${base ?? program.choose.of(words)}${program.names++}`;
}

/** The inside of a function: the names around it are in reach, most of the words are not. */
export function functionScope(scope: Scope, changes: Partial<Scope>): Scope {
  // A step more, since the expressions of its statements get one deeper again.
  return deeper(deeper(scope), {
    async: false,
    yields: "no",
    returns: true,
    labels: [],
    inLoop: false,
    inSwitch: false,
    ...changes,
  });
}

export function note(scope: Scope, text: string): string {
  return scope.program.typed ? text : "";
}
