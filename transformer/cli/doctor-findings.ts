/**
 * What `tsyncio doctor` finds, as data, and the small questions about a folder that its parts share.
 */
import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** One finding. An error means that something does not work as it stands. */
export interface Finding {
  readonly part: "versions" | "hosts" | "options" | "files";
  readonly status: "ok" | "warning" | "error";
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export interface Package {
  readonly folder: string;
  readonly version: string;
}

/** What is read of a `package.json`. */
export interface Manifest {
  readonly version?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly jest?: unknown;
}

/** The package that a module in this folder would import. */
export function findPackage(name: string, folder: string): Package | undefined {
  try {
    const file = findPackageJSON(name, pathToFileURL(join(folder, "main.js")));
    return file ? { folder: dirname(file), version: readManifest(dirname(file)).version ?? "?" } : undefined;
  } catch {
    return undefined;
  }
}

/** The `package.json` of a folder; empty where there is none that can be read. */
export function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return {};
  }
}
