// A binary heap: the least of its items comes out first, by the comparison that its owner gives.
// Not here: what stands in one: the timers of a loop (timers.ts), the items of a PriorityQueue (queues.ts).
// Invariant: no item is less than its parent, which stands at half its index.

export class Heap<T> {
  readonly #items: T[] = [];
  readonly #isLess: (a: T, b: T) => boolean;

  constructor(isLess: (a: T, b: T) => boolean) {
    this.#isLess = isLess;
  }

  get length(): number {
    return this.#items.length;
  }

  /** The item that `take` would give; it stays in the heap. */
  get first(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    this.#raise(item, this.#items.push(item) - 1);
  }

  /**
   * Takes out the least item; there must be one. As in Python's heapq, the last item is sunk to a leaf first, and
   * then raised: that compares less often.
   */
  take(): T {
    const items = this.#items;
    const last = items.pop() as T;
    if (items.length === 0) return last;
    const first = items[0] as T;
    let hole = 0;
    for (let child = 1; child < items.length; child = 2 * hole + 1) {
      if (child + 1 < items.length && !this.#isLess(items[child] as T, items[child + 1] as T)) child++;
      items[hole] = items[child] as T;
      hole = child;
    }
    this.#raise(last, hole);
    return first;
  }

  /** Takes out all items, in no particular order. */
  clear(): T[] {
    return this.#items.splice(0);
  }

  /** Puts `item` at `hole` or, as long as it is less than the parent there, above it. */
  #raise(item: T, hole: number): void {
    const items = this.#items;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#isLess(item, items[parent] as T)) break;
      items[hole] = items[parent] as T;
      hole = parent;
    }
    items[hole] = item;
  }
}
