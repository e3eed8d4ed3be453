import { describe, expect, test } from "vitest";
import { OptionError, resolveOptions, takesFile } from "../../transformer/options.ts";

describe("options", () => {
  test("have defaults for all that is not given", () => {
    const defaults = {
      mode: "all",
      catch: "exception",
      include: [],
      exclude: [],
      runtime: "tsyncio/compiled",
      debug: false,
    };
    expect(resolveOptions()).toEqual(defaults);
    expect(resolveOptions({ mode: undefined })).toEqual(defaults);
  });

  test("are taken as given", () => {
    const given = {
      mode: "directive",
      catch: "all",
      include: ["a"],
      exclude: [/b/],
      runtime: "x",
      debug: true,
    };
    expect(resolveOptions(given)).toEqual(given);
    expect(resolveOptions({ include: "src/**", exclude: /test/ })).toMatchObject({
      include: ["src/**"],
      exclude: [/test/],
    });
  });

  test.each([
    [{ mod: "all" }, 'unknown option "mod" (given: "all"); the options are mode, catch, include'],
    [{ toString: 1 }, 'unknown option "toString" (given: 1)'],
    [{ mode: "some" }, 'option "mode" must be "all" or "directive", not "some"'],
    [{ catch: null }, 'option "catch" must be "exception" or "all", not null'],
    [
      { include: [1] },
      'option "include" must be a glob, a regular expression, or an array of these, not [1]',
    ],
    [
      { exclude: () => true },
      'option "exclude" must be a glob, a regular expression, or an array of these, not a function',
    ],
    [{ runtime: "" }, 'option "runtime" must be the name of a module, not ""'],
    [{ debug: 1 }, 'option "debug" must be true or false, not 1'],
    ["all", 'the options must be an object, not "all"'],
    [null, "the options must be an object, not null"],
  ])("%j is refused with its name, its value and what is allowed", (options, message) => {
    expect(() => resolveOptions(options)).toThrow(OptionError);
    expect(() => resolveOptions(options)).toThrow(message);
  });
});

describe("a file is taken", () => {
  const takes = (filename: string, options = {}) => takesFile(filename, resolveOptions(options));

  test.each([
    "a.js",
    "a.jsx",
    "a.ts",
    "a.tsx",
    "a.mts",
    "a.cts",
    "a.mjs",
    "a.cjs",
    "C:\\src\\a.ts",
    "/x/d.ts",
  ])("when it is source text: %s", (filename) => expect(takes(filename)).toBe(true));

  test.each([
    "a.d.ts",
    "a.d.mts",
    "a.d.cts",
    "styles.d.css.ts",
    "a.json",
    "a.css",
    "a.vue",
    "node_modules/x/a.ts",
    "/p/node_modules/x/a.js",
    "C:\\p\\node_modules\\x\\a.js",
  ])("but not when it is a declaration, something else, or of a dependency: %s", (filename) => {
    expect(takes(filename)).toBe(false);
    expect(takes(filename, { include: filename })).toBe(false);
  });

  test.each([
    ["src/**", "/p/src/a/b.ts", true],
    ["src/**", "/p/other/a.ts", false],
    ["src/*.ts", "src/a.ts", true],
    ["src/*.ts", "src/a/b.ts", false],
    ["./src/*.ts", "src/a.ts", true],
    ["**/*.test.ts", "/p/x/a.test.ts", true],
    ["*.test.ts", "/p/x/a.test.ts", true],
    ["a.ts", "/p/ba.ts", false],
    ["/p/*.ts", "/p/a.ts", true],
    ["/p/*.ts", "/q/p/a.ts", false],
    ["{a,b}/?.ts", "b/c.ts", true],
    ["{a,b}/?.ts", "c/c.ts", false],
    ["a+(b).ts", "a+(b).ts", true],
    ["a.ts", "abts.ts", false],
    [/\/x\//g, "/p/x/a.ts", true],
  ])("by the pattern %s: %s, %s", (pattern, filename, expected) => {
    expect(takes(filename, { include: pattern })).toBe(expected);
    // A global expression must not remember the file before.
    expect(takes(filename, { include: [pattern] })).toBe(expected);
    expect(takes(filename, { exclude: pattern })).toBe(!expected);
  });

  test("not when it is both included and excluded", () => {
    expect(takes("src/a.ts", { include: "src/**", exclude: "a.ts" })).toBe(false);
    expect(takes("src/b.ts", { include: "src/**", exclude: "a.ts" })).toBe(true);
  });
});
