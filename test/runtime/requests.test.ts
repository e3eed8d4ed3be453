/** What native code asks of an async generator, and in which order it gets it; then what a task asks. */
import { describe, expect, test } from "vitest";
import { asyncGenerator, item } from "../../runtime/asyncgenerators.ts";
import { RuntimeError, sleep } from "../../runtime/index.ts";
import { failure } from "./support/context.ts";
import { program } from "./support/program.ts";

type Numbers = AsyncGenerator<unknown, unknown, unknown>;

/** Gives back what it is sent, and throws what is called "error". */
const echo = asyncGenerator(function* (pause = 0): Generator<unknown, unknown, unknown> {
  for (let sent = yield item("begun"); ; ) {
    if (pause > 0) yield sleep(pause);
    if (sent === "error") throw new RangeError();
    sent = yield item(sent);
  }
}) as unknown as (pause?: number) => Numbers;

const of = (value: unknown) => ({ value, done: false });
const end = (value?: unknown) => ({ value, done: true });

describe("a request that native code awaits", () => {
  test.each([0, 0.001])(
    "comes after those it has made before and let go, which take %s seconds",
    async (pause) => {
      const generator = echo(pause);
      generator.next();
      generator.next(1);
      expect(await generator.next(2)).toEqual(of(2));
      expect(await generator.next(3)).toEqual(of(3));
    },
  );

  test("begins at once, with those before it", () => {
    let begun = false;
    const generator = asyncGenerator(function* () {
      begun = true;
      yield item(1);
    })() as unknown as Numbers;
    generator.next();
    const request = generator.next();
    expect(begun).toBe(false);
    request.then();
    expect(begun).toBe(true);
  });

  test("does not come after one that a task has made and let go", async () => {
    const generator = echo();
    await program(function* (): Generator<unknown, void, never> {
      generator.next();
    });
    expect(await generator.next()).toEqual(of("begun"));
  });

  test("may be one that was carried out for the sake of a later one", async () => {
    const generator = echo(0.001);
    const [first, second, third] = [generator.next(), generator.next(1), generator.next(2)];
    expect(await third).toEqual(of(2));
    expect([await second, await first]).toEqual([of(1), of("begun")]);
  });

  test("comes also after one that fails, whose error is for who awaits that", async () => {
    const generator = echo();
    generator.next();
    const failing = generator.next("error");
    expect(await generator.next()).toEqual(end());
    await expect(failing).rejects.toThrow(RangeError);
  });

  test("comes after throw() and return(), too", async () => {
    const generator = echo();
    generator.next();
    generator.return("returned");
    expect(await generator.next()).toEqual(end());
    const thrown = echo();
    thrown.next();
    thrown.throw("thrown");
    expect(await thrown.return("returned").finally(() => {})).toEqual(end("returned"));
  });

  test("is refused while another one that is awaited is under way", async () => {
    const generator = echo(0.001);
    await generator.next();
    const first = generator.next(1).then();
    await expect(generator.next(2).catch((error: unknown) => Promise.reject(error))).rejects.toThrow(
      RuntimeError,
    );
    expect(await first).toEqual(of(1));
  });

  test("of something that is no async generator fails, and leaves it alone", async () => {
    const object = Object.freeze({});
    for (const target of [object, undefined, 1]) {
      const request = Reflect.apply(echo().next, target, []);
      await expect(Promise.resolve(request)).rejects.toThrow(TypeError);
    }
  });
});

describe("a request that a task has made", () => {
  test("is none before the task awaits it, as in Python", () =>
    program(function* (): Generator<unknown, void, never> {
      const generator = echo();
      generator.next("never");
      expect(yield generator.next()).toEqual(of("begun"));
      expect(yield generator.next("sent")).toEqual(of("sent"));
    }));

  test("is awaited once", () =>
    program(function* (): Generator<unknown, void, never> {
      const request = echo().next();
      yield request;
      expect(yield failure(request)).toBeInstanceOf(RuntimeError);
    }));
});
