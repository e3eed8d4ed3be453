/**
 * One walk over the tree of a file, from which comes its Plan. Everything about the rewrite is decided in
 * this file and in the `analyze-*` files it calls, each for one kind of node; the emitters decide nothing.
 */
import type ts from "typescript";
import { planArguments, planName } from "./analyze-arguments.ts";
import { planAwait, planCatch, planForAwait, planReturn, planSemicolon, planYield } from "./analyze-await.ts";
import { planCall } from "./analyze-calls.ts";
import { planEval, planNewTarget, planSuper, planThis } from "./analyze-captures.ts";
import { finishFunction, planFunction } from "./analyze-functions.ts";
import {
  planBlock,
  planCaseBlock,
  planClass,
  planComputedKey,
  planHome,
  planObject,
} from "./analyze-marks.ts";
import { planForUsing, planRenamed, planUsing, planUsingBlock, planUsingLoop } from "./analyze-using.ts";
import { FileContext } from "./context.ts";
import { fromTypeScript } from "./diagnostics.ts";
import { Draft, type Home, type Mutable } from "./draft.ts";
import type { ResolvedOptions } from "./options.ts";
import { type ModuleFormat, moduleFormat, perTypeScript, syntaxErrors, type TypeScript } from "./parse.ts";
import type { Analysis, BodyOperation, Operation, Plan } from "./plan.ts";
import { type Selection, selectFunctions } from "./selection.ts";
import { isBoundary, isErased, outerParts } from "./syntax.ts";

/**
 * Decides what is rewritten in one file.
 *
 * @param sourceFile parsed with parent nodes
 * @param format what the host knows of the file; without it the text decides
 */
export function analyze(
  ts: TypeScript,
  sourceFile: ts.SourceFile,
  options: ResolvedOptions,
  format: ModuleFormat = moduleFormat(ts, sourceFile),
): Analysis {
  const errors = syntaxErrors(sourceFile).map((error) => fromTypeScript(ts, sourceFile, error));
  // The tree of a file with syntax errors is a guess, and what comes out of it would be another program.
  if (errors.length > 0) return { plan: undefined, diagnostics: errors };
  if (!mayHoldAsync(sourceFile) || isRewritten(ts, sourceFile, options))
    return { plan: undefined, diagnostics: [] };
  const file = new FileContext(ts, sourceFile, options, format);
  const selection = selectFunctions(file);
  const { functions, diagnostics } = selection;
  return { plan: functions.size > 0 ? writePlan(file, selection) : undefined, diagnostics };
}

const mayHoldAsync = ({ text }: ts.SourceFile) => text.includes("async");

/** Whether a file was rewritten before: it then imports the runtime at its top. */
function isRewritten(ts: TypeScript, sourceFile: ts.SourceFile, { runtime }: ResolvedOptions): boolean {
  if (!sourceFile.text.includes(runtime)) return false;
  const namesRuntime = (node: ts.Node): true | undefined =>
    (ts.isStringLiteral(node) && node.text === runtime) || ts.forEachChild(node, namesRuntime);
  return sourceFile.statements.some(
    (statement) =>
      (ts.isImportDeclaration(statement) || ts.isVariableStatement(statement)) && namesRuntime(statement),
  );
}

const runtimeForms = { module: "import", commonjs: "require", script: "script" } as const;

function writePlan(file: FileContext, selection: Selection): Plan {
  const runtime = file.names.shared("tsyncio");
  const draft = new Draft(file, selection);
  visit(draft, file.sourceFile);
  return {
    runtime: { form: runtimeForms[file.format], name: runtime, specifier: file.options.runtime },
    placed: file.options.debug,
    operations: draft.operations.filter(hasContent),
  };
}

function hasContent(operation: Operation): boolean {
  if (operation.kind === "body") return operation.temporaries.length > 0;
  if (operation.kind !== "block") return true;
  const { functions, temporaries, variables } = operation;
  return functions.length + temporaries.length + variables.length > 0;
}

function visit(draft: Draft, node: ts.Node): void {
  const { ts } = draft.file;
  if (!draft.concerns(node) || isErased(ts, node)) return;
  planSemicolon(draft, node);
  planners(ts)[node.kind]?.(draft, node as never);
  if (isBoundary(ts, node)) visitBoundary(draft, node);
  else (visitors(ts)[node.kind] ?? visitChildren)(draft, node as never);
}

function visitChildren(draft: Draft, node: ts.Node): void {
  draft.file.ts.forEachChild(node, (child) => visit(draft, child));
}

type Visitor = (draft: Draft, node: never) => void;

/** What is planned for a node itself, before the nodes inside of it. */
const planners = perTypeScript(({ SyntaxKind }) =>
  byKind([
    [SyntaxKind.ClassDeclaration, planClass],
    [SyntaxKind.ClassExpression, planName],
    [SyntaxKind.FunctionExpression, planName],
    [SyntaxKind.ArrowFunction, planName],
    [SyntaxKind.ObjectLiteralExpression, planObject],
    [SyntaxKind.ComputedPropertyName, planComputedKey],
    [SyntaxKind.AwaitExpression, planAwait],
    [SyntaxKind.YieldExpression, planYield],
    [SyntaxKind.ReturnStatement, planReturn],
    [SyntaxKind.ForOfStatement, both<ts.ForOfStatement>(planForAwait, planForUsing)],
    [SyntaxKind.LabeledStatement, both<ts.LabeledStatement>(planForAwait, planUsingLoop)],
    [SyntaxKind.ForStatement, planUsingLoop],
    [SyntaxKind.Block, planUsingBlock],
    [SyntaxKind.CaseBlock, planCaseBlock],
    [SyntaxKind.VariableDeclarationList, planUsing],
    [SyntaxKind.CatchClause, planCatch],
    [SyntaxKind.Identifier, both<ts.Identifier>(planArguments, planRenamed)],
    [SyntaxKind.MetaProperty, planNewTarget],
    [SyntaxKind.ThisKeyword, planThis],
    [SyntaxKind.CallExpression, both<ts.CallExpression>(planCall, both(planEval, planSuper))],
    [SyntaxKind.TaggedTemplateExpression, planSuper],
    [SyntaxKind.BinaryExpression, planSuper],
    [SyntaxKind.PropertyAccessExpression, planSuper],
    [SyntaxKind.ElementAccessExpression, planSuper],
  ]),
);

/** How to go through a node where that is more than to visit its children. */
const visitors = perTypeScript(({ SyntaxKind }) =>
  byKind([
    [SyntaxKind.SourceFile, visitBlock],
    [SyntaxKind.Block, visitBlock],
    [SyntaxKind.ModuleBlock, visitBlock],
    [SyntaxKind.ClassExpression, visitClassExpression],
    [SyntaxKind.DoStatement, visitLoop],
    [SyntaxKind.WhileStatement, visitLoop],
    [SyntaxKind.ForStatement, visitLoop],
    [SyntaxKind.ForInStatement, visitLoop],
    [SyntaxKind.ForOfStatement, visitLoop],
  ]),
);

function byKind(entries: readonly (readonly [ts.SyntaxKind, Visitor])[]): readonly Visitor[] {
  const table: Visitor[] = [];
  for (const [kind, visitor] of entries) table[kind] = visitor;
  return table;
}

function both<T>(first: (draft: Draft, node: T) => void, second: (draft: Draft, node: T) => void) {
  return (draft: Draft, node: T) => {
    first(draft, node);
    second(draft, node);
  };
}

function visitClassExpression(draft: Draft, node: ts.ClassExpression): void {
  const home = planHome(draft, node);
  if (home) draft.homes.push(home);
  planClass(draft, node);
  visitChildren(draft, node);
  if (home) draft.homes.pop();
}

/** A function or field: its key and decorators belong to the code around it. */
function visitBoundary(draft: Draft, node: ts.Node): void {
  const { ts } = draft.file;
  const outer = outerParts(ts, node);
  const operation = planFunction(draft, node);
  for (const part of outer) visit(draft, part);
  draft.enter(node, operation);
  const body = ts.isArrowFunction(node) && !ts.isBlock(node.body) ? node.body : undefined;
  const visitInner = (child: ts.Node) =>
    child === body
      ? visitBody(draft, child, operation ?? planBody(draft, node as ts.ArrowFunction))
      : visit(draft, child);
  ts.forEachChild(node, (child) => (outer.includes(child) ? undefined : visitInner(child)));
  draft.leave();
  if (operation) finishFunction(draft, operation);
}

/** A loop whose body is no block gets one for its variables, which the rounds must not share. */
function visitLoop(draft: Draft, node: ts.IterationStatement): void {
  const { ts } = draft.file;
  const { statement } = node;
  const visitInner = (child: ts.Node) =>
    child === statement && !ts.isBlock(child)
      ? visitBody(draft, child, planBody(draft, statement))
      : visit(draft, child);
  ts.forEachChild(node, visitInner);
}

function planBody(draft: Draft, node: BodyOperation["node"]): Mutable<BodyOperation> {
  const operation = { kind: "body" as const, node, temporaries: [] };
  draft.add(operation);
  return operation;
}

function visitBody(draft: Draft, node: ts.Node, home: Home): void {
  draft.homes.push(home);
  visit(draft, node);
  draft.homes.pop();
}

function visitBlock(draft: Draft, node: ts.SourceFile | ts.Block | ts.ModuleBlock): void {
  const home = planBlock(draft, node);
  draft.blocks.push(home);
  draft.homes.push(home);
  visitChildren(draft, node);
  draft.homes.pop();
  draft.blocks.pop();
}
