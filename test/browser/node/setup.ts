/**
 * What the tests of the runtime use of Node's globals, on what a browser has. The runtime itself sees none of it:
 * in these runs it has the host of browsers (vitest.config.ts), which asks for neither.
 */

/** What is used here of a page's own globals, which Node's types describe differently or not at all. */
interface Page {
  readonly performance: { readonly memory: { readonly usedJSHeapSize: number } };
  addEventListener(type: "unhandledrejection", listener: (event: Rejection) => void, capture: true): void;
}

interface Rejection {
  readonly reason: unknown;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}

interface Port {
  onmessage: (event: { readonly data: number }) => void;
}

const page = globalThis as unknown as Page;

type Listener = (reason: unknown) => void;

const channel = new MessageChannel();
const waiting = new Map<number, () => void>();
let last = 0;

/** Two messages, so that what the runtime's own channel holds comes before. */
(channel.port1 as unknown as Port).onmessage = ({ data }) => channel.port1.postMessage(data);
(channel.port2 as unknown as Port).onmessage = ({ data }) => {
  const callback = waiting.get(data);
  waiting.delete(data);
  callback?.();
};

function setImmediate<A extends unknown[]>(callback: (...args: A) => void, ...args: A): number {
  waiting.set(++last, () => callback(...args));
  channel.port2.postMessage(last);
  return last;
}

function clearImmediate(id: number): void {
  waiting.delete(id);
}

/** Whoever listens here sees a rejection before Vitest does, and instead of it. */
const listeners = new Set<Listener>();
page.addEventListener(
  "unhandledrejection",
  (event) => {
    if (listeners.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const listener of listeners) listener(event.reason);
  },
  true,
);

const process = {
  memoryUsage: () => ({ heapUsed: page.performance.memory.usedJSHeapSize }),
  on: (_event: "unhandledRejection", listener: Listener) => void listeners.add(listener),
  listeners: () => [...listeners],
  removeAllListeners: () => listeners.clear(),
  emitWarning() {},
};

Object.assign(globalThis, { setImmediate, clearImmediate, process });
