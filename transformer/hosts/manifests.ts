/**
 * Finds the `package.json` that a file belongs to; it holds the options for hosts that read no `tsconfig.json`.
 * Not here: what stands in it (register.ts, cli/projects.ts).
 */
import module from "node:module";
import { basename } from "node:path";

const MANIFEST = "package.json";

/** The path of the one nearest to the file at `url`; undefined where no folder above has one. */
export function manifestOf(url: string | URL): string | undefined {
  const found = module.findPackageJSON(".", url);
  // Where there is none, Node 24 and 26 give the folder that was asked for.
  return found !== undefined && basename(found) === MANIFEST ? found : undefined;
}
