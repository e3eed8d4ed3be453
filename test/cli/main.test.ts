/** The command line as a whole: versions, help, and what is said to a wrong call. Needs `npm run build`. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createProgram } from "../../transformer/cli/program.ts";
import { Project } from "../hosts/support/project.ts";
import { bin, tsyncio } from "./support/cli.ts";

const project = new Project({});
afterAll(() => project.remove());

const root = resolve(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const commands = createProgram(version, () => {}).commands;
const document = readFileSync(join(root, "docs/cli.md"), "utf8");

/** The part of docs/cli.md under the heading of a command. */
function chapterOf(text: string, command: string): string {
  return text.split(/^## /m).find((chapter) => chapter.startsWith(`\`${command}\``)) ?? "";
}

/** The flags of a command that its chapter does not name, and those it names that are none. */
function flagFaults(chapter: string, flags: readonly string[]): string[] {
  const named = [...chapter.matchAll(/^\| `(?:-\w, )?(--[\w-]+)/gm)].map(([, flag = ""]) => flag);
  return [
    ...flags.filter((flag) => !named.includes(flag)).map((flag) => `${flag} is not documented`),
    ...named.filter((flag) => !flags.includes(flag)).map((flag) => `${flag} is no flag`),
  ];
}

test("the version is that of the package", async () => {
  expect(await tsyncio(project, "--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("without a command it prints the help", async () => {
  const { code, stdout } = await tsyncio(project);
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command.name()} `, "m"));
});

describe.each(commands.map((command) => [command.name(), command] as const))("%s", (name, command) => {
  const flags = command.options.map(({ long }) => long ?? "");

  test("has help with every flag and with examples", async () => {
    const { code, stdout } = await tsyncio(project, name, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: tsyncio ${name}`);
    for (const flag of flags) expect(stdout).toContain(flag);
    expect(stdout).toMatch(/Examples:\n {2}\$ tsyncio /);
  });

  test("is described in docs/cli.md with the same flags", () => {
    expect(flagFaults(chapterOf(document, name), flags)).toEqual([]);
  });
});

test("a flag that the documentation lacks, and one it invents, are caught", () => {
  const chapter = chapterOf(
    "## `run`\n| `--a` | x |\n| `-b, --b <x>` | y |\n## `other`\n| `--c` | z |\n",
    "run",
  );
  expect(flagFaults(chapter, ["--a", "--c"])).toEqual(["--c is not documented", "--b is no flag"]);
});

describe("a wrong call is one line with a code, and exit code 2:", () => {
  test.each([
    [["compil"], "Unknown command 'compil'. (Did you mean compile?)"],
    [["help", "nope"], "Unknown command 'nope'."],
    [["--versoin"], "Unknown option '--versoin'. (Did you mean --version?)"],
    [
      ["compile", "--out-dir", "o", "--source-maps", "none"],
      "Unknown option '--source-maps'. (Did you mean --source-map?)",
    ],
    [["compile"], "Required option '-o, --out-dir <folder>' not specified."],
    [["compile", "--out-dir"], "Option '-o, --out-dir <folder>' argument missing."],
    [
      ["compile", "-o", "o", "--source-map", "up"],
      "Option '--source-map <place>' argument 'up' is invalid. Allowed choices are file, inline, none.",
    ],
  ])("%j", async (args, sentence) => {
    const { code, stdout, stderr } = await tsyncio(project, ...args);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: `error TSYNC3002: ${sentence}\n`,
    });
  });
});

test("who stops reading ends neither the work nor its exit code, and hears no stack", async () => {
  project.write({ "long.ts": "export const a = async () => await 1;\n".repeat(3000) });
  const { stdout, stderr } = await project.shell(
    `"${process.execPath}" "${bin}" compare long.ts --format json | head -c 1; echo " \${PIPESTATUS[0]}"`,
  );
  expect({ stdout, stderr }).toEqual({ stdout: "{ 0\n", stderr: "" });
});

test("an old Node is told which it must be", async () => {
  project.write({
    "old.mjs": `Object.defineProperty(process.versions, "node", { value: "20.19.2" }); await import(${JSON.stringify(bin)});`,
  });
  expect(await project.node("old.mjs")).toEqual({
    code: 1,
    stdout: "",
    stderr: "error TSYNC3001: This is Node 20.19.2. tsyncio needs Node 22.15 or newer: install one.\n",
  });
});

describe("TypeScript is a choice of the project:", () => {
  const missing = 'throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });';
  const seven = `return { url: 'data:text/javascript,export default { version: "7.0.2" }', shortCircuit: true };`;

  test.each([
    ["missing, it says what to install", missing, "TypeScript is not installed here: npm install "],
    [
      "too new, it says how to have both",
      seven,
      "TypeScript 7.0.2 has no interface for reading sources. Install 6 ",
    ],
  ])("where it is %s", async (_what, answer, sentence) => {
    project.write({
      "other.mjs": `import { registerHooks } from "node:module";
registerHooks({
  resolve(name, context, next) {
    if (name !== "typescript") return next(name, context);
    ${answer}
  },
});
process.argv.splice(1, 1);
await import(${JSON.stringify(bin)});
`,
    });
    const { code, stderr } = await project.node("other.mjs", bin, "compile", "-o", "out");
    expect(stderr).toMatch(/^error TSYNC3008: .*\n$/);
    expect(stderr).toContain(sentence);
    expect(code).toBe(1);
  });
});
