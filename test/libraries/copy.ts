/** A copy of a project whose sources are rewritten, and which finds our package among its own. */
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { transform } from "tsyncio/transform";

/** A copy, what was rewritten in it, and how to be rid of it. */
export interface Copy {
  readonly folder: string;
  readonly rewritten: readonly string[];
  readonly refused: readonly string[];
  end(): void;
}

/** @param sources globs of the files to rewrite, from the folder of the project */
export function rewrittenCopy(project: string, sources: readonly string[]): Copy {
  const temporary = mkdtempSync(join(tmpdir(), "tsyncio-library-"));
  // Tests may look for the folder of their project by its name.
  const folder = join(temporary, basename(project));
  cpSync(project, folder, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  linkPackages(join(project, "node_modules"), join(folder, "node_modules"));
  const rewritten: string[] = [];
  const refused: string[] = [];
  for (const path of globSync([...sources], { cwd: folder }).sort()) {
    const text = readFileSync(join(folder, path), "utf8");
    const { code, diagnostics } = transform(text, { filename: path });
    for (const { line, message } of diagnostics) refused.push(`${path}:${line}: ${message}`);
    if (code === text) continue;
    writeFileSync(join(folder, path), code);
    rewritten.push(path);
  }
  return { folder, rewritten, refused, end: () => rmSync(temporary, { recursive: true, force: true }) };
}

/** Links, so that nothing is copied and our package can be put beside them. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from)) symlinkSync(join(from, entry), join(to, entry));
  symlinkSync(resolve(import.meta.dirname, "../.."), join(to, "tsyncio"));
}
