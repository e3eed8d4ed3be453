/**
 * What one walk over a whole file finds for the rest of the analysis: facts that would each need a walk of their own.
 * Nothing here decides anything.
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";
import {
  type FunctionWithBody,
  isAwaitUsing,
  isErased,
  isFunctionWithBody,
  isUsing,
  outerParts,
} from "./syntax.ts";

/** A function, and whose code it is part of: a function around it, or the file. */
export interface OwnedFunction {
  readonly node: FunctionWithBody;
  readonly owner: FunctionWithBody | ts.SourceFile;
}

export class Survey {
  /** The texts of all identifiers, those of types among them. */
  readonly identifiers = new Set<string>();
  /** The functions that leave something behind at run time, an outer one before those in it. */
  readonly functions: OwnedFunction[] = [];
  /** The declarations by `using` and `await using`. */
  readonly usings: ts.VariableDeclarationList[] = [];
  /** Declarations that are the body of a `for`-`of` without a block, which is an error; hardly a file has one. */
  readonly loopDeclarations: ts.VariableDeclarationList[] = [];
  readonly #ts: TypeScript;
  // Kept here because every node of a file is asked, and each look into the namespace of TypeScript takes time.
  readonly #kinds: TypeScript["SyntaxKind"];
  readonly #forEachChild: TypeScript["forEachChild"];
  #owner: OwnedFunction["owner"];

  constructor(ts: TypeScript, sourceFile: ts.SourceFile) {
    this.#ts = ts;
    this.#kinds = ts.SyntaxKind;
    this.#forEachChild = ts.forEachChild;
    this.#owner = sourceFile;
    ts.forEachChild(sourceFile, this.#visit);
  }

  readonly #visit = (node: ts.Node): void => {
    if (this.#isName(node)) return this.#takeName(node);
    if (isErased(this.#ts, node)) return this.#forEachChild(node, this.#visitErased);
    if (isFunctionWithBody(this.#ts, node)) return this.#visitFunction(node);
    if (node.kind === this.#kinds.VariableDeclarationList)
      this.#takeDeclarations(node as ts.VariableDeclarationList);
    this.#forEachChild(node, this.#visit);
  };

  /** Names of types are names, too. */
  readonly #visitErased = (node: ts.Node): void => {
    if (this.#isName(node)) this.#takeName(node);
    else this.#forEachChild(node, this.#visitErased);
  };

  #isName({ kind }: ts.Node): boolean {
    return kind === this.#kinds.Identifier || kind === this.#kinds.PrivateIdentifier;
  }

  #takeName(node: ts.Node): void {
    this.identifiers.add((node as ts.Identifier).text);
  }

  #takeDeclarations(node: ts.VariableDeclarationList): void {
    if (isUsing(this.#ts, node) || isAwaitUsing(this.#ts, node)) this.usings.push(node);
    const { parent } = node;
    if (this.#ts.isVariableStatement(parent) && this.#ts.isForOfStatement(parent.parent))
      this.loopDeclarations.push(node);
  }

  /** Its key and decorators are part of the code around it. */
  #visitFunction(node: FunctionWithBody): void {
    const owner = this.#owner;
    const outer = outerParts(this.#ts, node);
    this.functions.push({ node, owner });
    for (const part of outer) this.#visit(part);
    this.#owner = node;
    this.#forEachChild(node, (child) => (outer.includes(child) ? undefined : this.#visit(child)));
    this.#owner = owner;
  }
}
