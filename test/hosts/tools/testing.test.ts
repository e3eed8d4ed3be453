/** Vitest and Jest run a test file of the example, whose tests are coroutine functions, as their users set them up. */
import { describe, expect, test } from "vitest";
import { refused } from "../support/refused.ts";
import { command, documented, type Ended, Workspace } from "./workspace.ts";

/** Every test needs a task of its own runtime around it, so that none can pass as native code. */
const tests = `
let service: string[] = [];
beforeEach(async () => {
  service = await collect(["pears", "plums"]);
});

test("is a coroutine function itself", async () => {
  expect(isCoroutineFunction(collect)).toBe(true);
  expect(currentTask()?.done()).toBe(false);
});

test("sees what was awaited before it", async () => {
  expect(service).toEqual(["pears", "plums", "2 by promise"]);
});

test("is stopped by a timeout of its own", async () => {
  const late = async () => {
    await using _ = timeout(0.01);
    await sleep(60);
  };
  await expect(late()).rejects.toThrow(TimeoutError);
});
`;
const imports = `import { currentTask, isCoroutineFunction, sleep, TimeoutError, timeout } from "tsyncio";\n`;
const failing = `
test("fails at this line", async () => {
  await sleep(0);
  expect(1 as number).toBe(2);
});
`;

/** Both print the place of the call: some name its dot, some what follows. */
function expectFailure({ code, stdout, stderr }: Ended): void {
  expect(code, stdout + stderr).toBe(1);
  expect(stdout + stderr).toMatch(/test\/failing\.test\.ts:7:2[23]/);
}

describe("Vitest", () => {
  const file = (text: string) =>
    `import { beforeEach, expect, test } from "vitest";\n${imports}import { collect } from "../src/market.ts";\n${text}`;
  const config = { "vitest.config.js": documented("Vitest", "vitest.config.js") };

  test("runs tests that are coroutine functions", async () => {
    const made = new Workspace("vitest", { ...config, "test/market.test.ts": file(tests) });
    const { stdout } = await made.mustRun(command("vitest"), "run");
    expect(stdout).toMatch(/Tests +3 passed/);
  });

  test("names the line of the source where a test fails", async () => {
    const made = new Workspace("vitest-failing", { ...config, "test/failing.test.ts": file(failing) });
    expectFailure(await made.run(command("vitest"), "run"));
  });
});

describe("Jest", () => {
  const file = (text: string) =>
    `import { beforeEach, expect, test } from "@jest/globals";\n${imports}import { collect } from "../src/market.ts";\n${text}`;
  const mocked = `
jest.mock("../src/even.ts", () => ({ even: () => "mocked" }));
import { even } from "../src/even.ts";
test("finds its mock in the place of the module", () => expect(even(1)).toBe("mocked"));
`;
  const babel = {
    "babel.config.json": {
      presets: [["@babel/preset-env", { targets: { node: "22" } }], "@babel/preset-typescript"],
    },
  };
  const isolated = {
    "tsconfig.json": {
      compilerOptions: {
        target: "es2022",
        module: "commonjs",
        moduleResolution: "bundler",
        esModuleInterop: true,
        isolatedModules: true,
        allowJs: true,
        rootDir: ".",
        sourceMap: true,
      },
    },
  };
  const swc = {
    jsc: { parser: { syntax: "typescript", explicitResourceManagement: true }, target: "es2022" },
  };

  /** The configuration of the page, with the transformer that it names replaced. */
  const withTransformer = (transformer: unknown) =>
    documented("Jest", "jest.config.js").replace(
      '"tsyncio/jest"',
      JSON.stringify(["tsyncio/jest", { transformer }]),
    );

  const setups: [name: string, files: Record<string, string | object>][] = [
    ["alone", { "jest.config.js": documented("Jest", "jest.config.js") }],
    ["before babel-jest", { "jest.config.js": withTransformer("babel-jest"), ...babel }],
    ["before @swc/jest", { "jest.config.js": withTransformer(["@swc/jest", swc]) }],
    ["before ts-jest", { "jest.config.js": withTransformer("ts-jest"), ...isolated }],
  ];
  const folder = (name: string) => `jest-${name.replaceAll(/\W+/g, "-")}`;
  const jest = (made: Workspace, ...flags: string[]) =>
    made.run(process.execPath, ...flags, command("jest"), "--no-cache");

  test.each(setups)("%s runs tests that are coroutine functions, and mocks modules", async (name, files) => {
    const made = new Workspace(folder(name), { ...files, "test/market.test.ts": file(tests + mocked) });
    const { code, stderr } = await jest(made);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Tests: +4 passed/);
  });

  test.each(setups)("%s names the line of the source where a test fails", async (name, files) => {
    const made = new Workspace(`${folder(name)}-failing`, {
      ...files,
      "test/failing.test.ts": file(failing),
    });
    expectFailure(await jest(made));
  });

  test("runs ES modules", async () => {
    const config = documented("Jest", "jest.config.js").replace(
      "export default {",
      'export default { extensionsToTreatAsEsm: [".ts"],',
    );
    const made = new Workspace("jest-modules", {
      "jest.config.js": config,
      "test/market.test.ts": file(tests),
    });
    const { code, stderr } = await jest(made, "--experimental-vm-modules");
    expect(code, stderr).toBe(0);
  });

  test("says what is refused, and where", async () => {
    const made = new Workspace("jest-refused", {
      "jest.config.js": documented("Jest", "jest.config.js"),
      "test/refused.test.ts": refused.source,
    });
    const { stderr } = await jest(made);
    expect(stderr).toContain(`test/refused.test.ts:${refused.place}`);
  });
});

describe("Jest on virtual time", () => {
  const imports = `import { createTask, Future, getRunningLoop, sleep } from "tsyncio";\n`;
  const globals = `import { beforeEach, describe, expect, test } from "@jest/globals";\n`;
  const tests = `
let slept = 0;
beforeEach(async () => {
  await sleep(3600);
  slept = getRunningLoop().time();
});

test("sleeps a day", async () => {
  await sleep(86_400);
  expect([slept, getRunningLoop().time()]).toEqual([3600, 86_400]);
});
describe("each", () => {
  test.each([1, 2])("begins at 0: %i", async (seconds) => {
    await sleep(seconds);
    expect(getRunningLoop().time()).toBe(seconds);
  });
});
test.concurrent.each([3, 4])("on a loop of its own beside others: %i", async (seconds) => {
  for (let n = 0; n < seconds; n++) await sleep(1);
  expect(getRunningLoop().time()).toBe(seconds);
});
test("may be an ordinary function", () => {
  expect(slept).toBe(3600);
});
test("may call back", (done) => {
  done();
});
test("may leave tasks behind", async () => {
  createTask(sleep(1e9));
});
test("may be woken by a timer of the host", async () => {
  const future = new Future();
  setTimeout(() => future.setResult("woken"), 300);
  expect(await future).toBe("woken");
});
test.failing("fails by its own error", async () => {
  await sleep(1);
  expect(1).toBe(2);
});
`;
  const stuck = `
test("is stuck", async () => {
  await new Future();
});
`;
  const config = { "jest.config.js": documented("Jest on virtual time", "jest.config.js") };
  const run = (made: Workspace, ...flags: string[]) =>
    made.run(process.execPath, ...flags, command("jest"), "--no-cache", "--verbose");

  test.each([
    ["of @jest/globals", globals],
    ["that are global", ""],
  ])("runs tests and hooks %s that are coroutine functions", async (name, declared) => {
    const made = new Workspace(`jest-virtual-${name.replaceAll(/\W+/g, "-")}`, {
      ...config,
      "test/virtual.test.ts": `${declared}${imports}${tests}`,
    });
    const { code, stderr } = await run(made);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Tests: +10 passed/);
  });

  test("runs them in ES modules", async () => {
    const made = new Workspace("jest-virtual-modules", {
      "jest.config.js": documented("Jest on virtual time", "jest.config.js").replace(
        "preset:",
        'extensionsToTreatAsEsm: [".ts"], preset:',
      ),
      "test/virtual.test.ts": `${globals}${imports}${tests}`,
    });
    const { code, stderr } = await run(made, "--experimental-vm-modules");
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Tests: +10 passed/);
  });

  test("says at once what waits in a test that is stuck", async () => {
    const made = new Workspace("jest-virtual-stuck", {
      ...config,
      "test/stuck.test.ts": `${globals}${imports}${stuck}`,
    });
    const { code, stderr } = await run(made);
    expect(code).toBe(1);
    expect(stderr).toContain("RuntimeError: deadlock");
    expect(stderr).not.toContain("Exceeded timeout");
  });

  test("refuses another test runner, and names the remedy", async () => {
    const made = new Workspace("jest-virtual-runner", {
      "jest.config.js": documented("Jest on virtual time", "jest.config.js").replace(
        "preset:",
        'testRunner: "./runner.cjs", preset:',
      ),
      // As a runner does: it loads what the configuration names before the test file.
      "runner.cjs":
        "module.exports = async (_global, config, _environment, runtime) => { for (const file of config.setupFilesAfterEnv) runtime.requireModule(file); };",
      "test/any.test.ts": `${globals}${imports}${stuck}`,
    });
    const { code, stderr } = await run(made);
    expect(code).toBe(1);
    expect(stderr).toContain("tsyncio/testing/jest needs Jest 30 with the test runner jest-circus");
  });
});
