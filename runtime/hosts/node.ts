// The port on Node, Deno and Bun: the next turn is setImmediate, and the process tells of Ctrl-C and of its end.
// Nothing is imported from `node:`, so that a bundler can take this file along to any host.

import type { Host } from "../host.ts";
import { at, now } from "./clock.ts";

/** Whether this host has `setImmediate`. */
export function hasImmediate(): boolean {
  return typeof globalThis.setImmediate === "function";
}

export const nodeHost: Host = {
  now,
  soon: (callback) => void setImmediate(callback),
  at,
};

/** The process, or undefined on a host that has none that could be listened to. */
function eventfulProcess(): NodeJS.Process | undefined {
  const { process } = globalThis as { process?: NodeJS.Process };
  return typeof process?.listenerCount === "function" ? process : undefined;
}

/** An event of the process. One listener serves all callbacks: Node warns of more than ten. */
class ProcessEvent {
  readonly #name: "SIGINT" | "beforeExit";
  readonly #callbacks = new Set<() => void>();
  readonly #callAll = () => {
    for (const callback of [...this.#callbacks]) callback();
  };

  constructor(name: "SIGINT" | "beforeExit") {
    this.#name = name;
  }

  isTakenByOthers(process: NodeJS.Process): boolean {
    return process.listenerCount(this.#name) > (this.#callbacks.size > 0 ? 1 : 0);
  }

  listen(process: NodeJS.Process, callback: () => void): () => void {
    if (this.#callbacks.size === 0) process.on(this.#name as "SIGINT", this.#callAll);
    this.#callbacks.add(callback);
    return () => {
      this.#callbacks.delete(callback);
      if (this.#callbacks.size === 0) process.off(this.#name, this.#callAll);
    };
  }
}

const interrupt = new ProcessEvent("SIGINT");
const beforeExit = new ProcessEvent("beforeExit");

/**
 * Calls `callback` on each Ctrl-C, and returns how to end that. Like Python, only where nobody else has
 * taken charge of the signal; undefined then, and on hosts that have no signals.
 */
export function onInterrupt(callback: () => void): (() => void) | undefined {
  const process = eventfulProcess();
  if (process === undefined || interrupt.isTakenByOthers(process)) return undefined;
  return interrupt.listen(process, callback);
}

/**
 * Calls `callback` when the host has nothing left to wait for, so that the process would end; returns how
 * to end that. Undefined on hosts that do not tell.
 */
export function onNothingLeft(callback: () => void): (() => void) | undefined {
  const process = eventfulProcess();
  return process && beforeExit.listen(process, callback);
}
