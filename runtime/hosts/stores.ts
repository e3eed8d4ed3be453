// How Node, Deno and Bun keep stores for asynchronous code: in the AsyncResource that is made where it begins.
// Making one, and running in it, takes 10 nanoseconds each, where AsyncLocalStorage.snapshot() takes a thousand.
// Invariant: nothing is made before a store is in use, and hosts without `node:async_hooks` are left in peace.

import { keepStores, type Stored, type StoreKeeper, watchStores } from "../stores.ts";

/** What this file uses of `node:async_hooks`, which no host must have. */
interface AsyncHooks {
  readonly AsyncResource: new (type: string, trigger: number) => Resource;
  readonly AsyncLocalStorage: new () => { run(store: unknown, callback: () => void): void };
}

interface Resource {
  runInAsyncScope<T>(callback: (argument: T) => void, self: undefined, argument: T): void;
  readonly [key: symbol]: unknown;
}

/** Sees to it that stores are kept from when the first one is used. */
export function keepHostStores(): void {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const hooks = process?.getBuiltinModule?.("node:async_hooks") as AsyncHooks | undefined;
  if (typeof hooks?.AsyncResource !== "function" || typeof hooks.AsyncLocalStorage !== "function") return;
  const keeper = new ResourceKeeper(hooks);
  const holdsStores = storesOn(keeper, hooks);
  const isNoticed = holdsStores && noticeUse(hooks.AsyncLocalStorage.prototype, () => keepStores(keeper));
  if (!isNoticed || holdsStores(keeper.capture())) keepStores(keeper);
  else watchStores(() => holdsStores(keeper.capture()) && keepStores(keeper));
}

class ResourceKeeper implements StoreKeeper {
  readonly #AsyncResource: AsyncHooks["AsyncResource"];
  /** For what was made before any store was in use. */
  readonly #none: Resource;

  constructor({ AsyncResource }: AsyncHooks) {
    this.#AsyncResource = AsyncResource;
    this.#none = this.capture();
  }

  /** With a trigger given it need not be looked for, which takes longer than the rest. */
  capture(): Resource {
    return new this.#AsyncResource("tsyncio", 1);
  }

  run(stored: Stored): void {
    ((stored._stores ?? this.#none) as Resource).runInAsyncScope(this.#runInside, undefined, stored);
  }

  /** What `enterWith` sets in a task is there after the next `await`, as in a native async function. */
  readonly #runInside = (stored: Stored): void => {
    try {
      stored._run();
    } finally {
      stored._stores = this.capture();
    }
  };
}

/** Tells whether a resource holds stores; undefined where that cannot be seen. */
function storesOn(
  keeper: ResourceKeeper,
  { AsyncLocalStorage }: AsyncHooks,
): ((resource: Resource) => boolean) | undefined {
  // Before Node 24 each storage has a key of its own. To try it out would slow down every promise of the process.
  if (isHooked(AsyncLocalStorage.prototype))
    return (resource) => Object.getOwnPropertySymbols(resource).some(isKeyOfStore);
  const frame = frameKey(keeper, AsyncLocalStorage);
  return frame && ((resource) => resource[frame] !== undefined);
}

function isHooked(storage: object): boolean {
  return "_enable" in storage;
}

function isKeyOfStore({ description }: symbol): boolean {
  return description === "kResourceStore";
}

/** Since Node 24 all stores are in one frame, under a key that shows when there is a store. */
function frameKey(
  keeper: ResourceKeeper,
  AsyncLocalStorage: AsyncHooks["AsyncLocalStorage"],
): symbol | undefined {
  let inside: Resource | undefined;
  const tryOut = () => {
    new AsyncLocalStorage().run({}, () => {
      inside = keeper.capture();
    });
  };
  keeper.capture().runInAsyncScope(tryOut, undefined, undefined); // So that no frame is left behind here.
  const held = inside as Resource | undefined;
  return held && Object.getOwnPropertySymbols(held).find((key) => typeof held[key] === "object");
}

/**
 * Calls `onUse` when a store is used for the first time. Every way to do so leads through one method, which is
 * as it was before from then on. Returns whether that can be noticed; docs/adr/0008 tells what else was tried.
 */
function noticeUse(storage: object, onUse: () => void): boolean {
  const key = isHooked(storage) ? "_enable" : "enterWith";
  const original = Object.getOwnPropertyDescriptor(storage, key);
  if (typeof original?.value !== "function" || !original.configurable) return false;
  const value = function (this: unknown, ...args: unknown[]): unknown {
    if (Object.getOwnPropertyDescriptor(storage, key)?.value === value)
      Object.defineProperty(storage, key, original);
    onUse();
    return original.value.apply(this, args);
  };
  return Reflect.defineProperty(storage, key, { ...original, value });
}
