/**
 * Whether a folder holds what its lock file names. npm takes the word of a note of its own for it, and so would
 * ours: neither sees what two installations at once, or one that was ended halfway, have left out.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Locked {
  readonly version?: string;
  /** Of another system, or of a package that is optional itself: npm may leave it out. */
  readonly optional?: boolean;
}

/** The packages of the lock file, by their folders, that are not there or of another version. */
export function missingIn(folder: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>;
  };
  const wanted = Object.entries(packages).filter(([path, { optional }]) => path !== "" && !optional);
  return wanted
    .filter(([path, { version }]) => versionIn(join(folder, path)) !== version)
    .map(([path]) => path);
}

function versionIn(path: string): string | undefined {
  const manifest = join(path, "package.json");
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version?: string }).version;
}
