/**
 * What leaves the house: the entries that package.json exports, the files of the tarball, and what may
 * stand in no committed file. The rules judge plain data; package.test.ts fetches it.
 */
import type { Fault } from "./sources.ts";

type Target = string | { readonly [condition: string]: Target };
export type Exports = Readonly<Record<string, Target>>;

/** Every file that an `exports` field points to, under whatever condition. */
export function targetsOf(target: Target): string[] {
  return typeof target === "string"
    ? [target.replace(/^\.\//, "")]
    : Object.values(target).flatMap(targetsOf);
}

export function missingTargets(exports: Exports, exists: (path: string) => boolean): Fault[] {
  return Object.entries(exports).flatMap(([entry, target]) =>
    targetsOf(target)
      .filter((path) => !exists(path))
      .map((path) => `package.json exports "${entry}" as ${path}, which does not exist after a build`),
  );
}

const papers = ["package.json", "README.md", "LICENSE", "CHANGELOG.md"];

/** The tarball holds what was built from every source, the papers, and nothing else. */
export function tarballFaults(files: readonly string[], sources: readonly string[]): Fault[] {
  const wanted = [...papers, ...sources.flatMap(builtFrom)];
  const missing = wanted.filter((path) => !files.includes(path)).map((path) => `the tarball lacks ${path}`);
  const strange = files.filter((path) => !wanted.includes(path) && !/^docs\/.+\.md$/.test(path));
  return [
    ...missing,
    ...strange.map((path) => `the tarball holds ${path}: if its source is gone, delete dist/`),
  ];
}

function builtFrom(source: string): string[] {
  const stem = `dist/${source.replace(/\.ts$/, "")}`;
  return [`${stem}.js`, `${stem}.js.map`, `${stem}.d.ts`];
}

/** A source map must carry its sources: the files that it names are not in the tarball. */
export function mapFaults(path: string, text: string): Fault[] {
  const map = JSON.parse(text) as { sources: string[]; sourcesContent?: (string | null)[] };
  return map.sources
    .filter((_source, index) => typeof map.sourcesContent?.[index] !== "string")
    .map((source) => `${path} does not carry the text of ${source}: build with inlineSources`);
}

/** The lock file must work behind any registry, so it names none. */
export function lockFaults(text: string): Fault[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) =>
    /"resolved":/.test(line) ? [`package-lock.json:${index + 1}: holds an address: ${line.trim()}`] : [],
  );
}

/** Folders that exist on one machine only: homes, places of work, drives. Nobody's home, and the one inside Pyodide, are none. */
const machinePath =
  /(?<![\w.~-])(?:\/(?:root|work)\/\w|\/(?:home|Users)\/(?!me\/|pyodide\/)\w+\/|[A-Z]:\\Users\\)/;

export function machinePathFaults(path: string, text: string): Fault[] {
  return text.split("\n").flatMap((line, index) => {
    const found = machinePath.exec(line);
    return found === null ? [] : [`${path}:${index + 1}: holds a path of one machine: ${found[0]}…`];
  });
}
