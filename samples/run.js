// Runs the compiled samples one after the other, each in a process of its own, shows what they print as they print
// it, and compares it with the .out file beside the source. It compiles nothing: `tspc -p samples` comes first.
//
//     node samples/run.js [folder of the sources] [folder of the compiled samples]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diff } from "node:util";

const TIME_LIMIT = 30; // seconds a sample
const [sources = import.meta.dirname, compiled = join(import.meta.dirname, "../build/samples")] =
  process.argv.slice(2);

/** Runs one compiled sample; gives what it printed and how it ended, `undefined` when it ended well. */
async function execute(name) {
  const child = spawn(process.execPath, [join(compiled, `${name}.js`)], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: TIME_LIMIT * 1000,
    killSignal: "SIGKILL",
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    process.stdout.write(chunk);
    printed += chunk;
  });
  const [code, signal] = await once(child, "close");
  if (signal === "SIGKILL") return { printed, failure: `killed; the time limit is ${TIME_LIMIT} s` };
  return { printed, failure: code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}` };
}

/** The lines in which two texts differ: `-` is expected and missing, `+` is printed and not expected. */
function difference(printed, expected) {
  const marks = { "-1": "  - ", 0: "    ", 1: "  + " };
  return diff(printed.split("\n"), expected.split("\n")).map(([mark, line]) => marks[mark] + line);
}

/** Runs one sample and says what is wrong with it, line by line; an empty list when nothing is. */
async function check(name) {
  const expected = readFileSync(join(sources, `${name}.out`), "utf8");
  const { printed, failure } = await execute(name);
  const complaints =
    printed === expected ? [] : ["printed something else:", ...difference(printed, expected)];
  return failure ? [failure, ...complaints] : complaints;
}

const names = readdirSync(sources)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

const failed = [];
for (const name of names) {
  console.log(`--- ${name}`);
  const complaints = await check(name);
  if (complaints.length > 0) failed.push(name);
  for (const line of complaints) console.log(line);
  console.log();
}
for (const name of failed) console.log(`FAILED: ${name}`);
console.log(`${names.length} samples ran, ${names.length - failed.length} matched`);
process.exitCode = failed.length > 0 || names.length === 0 ? 1 : 0;
