// The port on browsers and workers: the next turn is a message to oneself, which is not clamped as timers are.
// Invariant: each callback that waits has a message of its own under way.

import type { Host } from "../host.ts";
import { at, now } from "./clock.ts";

/** What this file uses of the DOM's MessageChannel, which Node's types describe differently. */
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: undefined): void;
  /** Where ports keep a process alive (on servers): only while a message is under way. */
  ref?(): void;
  unref?(): void;
}

const waiting: (() => void)[] = [];
let channel: { readonly port1: Port; readonly port2: Port } | undefined;

function openChannel(): { readonly port1: Port; readonly port2: Port } {
  const opened = new MessageChannel() as unknown as { port1: Port; port2: Port };
  opened.port1.onmessage = () => {
    const callback = waiting.shift();
    if (waiting.length === 0) opened.port1.unref?.();
    callback?.();
  };
  return opened;
}

function soon(callback: () => void): void {
  channel ??= openChannel();
  if (waiting.push(callback) === 1) channel.port1.ref?.();
  channel.port2.postMessage(undefined);
}

export const webHost: Host = { now, soon, at };
