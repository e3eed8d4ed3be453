/** Random decisions that a seed repeats. Nothing here knows what is decided. */

export class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    // Mulberry32: small, and good enough to choose by.
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.below(100) < share;
  }

  of<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** One of the productions, each as often as its weight says. */
  weighted<T>(productions: readonly (readonly [weight: number, production: T])[]): T {
    const total = productions.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.below(total);
    for (const [weight, production] of productions) {
      left -= weight;
      if (left < 0) return production;
    }
    throw new Error("no production has a weight");
  }
}
