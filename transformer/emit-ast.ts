/**
 * Plan -> nodes of the host's `ts.factory`: the twin of emit-text.ts for hosts that hold a tree.
 *
 * Nothing is decided and nothing is named here. Nodes without an operation in them are handed back as they
 * are, imports of the user among them (TypeScript no longer elides an import that was rebuilt). Operations
 * are found by the original node, so that a tree which another transformer has been at still has them.
 * The pieces: -functions, -marks, -statements, -captures, and -nodes that all of them build with.
 */
import type ts from "typescript";
import {
  emitReplace,
  emitShorthand,
  emitSuperCall,
  emitSuperGet,
  emitSuperMethod,
  emitSuperReference,
  emitSuperSet,
  emitSuperTag,
} from "./emit-ast-captures.ts";
import { emitBody, emitExpression, emitGenerator, emitPair } from "./emit-ast-functions.ts";
import {
  emitBlock,
  emitClass,
  emitClause,
  emitHome,
  emitKey,
  emitObject,
  emitSpread,
  openingOf,
  openWith,
  runtimeAccess,
  takeHeadComments,
} from "./emit-ast-marks.ts";
import { type Emission, namedBy, runtimeCall, visited, visitedAll } from "./emit-ast-nodes.ts";
import { emitAwait, emitCatch, emitForAwait, emitReturn, emitYield } from "./emit-ast-statements.ts";
import { emitForUsing, emitResources, emitUsing } from "./emit-ast-using.ts";
import { type Operation, operationsByNode, type Plan } from "./plan.ts";
import { withAncestors } from "./syntax.ts";

/** The compiler instance of the host and the context it gave its transformer. */
export interface AstHost {
  readonly ts: typeof ts;
  readonly context: ts.TransformationContext;
}

/**
 * Carries out a plan on the tree it was made for.
 *
 * @example
 * ```ts
 * const { plan } = analyze(ts, sourceFile, options);
 * const rewritten = plan ? emitAst({ ts, context }, sourceFile, plan) : sourceFile;
 * ```
 */
export function emitAst(host: AstHost, sourceFile: ts.SourceFile, plan: Plan): ts.SourceFile {
  const emission = createEmission(host, plan);
  const access = runtimeAccess(emission, plan.runtime);
  const opening = [access, ...openingOf(emission, emission.operation(sourceFile, "block"))];
  const visited = visitedAll(emission, sourceFile.statements);
  takeHeadComments(emission, access, visited);
  const statements = openWith(emission, visited, opening);
  return host.context.factory.updateSourceFile(sourceFile, statements);
}

function createEmission({ ts, context }: AstHost, plan: Plan): Emission {
  const operations = operationsByNode(plan);
  const loops = loopsByOuter(plan);
  const touched = withAncestors(plan.operations.map(({ node }) => node));
  const emission: Emission = {
    ts,
    context,
    factory: context.factory,
    runtime: plan.runtime.name,
    placed: plan.placed,
    operation: (node, kind) =>
      operations.get(ts.getOriginalNode(node))?.find((operation) => operation.kind === kind) as never,
    visit: (node) => {
      const original = ts.getOriginalNode(node);
      // What another transformer made anew has no place in the plan, but may hold nodes that have.
      if (!touched.has(original) && ts.isParseTreeNode(original)) return node;
      const loop = loops.get(original);
      if (loop) return emitForAwait(emission, loop, node as typeof loop.outer);
      const found = operations.get(original);
      return found ? carryOutAll(emission, found, node) : visitInside(emission, node);
    },
  };
  return emission;
}

/** What goes around a node, whatever becomes of the node itself; of semicolons the printer takes care. */
const around: ReadonlySet<Operation["kind"]> = new Set(["semicolon", "call", "home", "name"]);

function carryOutAll(
  emission: Emission,
  operations: readonly Operation[],
  node: ts.Node,
): ts.VisitResult<ts.Node> {
  const operation = operations.find(({ kind }) => !around.has(kind));
  const made = operation ? carryOut(emission, operation, node) : visitInside(emission, node);
  return wrapped(emission, node, made as ts.Expression);
}

function wrapped(emission: Emission, node: ts.Node, made: ts.Expression): ts.Expression {
  const call = emission.operation(node, "call");
  if (call) return runtimeCall(emission, call.report, [made]);
  const home = emission.operation(node, "home");
  const housed = home ? emitHome(emission, home, made) : made;
  const named = emission.operation(node, "name");
  return named ? namedBy(emission, named.name, housed) : housed;
}

/** A `for await` is met at its outermost label, which the block goes around. */
function loopsByOuter(plan: Plan) {
  return new Map(
    plan.operations.flatMap((operation) =>
      operation.kind === "forAwait" ? [[operation.outer as ts.Node, operation]] : [],
    ),
  );
}

/** A shorthand has its operation on its name, and becomes a property with another value. */
function visitInside(emission: Emission, node: ts.Node): ts.Node {
  const { ts, context, visit } = emission;
  if (ts.isShorthandPropertyAssignment(node)) {
    const replace = emission.operation(node.name, "replace");
    if (replace?.shorthand) return emitShorthand(emission, replace, node);
  }
  return ts.visitEachChild(node, visit, context);
}

function carryOut(emission: Emission, operation: Operation, node: ts.Node): ts.VisitResult<ts.Node> {
  const at = <T extends Operation>(_: T): T["node"] => node as T["node"];
  switch (operation.kind) {
    case "pair":
      return emitPair(emission, operation, at(operation));
    case "generator":
      return emitGenerator(emission, operation, at(operation));
    case "expression":
      return emitExpression(emission, operation, at(operation));
    case "key":
      return emitKey(emission, operation, at(operation));
    case "block":
      return emitBlock(emission, operation, node as ts.Block | ts.ModuleBlock);
    case "body":
      return emitBody(emission, operation, at(operation));
    case "clause":
      return emitClause(emission, operation, at(operation));
    case "spread":
      return emitSpread(emission, operation, at(operation));
    case "class":
      return emitClass(emission, operation, at(operation));
    case "object":
      return emitObject(emission, operation, at(operation));
    case "await":
      return emitAwait(emission, at(operation));
    case "yield":
      return emitYield(emission, at(operation));
    case "return":
      return emitReturn(emission, at(operation));
    case "catch":
      return emitCatch(emission, operation, at(operation));
    case "resources":
      return emitResources(emission, operation, at(operation));
    case "using":
      return emitUsing(emission, operation, at(operation));
    case "forUsing":
      return emitForUsing(emission, operation, at(operation));
    case "replace":
      return emitReplace(emission, operation, node);
    case "delete":
      return visited(emission, (node as ts.DeleteExpression).expression);
    case "superGet":
      return emitSuperGet(emission, operation, at(operation));
    case "superMethod":
      return emitSuperMethod(emission, operation, at(operation));
    case "superTag":
      return emitSuperTag(emission, operation, at(operation));
    case "superReference":
      return emitSuperReference(emission, operation, at(operation));
    case "superSet":
      return emitSuperSet(emission, operation, at(operation));
    case "superCall":
      return emitSuperCall(emission, operation, at(operation));
    // A loop is carried out at its outermost label, and what is left goes around a node.
    default:
      return visitInside(emission, node);
  }
}
