/**
 * Maps of what a compiler made from the output: they end at the rewritten text. Joined with ours they lead to the
 * source, so that debuggers and stack traces name nothing in between.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import remapping, { type EncodedSourceMap } from "@jridgewell/remapping";
import ts from "typescript";
import { mapOf } from "../hosts/source-maps.ts";
import { writeWhole } from "./compile-files.ts";
import { isInside, type Job } from "./compile-job.ts";
import { Failure } from "./failures.ts";

/** Joins every map below a folder that leads into the output; gives how many. Joined ones are not touched again. */
export function joinMaps(folder: string, job: Job): number {
  const maps = ts.sys.readDirectory(folder, [".map"], undefined, ["**/*"]);
  return maps.filter((path) => joinMap(resolve(path), job)).length;
}

function joinMap(path: string, { outDir, root }: Job): boolean {
  const map = readMap(path);
  const folder = resolve(dirname(path), map.sourceRoot ?? "");
  const sources = map.sources.map((source) => resolve(folder, source ?? ""));
  if (!sources.some((source) => isInside(source, outDir))) return false;
  const { sourceRoot: _root, ...rest } = map;
  const joined = remapping({ ...rest, sources }, (source) =>
    isInside(source, outDir) ? earlierMap(source) : null,
  );
  const places = joined.sources.map((source) => {
    // What was copied has no map of ours: its text is that of the source.
    const origin = isInside(source ?? "", outDir)
      ? join(root, relative(outDir, source ?? ""))
      : (source ?? "");
    return relative(dirname(path), origin).replaceAll("\\", "/");
  });
  writeWhole(path, JSON.stringify({ ...joined, file: map.file, sources: places }));
  return true;
}

function readMap(path: string): EncodedSourceMap {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as EncodedSourceMap;
  } catch (error) {
    throw error instanceof SyntaxError ? new Failure("map", `${path} is no source map.`) : error;
  }
}

/** Ours, of a file of the output. */
function earlierMap(source: string): EncodedSourceMap | null {
  const text = mapOf(readFileSync(source, "utf8"), source);
  if (text === undefined) return null;
  const map = JSON.parse(text) as EncodedSourceMap;
  return { ...map, sources: map.sources.map((one) => resolve(dirname(source), one ?? "")) };
}
