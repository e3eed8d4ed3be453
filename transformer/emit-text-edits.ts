/**
 * Edits on positions of a source text, gathered first and applied in the one order that works.
 *
 * The plan lists outer nodes before inner ones. Hence, where several nodes start at one position their texts
 * stand in the order of the plan; where several end at one position, in the reverse order. And what ends at
 * a position stands before what starts there.
 */
import type MagicString from "magic-string";
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";
import type { Plan } from "./plan.ts";

type Insertion = readonly [position: number, text: string];

export class TextEdits {
  readonly ts: TypeScript;
  readonly sourceFile: ts.SourceFile;
  /** The name under which the emitted code knows the runtime. */
  readonly runtime: string;
  /** What stands around an operand that is awaited: `yield ` and nothing or, by the plan, the call of `awaited`. */
  readonly awaiting: readonly [before: string, after: string];
  readonly #text: MagicString;
  readonly #openers: Insertion[] = [];
  readonly #closers: Insertion[] = [];
  readonly #moves: (readonly [start: number, end: number, to: number])[] = [];

  constructor(ts: TypeScript, sourceFile: ts.SourceFile, text: MagicString, plan: Plan) {
    this.ts = ts;
    this.sourceFile = sourceFile;
    this.runtime = plan.runtime.name;
    this.awaiting = plan.placed ? [`yield ${this.runtime}.awaited(`, ")"] : ["yield ", ""];
    this.#text = text;
  }

  /** `yield x`, for a text that is awaited. */
  awaited(text: string): string {
    return this.awaiting.join(text);
  }

  /** Puts a text before what starts at a position. */
  before(position: number, text: string): void {
    this.#openers.push([position, text]);
  }

  /** Puts a text behind what ends at a position. */
  after(position: number, text: string): void {
    this.#closers.push([position, text]);
  }

  /** Replaces tokens that hold no other edit. */
  replace(start: number, end: number, text: string): void {
    if (text === "") this.#text.remove(start, end);
    else this.#text.update(start, end, text);
  }

  /** Moves a piece, with all edits in it, before what starts at another position. */
  move(start: number, end: number, to: number): void {
    this.#moves.push([start, end, to]);
  }

  /** A child of a node that may be there: a keyword, a bracket. */
  find(node: ts.Node, kind: ts.SyntaxKind): ts.Node | undefined {
    return node.getChildren(this.sourceFile).find((child) => child.kind === kind);
  }

  /** A child of a node that must be there by the grammar. */
  token(node: ts.Node, kind: ts.SyntaxKind): ts.Node {
    const found = this.find(node, kind);
    if (!found) throw new Error(`no ${this.ts.SyntaxKind[kind]} in ${node.getText(this.sourceFile)}`);
    return found;
  }

  start(node: ts.Node): number {
    return node.getStart(this.sourceFile);
  }

  /** Where the blanks after a position end; line breaks and comments are no blanks. */
  afterBlanks(position: number): number {
    const blanks = /[ \t]*/y;
    blanks.lastIndex = position;
    blanks.test(this.sourceFile.text);
    return blanks.lastIndex;
  }

  slice(start: number, end: number): string {
    return this.sourceFile.text.slice(start, end);
  }

  /** Removes the blanks that stand at a position. */
  removeBlanks(position: number): void {
    if (this.afterBlanks(position) > position) this.replace(position, this.afterBlanks(position), "");
  }

  /** Removes a token with the blanks that follow it. */
  removeWord(node: ts.Node): void {
    this.replace(this.start(node), this.afterBlanks(node.end), "");
  }

  /** Carries out what was gathered; replacements have been made at once, as insertions must come after them. */
  apply(): void {
    const opened = new Set<number>();
    for (const [position, text] of this.#openers) {
      // `return(x)`: the word must not run into ours.
      const joins =
        !opened.has(position) && wordEnd.test(this.slice(position - 1, position)) && wordStart.test(text);
      this.#text.appendRight(position, joins ? ` ${text}` : text);
      opened.add(position);
    }
    for (const [position, text] of this.#closers.reverse()) this.#text.appendLeft(position, text);
    for (const [start, end, to] of this.#moves) this.#text.move(start, end, to);
  }
}

const wordEnd = /[\p{ID_Continue}$]$/u;
const wordStart = /^[\p{ID_Start}$_]/u;

const lineBreak = /[\n\r\u2028\u2029]/;

/** Whether a text would end a line. */
export const hasLineBreak = (text: string): boolean => lineBreak.test(text);

/** Tells bundlers that a call may go when nothing uses what it gives. */
export const pureCall = "/*#__PURE__*/ ";
