/** `tsyncio run`: the program is rewritten, and its arguments, signals and exit code are its own. Needs `npm run build`. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Project } from "../hosts/support/project.ts";
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

describe.each([
  ["in the place of the command", () => startTsyncio(project, "run", "wait.ts")],
  ["as a child, where processes cannot be replaced", startAsChild],
])("%s", (_way, start) => {
  /** Waits until the program runs, sends it a signal, and gives its end. */
  async function end(
    signal: NodeJS.Signals,
  ): Promise<{ printed: string; code: number | null; by: string | null }> {
    const child = start();
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

  test("a program that a signal ends leaves no doubt about it", async () => {
    const { printed, code, by } = await end("SIGTERM");
    expect(printed).toBe("ready\n");
    expect(by === "SIGTERM" || code === 128 + 15).toBe(true);
  });
});

/** The command without \`process.execve\`, as on Windows. */
function startAsChild(): ChildProcess {
  project.write({
    "child.mjs": `process.execve = undefined;
process.argv.splice(1, 1);
await import(${JSON.stringify(bin)});
`,
  });
  return spawn(process.execPath, [resolve(project.root, "child.mjs"), bin, "run", "wait.ts"], {
    cwd: project.root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
