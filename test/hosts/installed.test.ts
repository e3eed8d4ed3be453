/** What the tools of `npm run test:hosts` are installed from is compared with what is there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingIn } from "./tools/installed.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tsyncio-installed-"));
  write("package-lock.json", {
    packages: {
      "": { version: "1.0.0" },
      "node_modules/svelte": { version: "5.0.0" },
      "node_modules/svelte/node_modules/esrap": { version: "2.1.0" },
      "node_modules/@else/where": { version: "3.0.0", optional: true },
    },
  });
  write("node_modules/svelte/package.json", { version: "5.0.0" });
  write("node_modules/svelte/node_modules/esrap/package.json", { version: "2.1.0" });
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: object): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(content));
}

test("nothing is missing where all is there that is not for another system", () => {
  expect(missingIn(folder)).toEqual([]);
});

test("a package that an installation has left out is named", () => {
  rmSync(join(folder, "node_modules/svelte/node_modules"), { recursive: true });
  expect(missingIn(folder)).toEqual(["node_modules/svelte/node_modules/esrap"]);
});

test("a package of an earlier lock file is named", () => {
  write("node_modules/svelte/package.json", { version: "4.0.0" });
  expect(missingIn(folder)).toEqual(["node_modules/svelte"]);
});
