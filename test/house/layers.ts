/**
 * The directions of imports: which file may know which.
 *
 * The two orders below are the drawing of the house (docs/design.md shows the same lists): each file
 * imports only from files that stand before it; types may be looked up anywhere in the same room, since
 * they vanish (the interface of the loop in events.ts speaks of tasks). A file that stands in no list is a fault too, so that
 * nobody adds one without saying where it belongs.
 */
import ts from "typescript";
import { type Import, importsOf } from "./imports.ts";
import { type Fault, faultAt, nodesOf, type Rule, type Source } from "./sources.ts";

export const runtimeOrder: readonly string[] = [
  "exceptions.ts",
  "streamexceptions.ts",
  "inspectable.ts",
  "options.ts",
  "exceptiongroups.ts",
  "contextvars.ts",
  "stores.ts",
  "debug.ts",
  "calls.ts",
  "coroutines.ts",
  "marks.ts",
  "resources.ts",
  "events.ts",
  "unretrieved.ts",
  "futures.ts",
  "signals.ts",
  "interop.ts",
  "pulls.ts",
  "requests.ts",
  "asyncgenerators.ts",
  "iteration.ts",
  "delegation.ts",
  "pending.ts",
  "tasks.ts",
  "eager.ts",
  "timeouts.ts",
  "taskgroups.ts",
  "gathering.ts",
  "waiting.ts",
  "shutdown.ts",
  "executors.ts",
  "waiters.ts",
  "acquirable.ts",
  "locks.ts",
  "semaphores.ts",
  "barriers.ts",
  "heap.ts",
  "queues.ts",
  "completion.ts",
  "contextlib.ts",
  "places.ts",
  "tracebacks.ts",
  "graph.ts",
  "host.ts",
  "timers.ts",
  "ready.ts",
  "turns.ts",
  "hosts/",
  "loop.ts",
  "unawaited.ts",
  "compiled.ts",
  "runners.ts",
  "index.ts",
  "testing/",
];

export const transformerOrder: readonly string[] = [
  "options.ts",
  "parse.ts",
  "diagnostics.ts",
  "plan-bodies.ts",
  "plan.ts",
  "syntax.ts",
  "base-exceptions.ts",
  "survey.ts",
  "names.ts",
  "targets.ts",
  "supers.ts",
  "scopes.ts",
  "keys.ts",
  "context.ts",
  "early-errors.ts",
  "refusals.ts",
  "selection.ts",
  "draft.ts",
  "analyze-*",
  "analyze.ts",
  "emit-text-*",
  "emit-text.ts",
  "emit-ast-*",
  "emit-ast.ts",
  "index.ts",
  "hosts/",
  "cli/",
];

/** All that an emitter may know beside its own parts: it carries the plan out and decides nothing. */
const knownToEmitters = ["parse.ts", "plan.ts", "syntax.ts"];

/** The folders that know on which host they run. */
const hostFolders = ["runtime/hosts/", "transformer/hosts/", "transformer/cli/"] as const;

/** The packages that a room may import; the folders of hosts may import what they serve. */
const packages: Readonly<Record<string, readonly string[]>> = {
  runtime: [],
  transformer: ["typescript", "magic-string"],
};

/** Not queueMicrotask: every host has it, and it means the same everywhere. */
const hostGlobals = new Set([
  "Buffer",
  "MessageChannel",
  "clearImmediate",
  "clearTimeout",
  "process",
  "setImmediate",
  "setInterval",
  "setTimeout",
]);

/** transformer/ and runtime/ never import each other, nor anything beside them. */
export const roomsStayApart: Rule = eachImport((entry) => {
  if (entry.target === undefined || room(entry.target) === room(entry.source.path)) return undefined;
  return `${room(entry.source.path)}/ may not import ${entry.target}: the rooms meet only in emitted code`;
});

/** A file imports only from files that stand before it in the order of its room. */
export function downwards(roomName: string, order: readonly string[]): Rule {
  return eachImport((entry) => {
    if (entry.target === undefined || entry.typeOnly || room(entry.source.path) !== roomName)
      return undefined;
    const from = rank(entry.source.path, order);
    const to = rank(entry.target, order);
    if (to < from || (to === from && isGroup(order[to] ?? ""))) return undefined;
    return `imports ${entry.target}, which does not stand before it in the order of ${roomName}/`;
  });
}

/** An emitter takes the plan and asks nobody what the source means; and the two know nothing of each other. */
export const emittersDecideNothing: Rule = eachImport(({ source, target }) => {
  const emitter = /^transformer\/emit-(?:text|ast)/.exec(source.path)?.[0];
  if (emitter === undefined || target === undefined || target.startsWith(`${emitter}-`)) return undefined;
  if (knownToEmitters.includes(target.replace("transformer/", ""))) return undefined;
  return `imports ${target}: an emitter knows its own parts and ${knownToEmitters.join(", ")}`;
});

/** Every file of a room has its place in the order. */
export function placed(roomName: string, order: readonly string[]): Rule {
  return (sources) =>
    sources
      .filter(({ path }) => room(path) === roomName && rank(path, order) < 0)
      .map(
        ({ path }) => `${path}:1: has no place in the order of ${roomName}/: add it to test/house/layers.ts`,
      );
}

/** `node:` is imported only where a host is known. */
export const hostsAreKnownToHostsOnly: Rule = eachImport((entry) => {
  if (!entry.specifier.startsWith("node:") || isHost(entry.source.path)) return undefined;
  return `imports ${entry.specifier}: only ${hostFolders.join(", ")} may know the host`;
});

/** The runtime has no dependencies, the transformer the two that it is made of. */
export const packagesAreFew: Rule = eachImport((entry) => {
  const { specifier, source } = entry;
  if (entry.target !== undefined || specifier.startsWith("node:")) return undefined;
  if (room(source.path) !== "runtime" && isHost(source.path)) return undefined;
  if (packages[room(source.path)]?.includes(specifier)) return undefined;
  return `imports the package ${specifier}: ${room(source.path)}/ may not`;
});

/** What only some hosts have as a global, and the clocks of all, go through the port of runtime/host.ts. */
export const hostGlobalsStayWithHosts: Rule = (sources) =>
  sources
    .filter(({ path }) => !isHost(path))
    .flatMap((source) =>
      [...nodesOf(source.tree)].filter(isHostGlobal).map((node) => globalFault(source, node)),
    );

function globalFault(source: Source, node: ts.Node): Fault {
  return faultAt(
    source,
    node.getStart(),
    `uses the global ${node.getText()}: only ${hostFolders.join(", ")} may`,
  );
}

/** A name that is a property of something (`loop.process`) or a key (`{ process: 1 }`) is not the global. */
function isHostGlobal(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || !hostGlobals.has(node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return parent.expression.getText() === "globalThis";
  return !("name" in parent && parent.name === node);
}

function eachImport(judge: (entry: Import) => string | undefined): Rule {
  return (sources) =>
    sources.flatMap((source) => importsOf(source).flatMap((entry) => faultOf(entry, judge(entry))));
}

function faultOf(entry: Import, sentence: string | undefined): Fault[] {
  return sentence === undefined ? [] : [faultAt(entry.source, entry.position, sentence)];
}

function room(path: string): string {
  return path.slice(0, path.indexOf("/"));
}

/** The place of a file in an order, -1 if it has none. */
function rank(path: string, order: readonly string[]): number {
  const inside = path.slice(path.indexOf("/") + 1);
  return order.findIndex((place) => covers(place, inside));
}

/** A folder (`hosts/`) stands for the files in it, a star (`emit-text-*`) for those that begin so. */
function covers(place: string, inside: string): boolean {
  return isGroup(place) ? inside.startsWith(place.replace("*", "")) : inside === place;
}

function isGroup(place: string): boolean {
  return place.endsWith("/") || place.endsWith("*");
}

function isHost(path: string): boolean {
  return hostFolders.some((folder) => path.startsWith(folder));
}
