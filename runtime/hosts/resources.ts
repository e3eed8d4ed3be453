// What a loop of tests asks of the host: its next turn, and whether a process has anything under way that may wake it.
// Invariant: asking keeps no process alive, and the host's own timers are used where a test puts fake ones later.

import { hasImmediate } from "./node.ts";
import { webHost } from "./web.ts";

const { clearTimeout, setImmediate, setTimeout } = globalThis;

/** Calls `callback` in the host's next turn. */
export const soon = hasImmediate() ? (callback: () => void) => void setImmediate(callback) : webHost.soon;

/** What keeps the process alive. */
export interface ActiveResources {
  readonly timers: number;
  /** Sockets, requests, pipes, processes. */
  readonly others: number;
}

/**
 * What keeps the process alive; undefined on hosts that do not tell. Bun has the function and says nothing by
 * it: a timer that is there must be among them.
 */
export function activeResources(): ActiveResources | undefined {
  const { process } = globalThis as { process?: NodeJS.Process };
  if (typeof process?.getActiveResourcesInfo !== "function") return undefined;
  const timer = setTimeout(() => {}, 0);
  const kinds = process.getActiveResourcesInfo().filter((kind) => kind !== "Immediate");
  clearTimeout(timer);
  const timers = kinds.filter((kind) => kind === "Timeout").length;
  return timers === 0 ? undefined : { timers: timers - 1, others: kinds.length - timers };
}

/** Calls `callback` in so many seconds if the process still lives then. */
export function inBackground(seconds: number, callback: () => void): void {
  setTimeout(callback, seconds * 1000).unref();
}
