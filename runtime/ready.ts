// What is ready to run: a first-in, first-out queue in a ring, because an iteration of the loop costs as much as
// its queue does.
// Invariant: slots outside of the queue are empty, so that nothing that has run is kept alive.

import type { Runnable } from "./events.ts";

export class ReadyQueue {
  /** Its length is a power of two. */
  #slots: (Runnable | undefined)[] = new Array(16).fill(undefined);
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(runnable: Runnable): void {
    if (this.#length === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#length) & (this.#slots.length - 1)] = runnable;
    this.#length++;
  }

  /** Takes out the first one; the queue must not be empty. */
  shift(): Runnable {
    const head = this.#head;
    const runnable = this.#slots[head] as Runnable;
    this.#slots[head] = undefined;
    this.#head = (head + 1) & (this.#slots.length - 1);
    this.#length--;
    return runnable;
  }

  clear(): void {
    this.#slots.fill(undefined);
    this.#length = 0;
  }

  #grow(): void {
    const slots = this.#slots;
    const ordered = [...slots.slice(this.#head), ...slots.slice(0, this.#head)];
    this.#slots = [...ordered, ...new Array(slots.length).fill(undefined)];
    this.#head = 0;
  }
}
