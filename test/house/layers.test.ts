/** The real tree keeps the directions of imports, and each rule catches a planted fault. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { noCycles } from "./cycles.ts";
import {
  downwards,
  emittersDecideNothing,
  hostGlobalsStayWithHosts,
  hostsAreKnownToHostsOnly,
  packagesAreFew,
  placed,
  roomsStayApart,
  runtimeOrder,
  transformerOrder,
} from "./layers.ts";
import { type Rule, readSources, root, source } from "./sources.ts";

const sources = readSources("runtime", "transformer");

function faults(rule: Rule, files: Record<string, string>): string[] {
  return rule(Object.entries(files).map(([path, text]) => source(path, text)));
}

test("there are sources to judge in both rooms", () => {
  const paths = sources.map(({ path }) => path);
  expect(paths).toContain("runtime/tasks.ts");
  expect(paths).toContain("transformer/analyze.ts");
});

describe("transformer/ and runtime/ never import each other", () => {
  test("in the real tree", () => expect(roomsStayApart(sources)).toEqual([]));

  test("an import from the runtime into the transformer is caught", () => {
    const planted = { "transformer/analyze.ts": '\nimport { run } from "../runtime/index.ts";' };
    expect(faults(roomsStayApart, planted)).toEqual([
      "transformer/analyze.ts:2: transformer/ may not import runtime/index.ts: the rooms meet only in emitted code",
    ]);
  });

  test.each([
    ["a type", 'import type { Plan } from "../transformer/plan.ts";'],
    ["a re-export", 'export * from "../transformer/plan.ts";'],
    ["a type in place", 'let plan: import("../transformer/plan.ts").Plan;'],
    ["a dynamic import", 'const plan = () => import("../transformer/plan.ts");'],
    ["a file of the tests", 'import { root } from "../test/house/sources.ts";'],
  ])("the way back is caught in the form of %s", (_form, text) => {
    expect(faults(roomsStayApart, { "runtime/tasks.ts": text })).toHaveLength(1);
  });
});

describe.each([
  ["runtime", runtimeOrder, "futures.ts", "tasks.ts"],
  ["transformer", transformerOrder, "plan.ts", "analyze.ts"],
])("%s/ has an order, and imports go one way", (room, order, before, after) => {
  const rule = downwards(room, order);

  test("in the real tree", () => {
    expect(rule(sources)).toEqual([]);
    expect(placed(room, order)(sources)).toEqual([]);
  });

  test("a file may import one that stands before it", () => {
    expect(faults(rule, { [`${room}/${after}`]: `import { x } from "./${before}";` })).toEqual([]);
  });

  test("an import of a later file is caught", () => {
    expect(faults(rule, { [`${room}/${before}`]: `import { x } from "./${after}";` })).toEqual([
      `${room}/${before}:1: imports ${room}/${after}, which does not stand before it in the order of ${room}/`,
    ]);
  });

  test("a type may be looked up in a later file", () => {
    expect(faults(rule, { [`${room}/${before}`]: `import type { x } from "./${after}";` })).toEqual([]);
  });

  test("an import of a folder that comes later is caught, one inside the folder is not", () => {
    const inside = { [`${room}/hosts/web.ts`]: 'import { x } from "./node.ts";' };
    expect(faults(rule, { [`${room}/${before}`]: 'import { x } from "./hosts/web.ts";' })).toHaveLength(1);
    expect(faults(rule, inside)).toEqual([]);
  });

  test("a file without a place is caught", () => {
    expect(faults(placed(room, order), { [`${room}/helpers.ts`]: "" })).toEqual([
      `${room}/helpers.ts:1: has no place in the order of ${room}/: add it to test/house/layers.ts`,
    ]);
  });
});

describe("an emitter decides nothing", () => {
  test("in the real tree", () => expect(emittersDecideNothing(sources)).toEqual([]));

  test("it may know the plan and its own parts", () => {
    const text = 'import { Plan } from "./plan.ts"; import { move } from "./emit-text-edits.ts";';
    expect(faults(emittersDecideNothing, { "transformer/emit-text.ts": text })).toEqual([]);
  });

  test.each([
    ["emit-ast-nodes.ts", "analyze.ts"],
    ["emit-text.ts", "scopes.ts"],
    ["emit-text-edits.ts", "emit-ast-nodes.ts"],
  ])("%s is caught asking %s", (emitter, other) => {
    const planted = { [`transformer/${emitter}`]: `import type { x } from "./${other}";` };
    expect(faults(emittersDecideNothing, planted)).toHaveLength(1);
  });
});

describe("only the folders of hosts know a host", () => {
  test("in the real tree", () => {
    expect(hostsAreKnownToHostsOnly(sources)).toEqual([]);
    expect(hostGlobalsStayWithHosts(sources)).toEqual([]);
  });

  test("an import of node: in the core is caught", () => {
    const planted = { "runtime/loop.ts": 'import { performance } from "node:perf_hooks";' };
    expect(faults(hostsAreKnownToHostsOnly, planted)).toHaveLength(1);
  });

  test.each(["runtime/hosts/node.ts", "transformer/hosts/tsc.ts", "transformer/cli/run.ts"])(
    "%s may import node:",
    (path) => expect(faults(hostsAreKnownToHostsOnly, { [path]: 'import net from "node:net";' })).toEqual([]),
  );

  test.each(["process.exitCode = 1;", "setTimeout(f, 1);", "globalThis.setImmediate(f);"])(
    "the global in `%s` is caught in the core",
    (text) => expect(faults(hostGlobalsStayWithHosts, { "runtime/loop.ts": text })).toHaveLength(1),
  );

  test("a property that only bears the name of a global is none", () => {
    const text = "host.setTimeout(f); const x = { process: 1 }; class C { setImmediate() {} }";
    expect(faults(hostGlobalsStayWithHosts, { "runtime/loop.ts": text })).toEqual([]);
  });
});

describe("packages are few", () => {
  test("in the real tree", () => expect(packagesAreFew(sources)).toEqual([]));

  test("any package in the runtime is caught", () => {
    expect(faults(packagesAreFew, { "runtime/tasks.ts": 'import ts from "typescript";' })).toHaveLength(1);
  });

  test("a third package in the transformer is caught", () => {
    const text = 'import ts from "typescript"; import M from "magic-string"; import b from "@babel/core";';
    expect(faults(packagesAreFew, { "transformer/parse.ts": text })).toEqual([
      "transformer/parse.ts:1: imports the package @babel/core: transformer/ may not",
    ]);
  });
});

describe("no import cycles", () => {
  const circle = (second: string) => ({
    "runtime/a.ts": 'import { b } from "./b.ts";',
    "runtime/b.ts": 'export { c } from "./c.ts";',
    "runtime/c.ts": second,
  });

  test("in the real tree", () => expect(noCycles(sources)).toEqual([]));

  test("a cycle of three is caught and drawn", () => {
    expect(faults(noCycles, circle('import { a } from "./a.ts";'))).toEqual([
      "import cycle: runtime/a.ts -> runtime/b.ts -> runtime/c.ts -> runtime/a.ts",
    ]);
  });

  test("a file that imports itself is caught", () => {
    expect(faults(noCycles, { "runtime/a.ts": 'import "./a.ts";' })).toHaveLength(1);
  });

  test("named types alone still load the file, so they close a cycle", () => {
    expect(faults(noCycles, circle('import { type A } from "./a.ts";'))).toHaveLength(1);
  });

  test("an import of types closes no cycle", () => {
    expect(faults(noCycles, circle('import type { A } from "./a.ts";'))).toEqual([]);
  });
});

describe("docs/design.md draws the house as the rules know it", () => {
  const drawing = readFileSync(join(root, "docs/design.md"), "utf8");

  test.each([
    ["runtime", runtimeOrder],
    ["transformer", transformerOrder],
  ])("%s/", (room, order) => {
    const block = new RegExp(`\`\`\`text ${room}\n([^\`]*)\`\`\``).exec(drawing)?.[1] ?? "";
    expect(block.match(/^\S+/gm)).toEqual(order);
  });
});
