/** `tsyncio run`: the program is rewritten, and its arguments, signals and exit code are its own. Needs `npm run build`. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Project } from "../hosts/support/project.ts";
import { refused } from "../hosts/support/refused.ts";
import { bin, startTsyncio, tsyncio } from "./support/cli.ts";

const project = new Project({
  "main.ts": `import { isCoroutineFunction, run } from "tsyncio";
import { twice } from "./twice.ts";
async function main(): Promise<void> {
  console.log(isCoroutineFunction(main), isCoroutineFunction(twice), await twice(21));
  console.log(JSON.stringify(process.argv.slice(2)), import.meta.main);
  process.exitCode = 7;
}
run(main());
`,
  "twice.ts": "export const twice = async (n: number): Promise<number> => 2 * (await n);\n",
  "broken.ts": `import { run } from "tsyncio";

async function main(): Promise<void> {
  throw new Error("here");
}
run(main());
`,
  "rich/tsconfig.json": { compilerOptions: { experimentalDecorators: true, jsx: "react", jsxFactory: "h" } },
  "rich/main.tsx": `import { run } from "tsyncio";
import { Level, type Unused } from "./level.js";
import { Point } from "./point.js";

const h = (name: string, properties: object | null, ...children: unknown[]) => [name, properties, ...children];
const seen: string[] = [];
const logged = (_target: object, key: string) => void seen.push(key);
class Service {
  @logged async load(point: Point): Promise<unknown> {
    return <b id={point.x}>{await Level.High}</b>;
  }
}
async function main(): Promise<void> {
  console.log(JSON.stringify([await new Service().load(new Point(1)), seen]));
  throw new Error("here");
}
run(main()).catch((error: Error) => console.log(error.stack?.split("\\n")[1]));
export type { Unused };
`,
  "rich/level.ts": "export enum Level { Low = 1, High }\nexport interface Unused { never: true }\n",
  "rich/point.ts": "export class Point {\n  constructor(readonly x: number) {}\n}\n",
  "plain/package.json": {},
  "plain/main.ts":
    'const { run } = require("tsyncio");\nenum A { One = 1 }\nrun((async () => await A.One)()).then(console.log);\n',
  "uncaught.ts": `import { run, sleep } from "tsyncio";
async function main(): Promise<void> {
  console.log("ready");
  await sleep(30);
}
run(main());
`,
  "wait.ts": `import { run, sleep } from "tsyncio";
async function main(): Promise<void> {
  try {
    console.log("ready");
    await sleep(30);
  } finally {
    console.log("cleaned up");
  }
}
run(main()).catch((error: Error) => {
  console.log(error.constructor.name);
  process.exitCode = 3;
});
`,
});
afterAll(() => project.remove());

test("the file and what it imports are rewritten, and it gets what follows it", async () => {
  expect(await tsyncio(project, "run", "main.ts", "--port", "1", "-h")).toEqual({
    code: 7,
    stdout: 'true true 42\n["--port","1","-h"] true\n',
    stderr: "",
  });
});

test("enums, JSX, decorators, imports of types and of ./a.js for ./a.ts are as TypeScript has them", async () => {
  const { code, stdout, stderr } = await tsyncio(project, "run", "rich/main.tsx");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^\[\["b",\{"id":1\},2\],\["load"\]\]\n {4}at .*rich\/main\.tsx:15:9\)\n$/);
});

test("a file of a CommonJS package may require", async () => {
  expect(await tsyncio(project, "run", "plain/main.ts")).toEqual({ code: 0, stdout: "1\n", stderr: "" });
});

test("an error names the line of the source", async () => {
  const { code, stderr } = await tsyncio(project, "run", "broken.ts");
  expect(code).toBe(1);
  expect(stderr).toMatch(/Error: here\n {4}at .*broken\.ts:4:9\)/);
});

test("a file that is not there, or is a folder, is one line with a code", async () => {
  for (const file of ["none.ts", "."]) {
    expect(await tsyncio(project, "run", file)).toEqual({
      code: 1,
      stdout: "",
      stderr: `error TSYNC3003: There is no file ${file}.\n`,
    });
  }
});

describe("a program that cannot be loaded is told by code and place:", () => {
  const faulty = new Project({
    "refused.ts": refused.source,
    "unclosed.ts": 'console.log("ran");\nfunction f(): void {\n',
    "unfinished.js": "export const f = async () => { return 1 +; };\n",
    "declared.ts": "interface Line {\n  left: out;\n}\nconst a: number = 1;\nconst a: number = 2;\n",
    "nowhere.ts": 'import "node:fs";\nimport { a } from "./none.ts";\na;\n',
    "builtin.ts": 'import "node:none";\n',
    "package.ts": 'import { a } from "@none/such/deep";\na;\n',
    "linked.ts": 'interface Line {\n  left: out;\n}\nimport { a, b } from "./one.ts";\nconsole.log(a, b);\n',
    "one.ts": "export const a = 1;\n",
    "required.cjs": '"use strict";\nrequire("./none.cjs");\n',
    "later.ts": 'await import("./none.ts");\n',
    "chain.ts": 'import "./refused.ts";\n',
    "options/package.json": { type: "module", tsyncio: { modes: 1 } },
    "options/main.ts": "export const f = async () => 1;\n",
    "runtime/package.json": { type: "module", tsyncio: { runtime: "not-there" } },
    "runtime/main.ts": "export const f = async () => 1;\n",
    "torn/package.json": '{ "name": ',
    "torn/main.ts": "export const f = async () => 1;\n",
    "unknown.txt": "what?\n",
    "asks.ts": 'import { unknown } from "./unknown.txt";\nunknown;\n',
    "catches.ts": `const caught = await import("./refused.ts").catch((error: Error & { code: string }) => error);
console.log(caught.name, caught.code);
`,
    "listens.ts": `process.on("uncaughtException", (error: Error & { code: string }) => console.log("heard", error.code));
setTimeout(() => import("./none.ts"));
`,
    "own.ts": 'const text: string = "{";\nJSON.parse(text);\n',
    "other.ts": 'await import("node:fs").then(() => { throw new SyntaxError("mine"); });\n',
  });
  afterAll(() => faulty.remove());

  test.each([
    ["a refused form", "refused.ts", `refused.ts:${refused.place}`, refused.frame],
    ["one in a file that is imported", "chain.ts", `refused.ts:${refused.place}`, refused.frame],
    ["TypeScript without an end", "unclosed.ts", "unclosed.ts:3:1 - error TS1005: '}' expected.", "3 |"],
    ["JavaScript with a gap", "unfinished.js", "unfinished.js:1:42 - error TS1109: ", "return 1 +; };"],
    [
      "what the engine alone takes for a syntax error",
      "declared.ts",
      "declared.ts:4:7 - error TS2451: ",
      "4 | const a: number = 1;\n  |       ^\n",
    ],
    [
      "an import of no file",
      "nowhere.ts",
      "nowhere.ts:2:19 - error TSYNC3011: Cannot find module ",
      '2 | import { a } from "./none.ts";\n  |                   ^^^^^^^^^^^\n',
    ],
    ["one that runs later", "later.ts", "later.ts:1:14 - error TSYNC3011: Cannot find module ", "import("],
    ["a require", "required.cjs", "required.cjs:2:9 - error TSYNC3011: Cannot find module ", "none.cjs"],
    [
      "a package that is not installed",
      "package.ts",
      "package.ts:1:19 - error TSYNC3011: Cannot find package '@none/such'.",
      "\nInstall it: npm install @none/such\n",
    ],
    [
      "a module that Node itself has not",
      "builtin.ts",
      "builtin.ts:1:8 - error TSYNC3011: No such built-in module: node:none.",
      "\nCorrect the import.\n",
    ],
    [
      "a name that is not exported",
      "linked.ts",
      "linked.ts:4:22 - error TSYNC3011: The requested module './one.ts' does not provide an export named 'b'.",
      '4 | import { a, b } from "./one.ts";\n  |                      ^^^^^^^^^^\n',
    ],
  ])("%s", async (_what, file, first, more) => {
    const { code, stdout, stderr } = await tsyncio(faulty, "run", file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.slice(0, first.length)).toBe(first);
    expect(stderr).toContain(more);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test.each([
    [
      "an unknown option",
      "options/main.ts",
      "TSYNC1000",
      'unknown option "modes" .* in the field "tsyncio" of ',
    ],
    [
      "a runtime that is not installed",
      "runtime/main.ts",
      "TSYNC3011",
      'rewritten files import "not-there", ',
    ],
    ["a package.json that cannot be read", "torn/main.ts", "TSYNC3012", ".*torn.package.json"],
    ["a file that Node does not load", "asks.ts", "TSYNC3011", 'Unknown file extension ".txt" for '],
  ])("%s, in one line", async (_what, file, error, sentence) => {
    const { code, stdout, stderr } = await tsyncio(faulty, "run", file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^error ${error}: .*${sentence}.*\\n$`));
  });

  test("a program that catches the error gets it as it was thrown", async () => {
    const { code, stdout } = await tsyncio(faulty, "run", "catches.ts");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "SyntaxError TSYNC1004\n" });
  });

  test("a program that listens for errors that nobody catches hears of it, and goes on", async () => {
    const { code, stdout, stderr } = await tsyncio(faulty, "run", "listens.ts");
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "heard ERR_MODULE_NOT_FOUND\n",
      stderr: "",
    });
  });

  test.each(["own.ts:2:6", "other.ts:1:44"])(
    "a SyntaxError of the program keeps its stack: %s",
    async (place) => {
      const { code, stderr } = await tsyncio(faulty, "run", place.replace(/:.*/, ""));
      expect(code).toBe(1);
      expect(stderr).toContain(`    at `);
      expect(stderr).toContain(place);
    },
  );
});

describe.each([
  ["in the place of the command", (file: string) => startTsyncio(project, "run", file)],
  ["as a child, where processes cannot be replaced", startAsChild],
])("%s", (_way, start) => {
  /** Waits until the program runs, sends it a signal, and gives its end. */
  async function end(
    signal: NodeJS.Signals,
    child = start("wait.ts"),
  ): Promise<{ printed: string; code: number | null; by: string | null }> {
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
      if (printed === "ready\n") child.kill(signal);
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
    const [code, by] = (await once(child, "close")) as [number | null, string | null];
    clearTimeout(timer);
    return { printed, code, by };
  }

  test("Ctrl-C reaches the program, which cleans up and says how it ends", async () => {
    expect(await end("SIGINT")).toEqual({
      printed: "ready\ncleaned up\nKeyboardInterrupt\n",
      code: 3,
      by: null,
    });
  });

  test("a program that Ctrl-C ends has the exit code that shells know it by", async () => {
    const child = start("uncaught.ts");
    expect(await end("SIGINT", child)).toEqual({ printed: "ready\n", code: 130, by: null });
  });

  test("a program that a signal ends leaves no doubt about it", async () => {
    const { printed, code, by } = await end("SIGTERM");
    expect(printed).toBe("ready\n");
    expect(by === "SIGTERM" || code === 128 + 15).toBe(true);
  });
});

/** The command without \`process.execve\`, as on Windows. */
function startAsChild(file: string): ChildProcess {
  project.write({
    "child.mjs": `process.execve = undefined;
process.argv.splice(1, 1);
await import(${JSON.stringify(bin)});
`,
  });
  return spawn(process.execPath, [resolve(project.root, "child.mjs"), bin, "run", file], {
    cwd: project.root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
