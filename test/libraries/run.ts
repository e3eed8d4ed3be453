/**
 * `npm run test:libraries -- --dir CHECKOUT --sources GLOB -- COMMAND [ARGUMENT…]`
 *
 * Runs a library's own tests as they are, then once more on a copy whose sources are rewritten by the text route, and
 * prints what both said. The checkout, with what its tests need installed in it, is the user's and is left alone.
 * Fails when the tests do on the copy and not before.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { rewrittenCopy } from "./copy.ts";

const { values, positionals } = given();
const [command, ...args] = positionals;
if (values.dir === undefined || values.sources === undefined || command === undefined)
  refuse("npm run test:libraries -- --dir CHECKOUT --sources GLOB -- COMMAND [ARGUMENT…]");
const checkout = resolve(values.dir);
if (!statSync(checkout, { throwIfNoEntry: false })?.isDirectory()) refuse(`there is no folder ${checkout}`);
process.exitCode = main(checkout, values.sources, command, args);

function given() {
  const options = { dir: { type: "string" }, sources: { type: "string", multiple: true } } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(reason: string): never {
  console.error(`libraries: ${reason}`);
  process.exit(2);
}

function main(
  checkout: string,
  sources: readonly string[],
  command: string,
  args: readonly string[],
): number {
  const native = runTests(checkout, command, args);
  const { folder, rewritten, refused, end } = rewrittenCopy(checkout, sources);
  try {
    console.log(`rewritten: ${rewritten.join(", ") || "nothing"}`);
    for (const refusal of refused) console.log(`refused: ${refusal}`);
    const ours = runTests(folder, command, args);
    console.log(`${checkout}: exit code ${native} natively, ${ours} rewritten`);
    return rewritten.length > 0 && (ours === 0 || native !== 0) ? 0 : 1;
  } finally {
    end();
  }
}

function runTests(folder: string, command: string, args: readonly string[]): number {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: "inherit", timeout: 600_000 });
  return status ?? 1;
}
