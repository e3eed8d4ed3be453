/** Which package.json the options of a file are read from, in real folders. */
import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { manifestOf } from "../../transformer/hosts/manifests.ts";
import { tsyncio } from "../cli/support/cli.ts";
import { type Project, projects } from "./support/project.ts";

const make = projects();

const source = `
import { run, sleep } from "tsyncio";
async function main() { console.log(await sleep(0.001, "done")); }
await run(main());
`;

/** A project that is a folder of files and no package. */
function makeBare(files: Record<string, string>): Project {
  const project = make(files);
  rmSync(project.path("package.json"));
  return project;
}

const urlIn = (project: Project, name: string) => pathToFileURL(project.path(name));

test("the manifest of a file is the nearest one above it", () => {
  const project = make({ "main.ts": source, "part/package.json": {}, "part/other.ts": source });
  expect(manifestOf(urlIn(project, "main.ts"))).toBe(project.path("package.json"));
  expect(manifestOf(urlIn(project, "part/other.ts"))).toBe(project.path("part/package.json"));
});

test("a file that belongs to no package has none", () => {
  expect(manifestOf(urlIn(makeBare({ "main.mts": source }), "main.mts"))).toBeUndefined();
});

describe("a file that belongs to no package is run", () => {
  test("by Node with the hooks", async () => {
    const project = makeBare({ "main.mts": source });
    expect(await project.node("--import", "tsyncio/register", "main.mts")).toMatchObject({
      code: 0,
      stdout: "done\n",
      stderr: "",
    });
  });

  test("by the command line", async () => {
    const project = makeBare({ "main.ts": source });
    expect(await tsyncio(project, "run", "main.ts")).toMatchObject({ code: 0, stdout: "done\n", stderr: "" });
  });
});
