// The port on Node, Deno and Bun: the next turn is setImmediate, and Ctrl-C is a signal of the process.
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

/**
 * Calls `callback` on each Ctrl-C, and returns how to end that. Like Python, only where nobody else has
 * taken charge of the signal; undefined then, and on hosts that have no signals.
 */
export function onInterrupt(callback: () => void): (() => void) | undefined {
  const { process } = globalThis as { process?: NodeJS.Process };
  if (typeof process?.listenerCount !== "function" || process.listenerCount("SIGINT") > 0) return undefined;
  process.on("SIGINT", callback);
  return () => void process.off("SIGINT", callback);
}
