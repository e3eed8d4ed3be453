/** `yield*` of async generators: the language's own, natively and by our runtime, side by side. */
import { describe, expect, test } from "vitest";
import { delegate } from "../../runtime/compiled.ts";
import { nativeAndOurs } from "./support/generators.ts";

/** Iterators that note what they are asked for; each of their methods answers as the test wants. */
const iterables = `
  function source(answers) {
    const iterator = { [Symbol.asyncIterator]: () => iterator };
    for (const method of ["next", "throw", "return"]) {
      if (typeof answers[method] !== "function") Object.assign(iterator, { [method]: answers[method] });
      else iterator[method] = (...args) => { log([method, ...args]); return answers[method](...args); };
    }
    return iterator;
  }
  function plain(answers) {
    const { [Symbol.asyncIterator]: _, ...iterator } = source(answers);
    return { [Symbol.iterator]: () => iterator };
  }
  const given = (value, done = false) => ({ value, done });
  async function* inner() { try { log(yield 1); log(yield 2); } catch (e) { log(e); yield 3; } finally { log(await later("closed")); } return 4; }
`;

test("of what is no iterable is refused in its name", () => {
  expect(() => delegate(1)).toThrow(new TypeError("yield* needs an iterable, not 1"));
});

describe("of a generator,", () => {
  test.each([
    ["all that comes goes through, and its end is the value", "next:a next:b next:c next"],
    ["throw() reaches it", "next throw:a next next"],
    ["return() runs its finally blocks, then those outside", "next return:a next"],
    ["return() awaits its value", "next return:later next"],
  ])("%s", async (_title, requests) => {
    const source = `${iterables} async function* g() { try { log(yield* inner()); yield 5; } finally { log("outside"); } log("after"); }`;
    await compare(source, requests);
  });

  // V8 sends the error in by next(), as if it were a value.
  test("return() of what fails is thrown into it", async () => {
    const source = `async function* inner() { try { yield 1; } catch (e) { yield e; } } async function* g() { yield* inner(); }`;
    expect((await nativeAndOurs(source, "next return:failing next"))[1]).toEqual([
      { value: 1, done: false },
      { value: "failed", done: false },
      { value: undefined, done: true },
    ]);
  });

  test("return() may be refused by it", () =>
    compare(
      "async function* inner() { try { yield 1; } finally { log(yield 2); log(yield 3); } } async function* g() { log(yield* inner()); yield 4; }",
      "next return:a next:b next:c next",
    ));

  test("it goes through several levels", () =>
    compare(
      `${iterables} async function* middle() { log(yield* inner()); return 5; } async function* g() { log(yield* middle()); }`,
      "next next throw:a next next",
    ));
});

describe.each(["source", "plain"])("of an iterable made by %s()", (kind) => {
  test.each([
    ["items are handed on", "{ next: (v) => given(v) }", "next:a next:b next:c"],
    ["awaitable items", "{ next: () => given(later(1)) }", "next next"],
    ["results that are awaitable", "{ next: () => later(given(1)) }", "next next"],
    ["its end is the value", "{ next: (v) => given(v, true) }", "next:a next"],
    ["an awaitable end", "{ next: (v) => given(later(v), true) }", "next:a next"],
    ["an item that fails", "{ next: () => given(failing('a')), return: () => given() }", "next next"],
    ["an end that fails", "{ next: () => given(failing('a'), true), return: () => given() }", "next next"],
    ["throw() is handed on", "{ next: () => given(1), throw: (e) => given(e) }", "next throw:a next"],
    ["throw() that ends it", "{ next: () => given(1), throw: (e) => given(e, true) }", "next throw:a next"],
    ["throw() that throws", "{ next: () => given(1), throw: (e) => { throw 'b'; } }", "next throw:a next"],
    [
      "throw() that fails later",
      "{ next: () => given(1), throw: () => given(failing('b')), return: () => given() }",
      "next throw:a next",
    ],
    ["no throw(), and closing", "{ next: () => given(1), return: () => given(2) }", "next throw:a next"],
    [
      "no throw(), and closing that fails",
      "{ next: () => given(1), return: () => { throw 'b'; } }",
      "next throw:a next",
    ],
    [
      "no throw(), and closing that gives no object",
      "{ next: () => given(1), return: () => 2 }",
      "next throw:a next",
    ],
    ["no throw() and no return()", "{ next: () => given(1) }", "next throw:a next"],
    [
      "return() is handed on",
      "{ next: () => given(1), return: (v) => given(v, true) }",
      "next return:a next",
    ],
    [
      "return() that changes the value",
      "{ next: () => given(1), return: () => given(later(2), true) }",
      "next return:a next",
    ],
    [
      "return() that goes on",
      "{ next: (v) => given(v), return: (v) => given(v) }",
      "next return:a next:b return:c",
    ],
    ["return() that throws", "{ next: () => given(1), return: () => { throw 'b'; } }", "next return:a next"],
    ["return() that gives no object", "{ next: () => given(1), return: () => 2 }", "next return:a next"],
    [
      "return() that fails later",
      "{ next: () => given(1), return: () => given(failing('b'), true) }",
      "next return:a next",
    ],
    ["no return()", "{ next: () => given(1) }", "next return:a next"],
    ["no return(), and what is returned is awaitable", "{ next: () => given(1) }", "next return:later next"],
    ["a return that is null", "{ next: () => given(1), return: null }", "next return:a next"],
    ["a return that is no method", "{ next: () => given(1), return: 1 }", "next return:a next"],
    ["a throw that is no method", "{ next: () => given(1), throw: 1 }", "next throw:a next"],
    ["a next that is no method", "{ next: 1 }", "next next"],
  ])("%s", (_title, answers, requests) =>
    compare(
      `${iterables} async function* g() { try { log(yield* ${kind}(${answers})); yield "after"; } catch (e) { log(e instanceof Error ? e.name : e); yield "caught"; } finally { log("outside"); } }`,
      requests,
    ),
  );
});

// V8 closes a plain iterator then, and no other.
describe.each(["source", "plain"])("an iterable made by %s() is not closed when", (kind) => {
  test.each([
    ["its next() throws", "{ next: () => { throw 'a'; }, return: () => given() }"],
    ["its next() gives no object", "{ next: () => 1, return: () => given() }"],
  ])("%s", async (_title, answers) => {
    const source = `${iterables} async function* g() { try { yield* ${kind}(${answers}); } catch (e) { yield "caught"; } }`;
    expect((await nativeAndOurs(source, "next next"))[1]).toEqual([
      ["next", undefined],
      { value: "caught", done: false },
      { value: undefined, done: true },
    ]);
  });
});

test.each(["1", "null", "({})", "({ [Symbol.asyncIterator]: () => 1 })", "({ [Symbol.iterator]: () => 1 })"])(
  "what cannot be iterated is refused where it stands: %s",
  (what) =>
    compare(`async function* g() { try { yield* ${what}; } catch (e) { yield e.name; } }`, "next next"),
);

describe.each(["source", "plain"])("says what is wrong with an iterable made by %s():", (kind) => {
  test.each([
    [
      "{ next: () => given(1) }",
      "next throw:a",
      "the iterator of yield* has no method throw: it was closed instead",
    ],
    ["{ next: () => given(1), throw: 1 }", "next throw:a", "throw of an iterator must be a method, not 1"],
    ["{ next: () => given(1), return: 1 }", "next return:a", "return of an iterator must be a method, not 1"],
    ["{ next: () => 1 }", "next", "an iterator must give objects as results, not 1"],
  ])("%s", async (answers, requests, message) => {
    const source = `${iterables} async function* g() { try { yield* ${kind}(${answers}); } catch (e) { yield e.message; } }`;
    expect((await nativeAndOurs(source, requests))[1].at(-1)).toEqual({ value: message, done: false });
  });
});

async function compare(source: string, requests: string): Promise<void> {
  const [native, ours] = await nativeAndOurs(source, requests);
  expect(ours).toEqual(native);
  expect(native.length).toBeGreaterThanOrEqual(requests.split(" ").length);
}
