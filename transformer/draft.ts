/**
 * The plan while it is being written: the operations so far, and where in the program the walk stands.
 */
import type ts from "typescript";
import type { FileContext } from "./context.ts";
import type { ExpressionOperation, Operation } from "./plan.ts";
import type { Selection } from "./selection.ts";
import { type AsyncFunction, isGenerator, withAncestors } from "./syntax.ts";

/** An operation that is completed while the nodes inside of its own are visited. */
export type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K];
};

/** An operation that declares variables. */
export interface Home {
  readonly temporaries: string[];
}

/** The rewrite of an expression, until what is inside of it has been visited. */
export type ExpressionDraft = Mutable<ExpressionOperation> & Home;

/** What the walk is inside of: a function, a field, a static block, the file. */
export interface Frame {
  readonly node: ts.Node;
  /** The function is rewritten: its awaits become yields. */
  readonly rewritten: boolean;
  /** The function is to stay as it is, or stands in one that is. */
  readonly native: boolean;
  /** The function is an async generator that is rewritten: its yields hand something out. */
  readonly generator: boolean;
  /** Its code may change: it is rewritten, or it is an arrow function that shares the `this` of such code. */
  readonly concerned: boolean;
  /** The rewrite of an arrow function, which must be given what it takes from outside. */
  readonly arrow?: ExpressionDraft;
}

export class Draft {
  readonly file: FileContext;
  readonly selected: ReadonlySet<ts.Node>;
  readonly natives: ReadonlySet<ts.Node>;
  readonly operations: Operation[] = [];
  /** From the file to the innermost function. */
  readonly frames: Frame[];
  /** From the file to the innermost block. */
  readonly blocks: Home[] = [];
  /** The same, with bodies of arrows and loops that become blocks where a variable needs one. */
  readonly homes: Home[] = [];
  /** New names, by the identifiers that they replace. */
  readonly renamed = new Map<ts.Node, string>();
  /** Identifiers of variables that are replaced by the `value` of a reference. */
  readonly references = new Set<ts.Node>();
  readonly #around: ReadonlySet<ts.Node>;
  readonly #temporaries = new Map<ts.ComputedPropertyName, string>();

  constructor(file: FileContext, { functions, natives }: Selection) {
    this.file = file;
    this.selected = functions;
    this.natives = natives;
    this.#around = withAncestors(functions);
    const { sourceFile: node, options } = file;
    // With the option debug, calls are looked at wherever they stand.
    const concerned = options.debug;
    this.frames = [{ node, rewritten: false, native: false, generator: false, concerned }];
  }

  /** Whether anything may change in a node; names and keys may, even where the code around them stays. */
  concerns(node: ts.Node): boolean {
    if (this.frame.concerned || this.#around.has(node)) return true;
    const isKey = this.file.ts.isComputedPropertyName(node) && this.#around.has(node.parent);
    return isKey || this.renamed.has(node);
  }

  /** Goes into a function or field, with the operation that a rewritten arrow function has. */
  enter(node: ts.Node, operation: ExpressionDraft | undefined): void {
    const { ts } = this.file;
    const { native, concerned } = this.frame;
    const isArrow = ts.isArrowFunction(node);
    const rewritten = this.selected.has(node);
    this.frames.push({
      node,
      rewritten,
      native: native || this.natives.has(node),
      generator: rewritten && isGenerator(node as AsyncFunction),
      concerned: rewritten || this.file.options.debug || (isArrow && concerned),
      ...(operation && isArrow ? { arrow: operation } : {}),
    });
  }

  leave(): void {
    this.frames.pop();
  }

  add<T extends Operation>(operation: T): void {
    this.operations.push(operation);
  }

  /** The innermost function around the code that is being visited, or the file. */
  get frame(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  /** Whether the code that is being visited belongs to a function that is rewritten. */
  get inRewritten(): boolean {
    return this.frame.rewritten;
  }

  /** Whether the code that is being visited stays as it is written. */
  get isNative(): boolean {
    return this.frame.native;
  }

  /** Whether the code that is being visited belongs to an async generator that is rewritten. */
  get inGenerator(): boolean {
    return this.frame.generator;
  }

  /**
   * Whether the code being visited runs once, with its module: what it makes may be dropped by a bundler when
   * nothing uses it. In a function the question does not arise, as it goes or stays with the function.
   */
  get runsWithModule(): boolean {
    return this.frames.length === 1;
  }

  /**
   * The variable that keeps a computed key. That of a class must live as long as the class; that of an object literal
   * is used up before anything else can run.
   */
  temporary(name: ts.ComputedPropertyName): string {
    const known = this.#temporaries.get(name) ?? this.file.names.unique("key");
    const homes = this.file.ts.isClassLike(name.parent.parent) ? this.homes : this.blocks;
    if (!this.#temporaries.has(name)) homes.at(-1)?.temporaries.push(known);
    this.#temporaries.set(name, known);
    return known;
  }
}
