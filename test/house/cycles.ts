/**
 * The rule that no file imports itself by way of others. Imports of types are free: they vanish.
 */
import { importsOf } from "./imports.ts";
import type { Fault, Rule, Source } from "./sources.ts";

export const noCycles: Rule = (sources) => {
  const graph = new Map(sources.map((source) => [source.path, loadedBy(source)]));
  const finished = new Set<string>();
  return [...graph.keys()].flatMap((path) => cyclesFrom(path, graph, [], finished));
};

function loadedBy(source: Source): string[] {
  return importsOf(source).flatMap(({ target, typeOnly, deferred }) =>
    target === undefined || typeOnly || deferred ? [] : [target],
  );
}

/** Walks depth first; an edge back into the path walked so far closes a cycle. */
function cyclesFrom(
  path: string,
  graph: Map<string, string[]>,
  walked: string[],
  finished: Set<string>,
): Fault[] {
  const start = walked.indexOf(path);
  if (start >= 0) return [`import cycle: ${[...walked.slice(start), path].join(" -> ")}`];
  if (finished.has(path)) return [];
  const faults = (graph.get(path) ?? []).flatMap((next) =>
    cyclesFrom(next, graph, [...walked, path], finished),
  );
  finished.add(path);
  return faults;
}
