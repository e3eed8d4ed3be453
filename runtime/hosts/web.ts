// The port on browsers and workers: the next turn is a message to oneself, which is not clamped as timers are.

import type { Host } from "../host.ts";
import { at, now } from "./clock.ts";

/** What this file uses of the DOM's MessageChannel, which Node's types describe differently. */
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: undefined): void;
}

const waiting: (() => void)[] = [];
let sender: Port | undefined;

function openChannel(): Port {
  const { port1, port2 } = new MessageChannel() as unknown as { port1: Port; port2: Port };
  port1.onmessage = () => waiting.shift()?.();
  return port2;
}

function soon(callback: () => void): void {
  sender ??= openChannel();
  waiting.push(callback);
  sender.postMessage(undefined);
}

export const webHost: Host = { now, soon, at };
