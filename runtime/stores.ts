// The stores that the host keeps for asynchronous code (Node's AsyncLocalStorage): each task and callback runs
// with those of the code that made it, whoever has woken the loop.
// Not here: how a host keeps them (hosts/stores.ts), and Python's context variables (contextvars.ts).
// Invariant: nobody's stores reach what somebody else has made; and while no store is in use, nothing is done.

/** What is run with the stores that it carries. */
export interface Stored {
  /** @internal As `captureStores` gave it; undefined for none at all. */
  _stores: unknown;
  /** @internal */
  _run(): void;
}

/** How a host keeps stores. */
export interface StoreKeeper {
  /** The stores of the code that runs now. */
  capture(): unknown;
  /** Runs it with its own stores. A task goes on later with those that it then has. */
  run(stored: Stored): void;
}

/** Undefined until a store is in use. */
let keeper: StoreKeeper | undefined;
/** Looks whether the code that runs now has stores; undefined once stores are in use. */
let look: (() => void) | undefined;
let inTurn = false;

/** From now on stores are in use. */
export function keepStores(hostKeeper: StoreKeeper): void {
  keeper = hostKeeper;
  look = undefined;
}

/** `hostLook` calls `keepStores` when the code that runs now has stores. */
export function watchStores(hostLook: () => void): void {
  look = hostLook;
}

/** The stores of the code that runs now. */
export function captureStores(): unknown {
  // Within a turn of the loop the use of a store is noticed; code that the host calls may have stores already.
  if (!inTurn) look?.();
  return keeper?.capture();
}

/** A turn of the loop begins: the host gives it the stores of whoever has woken the loop. */
export function beginTurn(): void {
  look?.();
  inTurn = true;
}

/** The turn ends. */
export function endTurn(): void {
  inTurn = false;
}

/** Calls `stored._run()` with its own stores. */
export function runStored(stored: Stored): void {
  if (keeper !== undefined) return keeper.run(stored);
  stored._run();
  // This was the first to use a store.
  if (keeper !== undefined) stored._stores = captureStores();
}
