/** The calls on JavaScript's own stack: how its lines are read, and what hosts make of them. */
import { describe, expect, test } from "vitest";
import { captureCalls, linesOf, parseCall } from "../../runtime/calls.ts";

const place = "file:///folder (1)/file.ts:1:2";

describe("a line of a stack", () => {
  test.each<[string, string, string]>([
    ["a function", `    at f (${place})`, "f"],
    ["a line that is not indented", `at f (${place})`, "f"],
    ["a function without a name", `    at ${place}`, ""],
    ["an async function without a name", `    at async ${place}`, ""],
    ["an async function", `    at async f (${place})`, "f"],
    ["a method", `    at Outer.Class.method (${place})`, "method"],
    ["a method by another name", `    at Class.method [as other] (${place})`, "method"],
    ["a getter", `    at get size [as size] (${place})`, "size"],
    ["a constructor", `    at new Class (${place})`, "Class"],
    ["what the compiler has made", `    at f$ (${place})`, "f"],
    ["a name with a dollar", `    at a$b$ (${place})`, "a$b"],
  ])("tells the name and the place of %s", (_what, line, name) => {
    expect(parseCall(line)).toEqual({ name, place });
  });

  test("that is no call tells nothing", () => {
    expect(parseCall("Error: look at f (x)")).toEqual({ name: "", place: undefined });
  });
});

describe("the calls above a function", () => {
  const calls = (limit?: number) => linesOf(captureCalls(calls, limit)).map((line) => parseCall(line).name);
  const inner = (limit?: number) => calls(limit);
  const outer = (limit?: number) => inner(limit);

  test("are all of them, or so many, whatever the limit of the process, which stays", () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 1;
    expect(outer().slice(0, 2)).toEqual(["inner", "outer"]);
    expect(outer().length).toBeGreaterThan(2);
    expect([outer(1), Error.stackTraceLimit]).toEqual([["inner"], 1]);
    Error.stackTraceLimit = stackTraceLimit;
  });

  test("are told where the process has no limit, and has none afterwards", () => {
    const limit = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit") as PropertyDescriptor;
    Reflect.deleteProperty(Error, "stackTraceLimit");
    const told = outer(2);
    const isLeft = "stackTraceLimit" in Error;
    Object.defineProperty(Error, "stackTraceLimit", limit);
    expect([told, isLeft]).toEqual([["inner", "outer"], false]);
  });

  test("are as many as the process allows where somebody has frozen Error", () => {
    const limit = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit") as PropertyDescriptor;
    Object.defineProperty(Error, "stackTraceLimit", { value: 1, writable: false });
    const told = outer();
    Object.defineProperty(Error, "stackTraceLimit", limit);
    expect(told).toEqual(["inner"]);
  });

  test("are none where the host does not tell of them, or the program makes something else of stacks", () => {
    const { captureStackTrace, prepareStackTrace } = Error;
    Error.captureStackTrace = undefined as never;
    expect([captureCalls(calls), outer()]).toEqual([undefined, []]);
    Error.captureStackTrace = captureStackTrace;
    Error.prepareStackTrace = (_error, sites) => sites;
    expect(outer()).toEqual([]);
    Error.prepareStackTrace = prepareStackTrace;
  });
});
