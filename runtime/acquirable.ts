// What a lock, a condition and a semaphore have in common: a block that holds them. asyncio's `_ContextManagerMixin`.
// Invariant: what was acquired on the way in is released on the way out, once.

import { asyncEnter, asyncExit } from "./coroutines.ts";
import { Inspectable } from "./inspectable.ts";
import { methods } from "./marks.ts";

export abstract class Acquirable extends Inspectable {
  /** Acquires it, waiting where need be. */
  abstract acquire(): Promise<true>;

  /** Releases it. */
  abstract release(): void;

  /** Acquires it; binds nothing. */
  [asyncEnter](): Promise<undefined>;
  *[asyncEnter](): unknown {
    yield this.acquire();
  }

  /** Releases it. */
  [asyncExit](_error?: unknown): undefined {
    this.release();
  }

  /** For TypeScript, which lets `await using` bind only what has this. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.release();
  }
}

methods(Acquirable, [asyncEnter]);
