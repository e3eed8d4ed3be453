// What bundlers for browsers take instead of node.ts and stores.ts (the field `browser` of package.json): the same
// names, for a host without setImmediate, signals and stores. Bundles for servers, and hosts that import the
// package as it is, never see this file.
// Invariant: whoever runs such a bundle elsewhere after all gets what the web has, and it works.

import { webHost } from "./web.ts";

export function hasImmediate(): boolean {
  return false;
}

export const nodeHost = webHost;

/** Nobody tells of Ctrl-C. */
export function onInterrupt(): undefined {}

/** A page does not end because nothing is left to do. */
export function onNothingLeft(): undefined {}

/** There are no stores to keep. */
export function keepHostStores(): void {}
