/**
 * Runs compiled modules in a Node of their own and brings back what their `main` gave. The runtime is the one
 * in dist, as a user has it, or the one named.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one program gave: its result, or the error it ended in. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

const driver = `
import { run } from "tsyncio";
const outcomes = {};
for (const name of process.argv.slice(2)) {
  try {
    const program = await import("./" + name);
    const { default: main, expected } = program;
    outcomes[name] = { value: await run(main()), ...(expected === undefined ? {} : { expected }) };
  } catch (error) {
    outcomes[name] = { error: String(error?.stack ?? error) };
  }
}
process.stdout.write("\\n" + JSON.stringify(outcomes));
`;

/** Writes files side by side, imports those named as programs, and runs the `main` of each. */
export function runPrograms(
  files: Record<string, string>,
  programs = Object.keys(files),
): Record<string, Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "tsyncio-fixtures-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(import.meta.dirname, "../../.."), join(folder, "node_modules/tsyncio"));
    for (const [name, code] of Object.entries({ ...files, "driver.mjs": driver }))
      writeFileSync(join(folder, name), code);
    const output = execFileSync(process.execPath, [join(folder, "driver.mjs"), ...programs], {
      encoding: "utf8",
    });
    return JSON.parse(output.slice(output.lastIndexOf("\n")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
