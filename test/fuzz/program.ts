/**
 * A random program as plain data: a tree of nodes, each of a form that forms.ts knows how to write down.
 *
 * Nothing here chooses (generate.ts), writes (print.ts) or runs (run.ts).
 */

/** What stands in a template beside other nodes: numbers, words and flags. */
export type Value = number | string | boolean | null;

/** An expression or a statement. */
export interface Node {
  /** The name of its form. */
  readonly form: string;
  /** Unique in its program: what the node traces begins with it. */
  readonly label: string;
  readonly values: Readonly<Record<string, Value>>;
  /** The expressions in it. */
  readonly parts: readonly Node[];
  /** The lists of statements in it. */
  readonly bodies: readonly (readonly Node[])[];
}

/** How it is run: to its end by one call of `run`, or again whenever an interrupt or a stop has left the loop. */
export type Driver = "run" | "runner" | "loop";

/** The functions `f0`, `f1`… of which each calls only later ones, so that every program ends. */
export interface Program {
  readonly name: string;
  /** Whether all tasks start eagerly. */
  readonly eager: boolean;
  /** Whether its loop is in debug mode, which must change nothing. */
  readonly debug: boolean;
  readonly driver: Driver;
  readonly functions: readonly (readonly Node[])[];
}

/** All nodes of a list of statements, outermost first. */
export function* nodesOf(statements: readonly Node[]): Generator<Node> {
  for (const node of statements) {
    yield node;
    yield* nodesOf(node.parts);
    for (const body of node.bodies) yield* nodesOf(body);
  }
}

/** How many nodes a program has. */
export function sizeOf(program: Program): number {
  return program.functions.reduce((size, statements) => size + [...nodesOf(statements)].length, 0);
}
