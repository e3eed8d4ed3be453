/** Follows a breakpoint through a source map: from the source to the emitted code, and back. */
import { FlattenMap, generatedPositionFor, originalPositionFor } from "@jridgewell/trace-mapping";

export interface Breakpoint {
  /** The source, its name as the map may end with it, and a string literal in it that stands there once. */
  readonly source: string;
  readonly name: string;
  readonly literal: string;
  readonly output: string;
  readonly map: string;
}

/** Where the literal is found in the output, and where the map leads from there; "nowhere" if it is silent. */
export interface Way {
  readonly there: string;
  readonly back: string;
}

export function follow({ source, name, literal, output, map }: Breakpoint): Way {
  const trace = new FlattenMap(map);
  const from = placeOf(source, literal);
  const sourceName = trace.sources.find((one) => one?.endsWith(name));
  if (!sourceName) return { there: "nowhere", back: `the map names only ${trace.sources.join(", ")}` };
  const place = generatedPositionFor(trace, { source: sourceName, ...from });
  if (place.line === null) return { there: "nowhere", back: "nowhere" };
  const there = (output.split("\n")[place.line - 1] ?? "").slice(place.column).slice(1, literal.length + 1);
  const back = originalPositionFor(trace, place);
  return { there, back: `${back.source?.endsWith(name) ? name : back.source}:${back.line}:${back.column}` };
}

/**
 * The same by whole lines, as a debugger without columns does it: from the line of the source to the line of the
 * output that holds the literal, and back.
 */
export function followLine({ source, name, literal, output, map }: Breakpoint): Way {
  const trace = new FlattenMap(map);
  const lines = output.split("\n");
  const line = lines.findIndex((text) => text.includes(literal)) + 1;
  const column = lines[line - 1]?.search(/\S/) ?? 0;
  const back = originalPositionFor(trace, { line, column });
  if (back.source === null) return { there: "nowhere", back: "nowhere" };
  const place = generatedPositionFor(trace, { source: back.source, line: back.line, column: back.column });
  const there = place.line === line ? literal : "another line";
  const { column: wanted } = placeOf(source, literal);
  return { there, back: `${back.source.endsWith(name) ? name : back.source}:${back.line}:${wanted}` };
}

/** What {@link follow} gives when the map is right. */
export function rightWay({ source, name, literal }: Pick<Breakpoint, "source" | "name" | "literal">): Way {
  const { line, column } = placeOf(source, literal);
  return { there: literal, back: `${name}:${line}:${column}` };
}

/** Lines count from 1, columns from 0, as in source maps; the place is that of the opening quote. */
function placeOf(source: string, literal: string): { line: number; column: number } {
  const at = source.indexOf(`"${literal}"`);
  if (at < 0) throw new Error(`the source holds no "${literal}"`);
  const before = source.slice(0, at).split("\n");
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}
