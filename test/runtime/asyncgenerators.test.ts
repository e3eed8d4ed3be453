/**
 * Async generators: the language's own, natively and by our runtime, side by side; then what follows Python
 * instead. `yield*` is in delegation.test.ts.
 */
import { describe, expect, test } from "vitest";
import { asyncGenerator, item } from "../../runtime/asyncgenerators.ts";
import { createTask, RuntimeError, sleep } from "../../runtime/index.ts";
import { failure } from "./support/context.ts";
import { nativeAndOurs } from "./support/generators.ts";
import { program } from "./support/program.ts";

describe("behaves as the language's own:", () => {
  test.each([
    ["gives items, then what it returns, then nothing", "yield 1; yield 2; return 3;", "next next next next"],
    ["ends with undefined when it returns nothing", "yield 1;", "next next next"],
    ["yields undefined when told nothing", "yield; yield;", "next next next"],
    ["takes what next() sends in, but for the first", "log(yield 1); log(yield 2);", "next:1 next:2 next:3"],
    ["awaits between items", "log(await later(1)); yield later(2); log(await later(3));", "next next"],
    ["awaits what it yields", "yield later(1); yield Promise.resolve(2);", "next next next"],
    [
      "throws what it yields, if that fails, at the yield",
      "try { yield failing('a'); } catch (e) { log(e); } yield 2;",
      "next next next",
    ],
    ["ends by what it yields, if that fails", "yield failing('a');", "next next"],
    ["awaits what it returns", "return later(1);", "next next"],
    ["throws what it returns, if that fails", "return failing('a');", "next next"],
    [
      "may catch what it returns, if that fails",
      "try { return failing('a'); } catch (e) { return e; }",
      "next next",
    ],
    ["ends by an error", "yield 1; throw 'a';", "next next next"],
    [
      "ends by an error thrown while it awaits",
      "try { await failing('a'); } finally { yield 1; }",
      "next next next",
    ],
    ["throw() before the first item ends it without running", "log('ran'); yield 1;", "throw:a next"],
    [
      "throw() at an item is thrown there",
      "try { yield 1; } catch (e) { log(e); yield 2; }",
      "next throw:a next next",
    ],
    [
      "throw() that nobody catches ends it",
      "try { yield 1; } finally { log('closed'); }",
      "next throw:a next",
    ],
    ["throw() that is caught may end it", "try { yield 1; } catch (e) { return e; }", "next throw:a next"],
    ["throw() at its end throws", "yield 1;", "next next throw:a throw:b next"],
    ["throw() awaits nothing", "try { yield 1; } catch (e) { log(typeof e); }", "next throw:later"],
    ["return() before the first item ends it without running", "log('ran'); yield 1;", "return:1 next"],
    [
      "return() at an item runs the finally blocks",
      "try { yield 1; } finally { log(await later(2)); }",
      "next return:3 next",
    ],
    ["return() at its end gives its value", "yield 1;", "next next return:1 return:2"],
    ["return() awaits its value", "yield 1;", "next return:later next"],
    ["return() awaits its value before the first item", "yield 1;", "return:later next"],
    ["return() of what fails before the first item", "log('ran'); yield 1;", "return:failing next"],
    ["return() of what fails at the end", "yield 1;", "next next return:failing next"],
    [
      "return() of what fails is thrown at the item",
      "try { yield 1; } catch (e) { log(e); yield 2; }",
      "next return:failing next next",
    ],
    [
      "may yield in finally while it is returned from",
      "try { yield 1; } finally { log(yield 2); }",
      "next return:3 next:4 next",
    ],
    ["may override what return() gives", "try { yield 1; } finally { return 2; }", "next return:3 next"],
    ["may throw while it is returned from", "try { yield 1; } finally { throw 'b'; }", "next return:3 next"],
    [
      "may refuse to end",
      "for (;;) { try { yield 1; } finally { continue; } }",
      "next return:1 next return:2",
    ],
    [
      "may go on after a caught error",
      "for (;;) { try { yield 1; } catch (e) { log(e); } }",
      "next throw:a throw:b return:1",
    ],
    [
      "leaves several finally blocks, innermost first",
      "try { try { yield 1; } finally { log(1); yield 2; } } finally { log(2); yield 3; }",
      "next return:9 next next next",
    ],
  ])("%s", async (_title, body, requests) => {
    const [native, ours] = await nativeAndOurs(`async function* g() { ${body} }`, requests);
    expect(ours).toEqual(native);
    expect(native.length).toBeGreaterThan(0);
  });
});

/** As the compiler writes `async function* () { await sleep(delay); yield 1; yield 2; }`. */
const slowly = asyncGenerator(function* slowly(delay: number): Generator<unknown, void, unknown> {
  yield sleep(delay);
  yield item(1);
  yield item(2);
}) as unknown as (delay: number) => AsyncGenerator<number, void, unknown>;

describe("a second request while one is under way", () => {
  test.each(["next", "throw", "return"] as const)(
    "%s() is refused, and the first is not disturbed",
    (method) =>
      program(function* (): Generator<unknown, void, never> {
        const generator = slowly(1);
        const first = createTask(generator.next());
        yield sleep(0.5);
        const error: unknown = yield failure(generator[method](undefined));
        expect(error).toEqual(
          new RuntimeError(
            `${method}(): asynchronous generator slowly() is already running: await one request before the next`,
          ),
        );
        expect(yield first).toEqual({ value: 1, done: false });
        expect(yield generator.next()).toEqual({ value: 2, done: false });
      }),
  );
});
