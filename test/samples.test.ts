/**
 * The samples in both languages: each is compiled by `tspc` and run in a process of its own, its Python
 * twin is run by CPython, and both must print the .out file to the letter. Needs `npm run build`.
 *
 * CPython 3.14 runs in WebAssembly, on a virtual clock, without sockets or signals: the crawler's twin is
 * run by the `python3` of the machine.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const samples = join(root, "samples");
const compiled = join(root, "build/samples");
const crawler = "20-crawler";

const stems = (extension: string) =>
  readdirSync(samples)
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length));
const names = stems(".ts");
const expected = (name: string) => readFileSync(join(samples, `${name}.out`), "utf8");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. `onError` is called with all of its standard error, each time more has come. */
async function execute(
  [file = "", ...args]: string[],
  onError?: (stderr: string, child: ChildProcess) => void,
): Promise<Ended> {
  const child = spawn(file, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
    onError?.(stderr, child);
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

beforeAll(async () => {
  const tspc = join(root, "node_modules/ts-patch/bin/tspc.js");
  const { code, stdout, stderr } = await execute([process.execPath, tspc, "-p", "samples"]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe("the samples", () => {
  test("each has a Python twin and an expected output, and nothing is left over", () => {
    expect(stems(".py")).toEqual(names);
    expect(stems(".out")).toEqual(names);
  });

  test("are numbered without a gap", () => {
    expect(names.map((name) => Number(name.slice(0, 2)))).toEqual(names.map((_, index) => index + 1));
  });
});

describe("compiled by tspc, each sample prints its expected output", () => {
  test.for(names)("%s", async (name) => {
    const { code, stdout, stderr } = await execute([process.execPath, join(compiled, `${name}.js`)]);
    expect(stdout).toBe(expected(name));
    expect(code).toBe(0);
    if (name !== crawler) expect(stderr).toBe("");
  });
});

describe("in CPython, each twin prints the same", () => {
  let runTwin: (name: string) => { stdout: string; stderr: string };

  beforeAll(async () => {
    runTwin = await startPython();
  });

  test.for(names.filter((name) => name !== crawler))("%s", (name) => {
    expect(runTwin(name)).toEqual({ stdout: expected(name), stderr: "" });
  });

  test(`${crawler}, by python3`, async () => {
    const { code, stdout } = await execute(["python3", join(samples, `${crawler}.py`)]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expected(crawler) });
  });
});

/** Starts CPython 3.14; what it gives runs a twin on the virtual loop of the differential harness. */
async function startPython(): Promise<(name: string) => { stdout: string; stderr: string }> {
  const pyodide = await loadPyodide();
  const harness = readFileSync(join(root, "test/conformance/conformance.py"), "utf8");
  pyodide.FS.writeFile("/home/pyodide/conformance.py", harness);
  const run = pyodide.runPython(`
import asyncio, contextlib, functools, gc, io, logging, sys
from conformance import VirtualEventLoop

assert sys.version_info >= (3, 14)
logging.getLogger("asyncio").setLevel(logging.WARNING)  # "destroyed while pending" is a fault of a sample
asyncio.new_event_loop = VirtualEventLoop
asyncio.run = functools.partial(asyncio.run, loop_factory=VirtualEventLoop)
asyncio._set_running_loop(None)  # that of the WebAssembly host

def run(source, filename):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        exec(compile(source, filename, "exec"), {"__name__": "__main__"})
        gc.collect()
    return [out.getvalue(), err.getvalue()]
run`);
  return (name) => {
    const file = join(samples, `${name}.py`);
    const [stdout, stderr] = run(readFileSync(file, "utf8"), file).toJs();
    return { stdout, stderr };
  };
}

describe("Ctrl-C in the crawler", () => {
  const programs = [
    ["TypeScript", process.execPath, join(compiled, `${crawler}.js`)],
    ["Python", "python3", join(samples, `${crawler}.py`)],
  ];

  test.for(programs)(
    "cancels what is in flight, closes the server and tells how far it got: %s",
    async ([, ...command]) => {
      let interrupted = 0;
      const { code, stdout, stderr } = await execute(command, (text, child) => {
        // The first page brings links to three more, one of which never answers.
        if (interrupted > 0 || !text.includes("200 /\n")) return;
        interrupted = performance.now();
        child.kill("SIGINT");
      });
      const milliseconds = performance.now() - interrupted;

      expect(stdout).toMatch(/^crawling, Ctrl-C to stop\nthe server is closed\ninterrupted\n\/ 200\n/);
      expect(stdout).toMatch(/^\d of \d pages were read\n$/m);
      expect(stdout).not.toContain("too slow");
      expect(stderr).toMatch(/^( {2}\d{3} \S+\n)+$/);
      expect(code).toBe(130);
      expect(milliseconds).toBeLessThan(5000);
    },
  );
});

describe("run.js", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "samples-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Lays a sample into the folder: its compiled program, and the output it is expected to have. */
  function lay(name: string, program: string, out: string): void {
    writeFileSync(join(folder, `${name}.ts`), "");
    writeFileSync(join(folder, `${name}.js`), program);
    writeFileSync(join(folder, `${name}.out`), out);
  }
  const runAll = () => execute([process.execPath, join(samples, "run.js"), folder, folder]);

  test("shows the output of each sample and says that all matched", async () => {
    lay("one", 'console.log("uno")', "uno\n");
    lay("two", 'console.log("due")', "due\n");
    const { code, stdout } = await runAll();
    expect(code).toBe(0);
    expect(stdout).toBe("--- one\nuno\n\n--- two\ndue\n\n2 samples ran, 2 matched\n");
  });

  test("fails and shows the difference when a sample prints something else", async () => {
    lay("one", 'console.log("uno")', "uno\n");
    lay("two", 'console.log("due\\ntre")', "due\nthree\n");
    const { code, stdout } = await runAll();
    expect(code).toBe(1);
    expect(stdout).toContain("printed something else:\n    due\n  + tre\n  - three\n");
    expect(stdout).toMatch(/\nFAILED: two\n2 samples ran, 1 matched\n$/);
  });

  test("fails when the expected output of a real sample is changed", async () => {
    const name = names[0] ?? "";
    lay(name, "", `${expected(name)}one line more\n`);
    const { code, stdout } = await execute([process.execPath, join(samples, "run.js"), folder, compiled]);
    expect(code).toBe(1);
    expect(stdout).toContain("\n  - one line more\n");
  });

  test("fails when a sample prints what it should and then throws", async () => {
    lay("one", 'console.log("uno"); throw new Error("planted")', "uno\n");
    const { code, stdout } = await runAll();
    expect(code).toBe(1);
    expect(stdout).toContain("ended with exit code 1\n");
  });

  test("fails when a sample was not compiled", async () => {
    lay("one", "", "uno\n");
    rmSync(join(folder, "one.js"));
    expect((await runAll()).code).toBe(1);
  });

  test("fails when there is no sample at all", async () => {
    const { code, stdout } = await runAll();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "0 samples ran, 0 matched\n" });
  });
});
