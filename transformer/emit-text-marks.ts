/**
 * The text of marks: the access to the runtime, what opens a block or a class, kept keys, marked objects.
 */
import type ts from "typescript";
import { pureCall, type TextEdits } from "./emit-text-edits.ts";
import { keyAccess, keyInLiteral, keyValue } from "./emit-text-keys.ts";
import {
  type BlockOperation,
  type ClassOperation,
  type ClauseOperation,
  decoratorLists,
  type HomeOperation,
  type Key,
  type KeyOperation,
  markLists,
  type ObjectOperation,
  type RuntimeAccess,
  type SpreadOperation,
} from "./plan.ts";
import { directives } from "./syntax.ts";

/** The access to the runtime stands on the line of the first statement, so that every line keeps its number. */
export function emitRuntime(edits: TextEdits, { form, name, specifier }: RuntimeAccess): void {
  const module = JSON.stringify(specifier);
  const script = `var ${name} = globalThis[Symbol.for("tsyncio/compiled")] ?? require(${module}); `;
  const forms = {
    import: `import * as ${name} from ${module}; `,
    require: `const ${name} = require(${module}); `,
    script,
  };
  edits.before(firstStatement(edits), forms[form]);
}

function firstStatement(edits: TextEdits): number {
  const { ts, sourceFile } = edits;
  const [first] = sourceFile.statements.slice(directives(ts, sourceFile).length);
  return first ? edits.start(first) : sourceFile.end;
}

export function emitBlock(edits: TextEdits, operation: BlockOperation): void {
  const { ts, runtime } = edits;
  const { node, temporaries, functions, variables } = operation;
  const statements = functions.map(({ name, marker }) => `${runtime}.${marker}(${name});`);
  for (const { name, value } of variables)
    statements.push(`var ${name} = ${runtime}.named(${value}, ${JSON.stringify(name)});`);
  if (temporaries.length > 0) statements.unshift(`let ${temporaries.join(", ")};`);
  const text = statements.join(" ");
  if (ts.isSourceFile(node)) edits.before(firstStatement(edits), `${text} `);
  else edits.before(blockStart(edits, node), ` ${text}`);
}

/** Behind the directives of a function body, or else behind the brace. */
function blockStart({ ts }: TextEdits, node: Exclude<BlockOperation["node"], ts.SourceFile>): number {
  const isBody = ts.isFunctionLike(node.parent);
  const prologue = isBody ? directives(ts, node.parent as Parameters<typeof directives>[1]) : [];
  return prologue.at(-1)?.end ?? node.statements.pos;
}

/** `case E:` -> `case (tsyncio.coroutine(f), E):` */
export function emitClause(edits: TextEdits, { node, functions }: ClauseOperation): void {
  const { ts, runtime } = edits;
  const marks = functions.map(({ name, marker }) => `${runtime}.${marker}(${name})`);
  if (!ts.isCaseClause(node)) return edits.before(node.statements.pos, ` ${marks.join("; ")};`);
  edits.before(edits.start(node.expression), `(${marks.join(", ")}, `);
  edits.after(node.expression.end, ")");
}

/** `...E` -> `...tsyncio.spread(E, ["m"])` */
export function emitSpread(edits: TextEdits, { node, keys }: SpreadOperation): void {
  edits.before(edits.start(node.expression), `${edits.runtime}.spread(`);
  edits.after(node.expression.end, `, [${keys.map(keyValue).join(", ")}])`);
}

export function emitClass(edits: TextEdits, operation: ClassOperation): void {
  const { runtime } = edits;
  const { node, field, decorator, privates } = operation;
  const elements = privates.map((one) => `${one.field} = ${runtime}.${one.marker}(this.${one.method});`);
  if (field) {
    const call = `${pureCall}${runtime}.methods(() => this, ${written(markLists(operation))})`;
    elements.unshift(`static ${field} = ${call};`);
  }
  edits.before(node.members.pos, ` ${elements.join(" ")}`);
  const marks = `${runtime}.methods(() => ${decorator}, ${written(decoratorLists(operation))})`;
  if (decorator) emitDecorator(edits, node, `((${decorator}) => ${marks})`);
}

/** One more decorator, innermost: it marks the very function or class, and those above get the marked one. */
export function emitDecorator(edits: TextEdits, node: ts.Node, decorator: string): void {
  const last = edits.ts.canHaveDecorators(node) ? edits.ts.getDecorators(node)?.at(-1) : undefined;
  if (last) edits.after(last.end, ` @${decorator}`);
}

/** `class {…}` -> `((key) => ({ x: class {…} }).x)()` */
export function emitHome(edits: TextEdits, operation: HomeOperation): void {
  const { node, temporaries, name, computed, parenthesize } = operation;
  const parameters = computed ? [...temporaries, `${name?.text} = ${computed}`] : temporaries;
  const [head, tail] = name ? [`({ ${keyInLiteral(name)}: `, ` }${keyAccess(name)})`] : ["", ""];
  edits.before(edits.start(node), `${parenthesize ? "(" : ""}((${parameters.join(", ")}) => ${head}`);
  edits.after(node.end, `${tail})()${parenthesize ? ")" : ""}`);
}

export function emitObject(edits: TextEdits, operation: ObjectOperation): void {
  const { node, pure } = operation;
  edits.before(edits.start(node), `${pure ? pureCall : ""}${edits.runtime}.object(`);
  edits.after(node.end, `, ${written(markLists(operation))})`);
}

/** `["m"], ["s"]` */
function written(lists: readonly (readonly Key[])[]): string {
  return lists.map((keys) => `[${keys.map(keyValue).join(", ")}]`).join(", ");
}

export function emitKey(edits: TextEdits, { node, name }: KeyOperation): void {
  edits.before(edits.start(node.expression), `${name} = ${edits.runtime}.key(`);
  edits.after(node.expression.end, ")");
}
