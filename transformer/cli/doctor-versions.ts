/**
 * Which versions of what tsyncio stands on are installed in a project, and which do not go together.
 */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type Finding, findPackage, readManifest } from "./doctor-findings.ts";

/** @param own the version of the tsyncio that asks */
export function checkVersions(folder: string, own: string, usesPlugin: boolean): Finding[] {
  const node: Finding = { part: "versions", status: "ok", message: `Node ${process.versions.node}` };
  return [
    node,
    checkTypeScript(folder),
    ...(usesPlugin ? [checkTsPatch(folder)] : []),
    ...checkCopies(folder, own),
  ];
}

function checkTypeScript(folder: string): Finding {
  const found = findPackage("typescript", folder);
  const install = "npm install --save-dev typescript@6";
  if (!found) return fault("error", "TypeScript is not installed.", install);
  const major = Number.parseInt(found.version, 10);
  if (major === 6) return { part: "versions", status: "ok", message: `TypeScript ${found.version}` };
  if (major < 6) return fault("error", `TypeScript ${found.version} is too old.`, install);
  return fault(
    "error",
    `TypeScript ${found.version} has no interface for reading sources and takes no plugins.`,
    "Keep it under the name @typescript/native, and install typescript@npm:@typescript/typescript6 beside it: docs/cli.md, With TypeScript 7.",
  );
}

function checkTsPatch(folder: string): Finding {
  const found = findPackage("ts-patch", folder);
  if (found?.version.startsWith("4.")) {
    return { part: "versions", status: "ok", message: `ts-patch ${found.version}` };
  }
  const message = found
    ? `ts-patch ${found.version} does not know TypeScript 6.`
    : "tsconfig.json names the plugin, but ts-patch, which runs plugins, is not installed.";
  return fault("error", message, "npm install --save-dev ts-patch@4");
}

/** Two copies know each other's coroutines, but each has loops and tasks of its own. */
function checkCopies(folder: string, own: string): Finding[] {
  const found = findPackage("tsyncio", folder);
  if (!found) return [fault("error", "tsyncio is not installed in this project.", "npm install tsyncio")];
  const copies = new Set([realpathSync(found.folder), ...copiesBelow(folder)]);
  const versions = [...copies].map((copy) => `${readManifest(copy).version} in ${copy}`);
  if (copies.size > 1) {
    const isSame = new Set([...copies].map((copy) => readManifest(copy).version)).size === 1;
    const message = `There are ${copies.size} copies of tsyncio: ${versions.join(", ")}.`;
    return [
      fault(isSame ? "warning" : "error", message, "Let all depend on one version, and run npm dedupe."),
    ];
  }
  if (found.version !== own) {
    const message = `This is tsyncio ${own}, the project has ${found.version}.`;
    return [fault("warning", message, "Call the project's own: npx tsyncio doctor.")];
  }
  return [{ part: "versions", status: "ok", message: `tsyncio ${found.version}` }];
}

/** Every copy in the `node_modules` of the project and of its dependencies, by its real path. */
function copiesBelow(folder: string): string[] {
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) return [];
  const names = readdirSync(modules, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  const here = existsSync(join(modules, "tsyncio")) ? [realpathSync(join(modules, "tsyncio"))] : [];
  // A link leads to another place, whose dependencies are its own affair.
  const packages = names
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => packagesOf(modules, name));
  return [...here, ...packages.flatMap((path) => copiesBelow(path))];
}

function packagesOf(modules: string, name: string): string[] {
  const path = join(modules, name);
  return name.startsWith("@") ? readdirSync(path).map((inner) => join(path, inner)) : [path];
}

function fault(status: "warning" | "error", message: string, remedy: string): Finding {
  return { part: "versions", status, message, remedy };
}
