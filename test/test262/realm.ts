/**
 * A fresh realm for one test: a context of node:vm with test262's host functions and, for rewritten code, a runtime
 * of its own. What a realm is asked to run is compiled by V8 as it is; rewriting is not done here.
 *
 * Needs `--experimental-vm-modules`.
 */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import vm from "node:vm";

/** Makes of a file's text what is run. */
export type Rewrite = (source: string, filename: string, format: "module" | "script") => string;

export class Realm {
  readonly context: vm.Context;
  /** The lines that the test has printed. */
  readonly printed: string[] = [];
  readonly #rewrite: Rewrite;
  readonly #modules = new Map<string, vm.Module>();

  /** @param runtime a script that makes `tsyncio/compiled` known to the realm; none for native code */
  constructor(rewrite: Rewrite, runtime: vm.Script | undefined) {
    this.#rewrite = rewrite;
    this.context = vm.createContext({});
    this.#define({ print: (text: unknown) => void this.printed.push(String(text)), $262: this.#host() });
    if (runtime === undefined) return;
    // The whole of what the runtime asks of a host; silent, as its reports are no part of a test's outcome.
    const console = { error: () => {}, warn: () => {} };
    this.#define({ console, performance, queueMicrotask, setImmediate, setTimeout, clearTimeout });
    runtime.runInContext(this.context);
  }

  #define(values: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(values))
      Object.defineProperty(this.context, name, { value, writable: true, configurable: true });
  }

  #host(): object {
    const host = vm.runInContext("({})", this.context) as object;
    return Object.assign(host, {
      global: vm.runInContext("globalThis", this.context),
      evalScript: (source: string) => vm.runInContext(source, this.context),
      createRealm: () => new Realm(this.#rewrite, undefined).context.$262,
      gc: () => {
        throw new Error("no collection of garbage on demand");
      },
    });
  }

  /** Compiles a script; running it is a second step, since errors of the first are expected by some tests. */
  script(code: string, filename: string): () => unknown {
    const script = new vm.Script(code, {
      filename,
      importModuleDynamically: (specifier) => this.#load(resolve(dirname(filename), specifier)) as never,
    });
    return () => script.runInContext(this.context);
  }

  /** Compiles and links a module; the result evaluates it. */
  async module(source: string, filename: string): Promise<() => Promise<void>> {
    const module = this.#compile(this.#rewrite(source, filename, "module"), filename);
    await module.link((specifier) => this.#find(specifier, filename));
    return () => module.evaluate();
  }

  #compile(code: string, filename: string): vm.SourceTextModule {
    const module = new vm.SourceTextModule(code, {
      context: this.context,
      identifier: filename,
      importModuleDynamically: ((specifier: string) =>
        this.#load(resolve(dirname(filename), specifier))) as never,
    });
    this.#modules.set(filename, module);
    return module;
  }

  #find(specifier: string, from: string): vm.Module {
    if (specifier === "tsyncio/compiled") return this.#runtime();
    const filename = join(dirname(from), specifier);
    return this.#modules.get(filename) ?? this.#compile(this.#read(filename), filename);
  }

  #read(filename: string): string {
    return this.#rewrite(readFileSync(filename, "utf8"), filename, "module");
  }

  #runtime(): vm.Module {
    const compiled = vm.runInContext('globalThis[Symbol.for("tsyncio/compiled")]', this.context) as object;
    const module = new vm.SyntheticModule(
      Object.keys(compiled),
      () => {
        for (const [name, value] of Object.entries(compiled)) module.setExport(name, value);
      },
      { context: this.context },
    );
    return module;
  }

  async #load(filename: string): Promise<vm.Module> {
    const module = this.#modules.get(filename) ?? this.#compile(this.#read(filename), filename);
    if (module.status === "unlinked")
      await module.link((specifier, { identifier }) => this.#find(specifier, identifier));
    if (module.status === "linked") await module.evaluate();
    return module;
  }
}
