/**
 * Runs one case, natively and rewritten, and says what became of it. The same steps for both: what differs is
 * whether the text goes through `transform()` and whether the realm has our runtime.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import vm from "node:vm";
import { transform } from "tsyncio/transform";
import { type Case, type Variant, variantsOf } from "./cases.ts";
import { Realm, type Rewrite } from "./realm.ts";

/** What a worker needs to know once. */
export interface Setting {
  /** A checkout of test262. */
  readonly checkout: string;
  /** The bundled runtime, as the text of a script. */
  readonly runtime: string;
}

/** What became of one case. */
export interface Outcome {
  readonly path: string;
  readonly group: string;
  /** Why it fails as it is written; undefined when it passes. */
  readonly native: string | undefined;
  /** The same of the rewritten text. */
  readonly ours: string | undefined;
  /** What the rewrite did: nothing where there was no async function, or a syntax error. */
  readonly rewrite: "rewritten" | "refused" | "nothing";
  /** What the refusals say, without their places. */
  readonly refusals: readonly string[];
}

/** Host turns, and milliseconds, after which a test that has not said that it is done never will. */
const PATIENCE = { turns: 500, milliseconds: 500 };

export class Executor {
  readonly #setting: Setting;
  readonly #runtime: vm.Script;
  readonly #harness = new Map<string, string>();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#runtime = new vm.Script(setting.runtime, { filename: "tsyncio.js" });
  }

  /** As it is written. */
  async native(test: Case): Promise<string | undefined> {
    return this.#failure(test, (source) => source, undefined);
  }

  async rewritten(test: Case): Promise<Pick<Outcome, "ours" | "rewrite" | "refusals">> {
    const rewrites = new Set<Outcome["rewrite"]>();
    const refusals = new Set<string>();
    const rewrite: Rewrite = (source, filename, format) => {
      const { code, diagnostics } = transform(source, { filename, format });
      // A test of a syntax error shall have one: then the file comes back as it is, and V8 refuses it.
      const refused = diagnostics.filter(() => test.negative?.phase !== "parse");
      for (const { code } of refused) refusals.add(code);
      rewrites.add(refused.length > 0 ? "refused" : code === source ? "nothing" : "rewritten");
      return code;
    };
    const ours = await this.#failure(test, rewrite, this.#runtime);
    const did = (["refused", "rewritten"] as const).find((one) => rewrites.has(one)) ?? "nothing";
    return { ours, rewrite: did, refusals: [...refusals] };
  }

  /** Why a case fails in the first variant that does. */
  async #failure(test: Case, rewrite: Rewrite, runtime: vm.Script | undefined): Promise<string | undefined> {
    for (const variant of variantsOf(test)) {
      const failure = await this.#runVariant(test, variant, new Realm(rewrite, runtime), rewrite);
      if (failure !== undefined) return `${variant}: ${failure}`;
    }
    return undefined;
  }

  async #runVariant(
    test: Case,
    variant: Variant,
    realm: Realm,
    rewrite: Rewrite,
  ): Promise<string | undefined> {
    const filename = join(this.#setting.checkout, "test", test.path);
    if (variant !== "raw") this.#prepare(test, realm);
    const compile = async () => {
      if (variant === "module") return realm.module(test.source, filename);
      const source = variant === "strict" ? `"use strict";\n${test.source}` : test.source;
      const run = realm.script(rewrite(source, filename, "script"), filename);
      // The value of a script is nobody's affair, and must not be awaited: it may have a `then`.
      return () => void run();
    };
    let phase = "parse";
    try {
      const evaluate = await compile();
      phase = "runtime";
      await evaluate();
    } catch (error) {
      return judgeError(test, phase, error);
    }
    if (test.negative) return `should have thrown ${test.negative.type} (${test.negative.phase})`;
    return test.flags.includes("async") ? whenDone(realm) : undefined;
  }

  #prepare({ flags, includes }: Case, realm: Realm): void {
    const done = flags.includes("async") ? ["doneprintHandle.js"] : [];
    for (const name of ["assert.js", "sta.js", ...done, ...includes]) {
      const text =
        this.#harness.get(name) ?? readFileSync(join(this.#setting.checkout, "harness", name), "utf8");
      this.#harness.set(name, text);
      realm.script(text, name)();
    }
  }
}

function judgeError({ negative }: Case, phase: string, error: unknown): string | undefined {
  const type = (error as { constructor?: { name?: string } } | undefined)?.constructor?.name;
  if (!negative) return describe(error);
  const early = negative.phase === "runtime" ? "runtime" : "parse";
  if (type === negative.type && early === phase) return undefined;
  return `expected ${negative.type} (${negative.phase}), got ${describe(error)} (${phase})`;
}

function describe(error: unknown): string {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  const text = message === undefined ? String(error) : `${name ?? "Test262Error"}: ${message}`;
  return text.replaceAll(/\s+/g, " ").slice(0, 200);
}

async function whenDone({ printed }: Realm): Promise<string | undefined> {
  const start = performance.now();
  for (let turns = 0; printed.length === 0; turns++) {
    const waited = performance.now() - start;
    if (turns > PATIENCE.turns && waited > PATIENCE.milliseconds) return "never calls $DONE";
    await turn();
  }
  // A second call of $DONE is a failure, too: it may come a moment later.
  await turn();
  const failure = printed.find((line) => !line.startsWith("Test262:AsyncTestComplete"));
  if (failure !== undefined) return failure.replace("Test262:AsyncTestFailure:", "").slice(0, 200);
  return printed.length > 1 ? "calls $DONE more than once" : undefined;
}
