/**
 * The `package.json` that a file belongs to: it holds the options of what needs no `tsconfig.json`.
 * Not here: what is in it.
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
