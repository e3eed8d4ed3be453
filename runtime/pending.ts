// The tasks of a loop that are not done, in the order of their creation: a list linked through the tasks
// themselves, since every task comes into it and leaves it, and a Set would cost as much as the task does.
// Invariant: a task is linked exactly while it is in the list.

/** What a list asks of its members. */
export interface Linked {
  /** @internal */
  _previous: Linked | undefined;
  /** @internal */
  _next: Linked | undefined;
}

export class PendingTasks<T extends Linked> {
  #first: T | undefined;
  #last: T | undefined;

  add(task: T): void {
    task._previous = this.#last;
    if (this.#last === undefined) this.#first = task;
    else this.#last._next = task;
    this.#last = task;
  }

  delete(task: T): void {
    const { _previous: previous, _next: next } = task;
    if (previous === undefined) this.#first = next as T | undefined;
    else previous._next = next;
    if (next === undefined) this.#last = previous as T | undefined;
    else next._previous = previous;
    task._previous = undefined;
    task._next = undefined;
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (let task = this.#first; task !== undefined; task = task._next as T | undefined) yield task;
  }
}
