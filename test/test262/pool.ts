/**
 * Hands cases to processes. One that hangs, or ends its process, fails and takes nothing else along; processes are
 * replaced now and then, because V8 keeps something of each context.
 */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Case } from "./cases.ts";
import type { Outcome, Setting } from "./execute.ts";
import type { Request } from "./worker.ts";

/** Seconds after which a case counts as hanging. */
const LIMIT = 20;
const RUNS_PER_PROCESS = 1000;

export interface PoolOptions {
  readonly processes: number;
  /** Told after each case how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** What became of the cases, in their order. */
export async function runAll(
  cases: readonly Case[],
  setting: Setting,
  { processes, onProgress }: PoolOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = [...cases.entries()].reverse();
  let done = 0;
  const lane = async () => {
    const worker = new Worker(setting);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [index, test] = next;
      outcomes[index] = await outcomeOf(test, worker);
      onProgress?.(++done);
    }
    worker.end();
  };
  await Promise.all(Array.from({ length: processes }, lane));
  return outcomes;
}

async function outcomeOf(test: Case, worker: Worker): Promise<Outcome> {
  const { path, group } = test;
  const native = await worker.ask({ test, side: "native" }, (lost) => lost);
  const rewritten = await worker.ask({ test, side: "rewritten" }, (ours) => ({
    ours,
    rewrite: "rewritten" as const,
    refusals: [],
  }));
  return { path, group, native, ...rewritten };
}

/** A process that is replaced when it is worn or lost. */
class Worker {
  readonly #setting: Setting;
  #child: ChildProcess | undefined;
  #runs = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  /** The answer to a request or, when the process is lost over it, what `lost` makes of the reason. */
  ask<T>(request: Request, lost: (reason: string) => T): Promise<T> {
    if (this.#runs++ % RUNS_PER_PROCESS === 0) this.end();
    const child = this.#start();
    return new Promise((resolve) => {
      const settle = (value: T) => {
        clearTimeout(timer);
        child.off("message", onAnswer).off("exit", onExit);
        resolve(value);
      };
      const fail = (reason: string) => {
        this.end();
        settle(lost(reason));
      };
      const timer = setTimeout(() => fail(`hangs for ${LIMIT} seconds`), LIMIT * 1000);
      const onAnswer = ({ answer }: { answer: T }) => settle(answer);
      const onExit = (code: number | null, signal: string | null) =>
        fail(`ends its process: ${code ?? signal}`);
      child.on("message", onAnswer).on("exit", onExit);
      child.send(request);
    });
  }

  #start(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    this.#child = fork(join(import.meta.dirname, "worker.ts"), {
      execArgv: ["--experimental-vm-modules", "--no-warnings"],
      // Structured clones keep what JSON does not: that a value is undefined.
      serialization: "advanced",
    });
    this.#child.send(this.#setting);
    return this.#child;
  }
}
