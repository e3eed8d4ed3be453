/**
 * Maps of a text that had a map already: it was compiled before it came to us. The bundlers' plugins chain
 * maps by themselves; the hosts that must do it here are loader.ts, register.ts and jest.ts.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import remapping, { type EncodedSourceMap, type SourceMapInput } from "@jridgewell/remapping";

const comment = /^\/\/[#@] sourceMappingURL=(\S+)[ \t]*$/gm;

/** One map for two steps: `later` starts from the text that `earlier` ends with. */
export function chain(later: SourceMapInput, earlier: SourceMapInput): EncodedSourceMap {
  const { version, names, mappings, sources, sourcesContent = [] } = remapping([later, earlier], () => null);
  return { version, names, mappings, sources, sourcesContent } as EncodedSourceMap;
}

/** The map that the comment at the end of a text leads to; undefined where there is none to be had. */
export function mapOf(code: string, filename: string): string | undefined {
  const url = [...code.matchAll(comment)].at(-1)?.[1];
  if (url === undefined) return undefined;
  const inline = /^data:application\/json[^,]*?(;base64)?,(.*)$/.exec(url);
  try {
    if (!inline) return readFileSync(resolve(dirname(filename), decodeURI(url)), "utf8");
    const text = inline[2] ?? "";
    return inline[1] ? Buffer.from(text, "base64").toString() : decodeURIComponent(text);
  } catch {
    // A map that cannot be read is as good as none: the way back then ends at the text before us.
    return undefined;
  }
}

/** The text with its map inside, the only one that it then names. No line changes its number. */
export function withInlineMap(code: string, map: EncodedSourceMap): string {
  const url = Buffer.from(JSON.stringify(map)).toString("base64");
  const text = code.replace(comment, "//");
  return `${text}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${url}\n`;
}
