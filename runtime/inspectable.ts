// What the objects of the runtime look like on Node's console and as JSON: as `String()` shows them.
// Not here: their texts, which each class has in its `toString()`.
// Invariant: only Future defines the methods of this class for itself, since a bundler keeps each class with a method
// whose key is computed from a variable, also in programs that never name it.

/** What Node's console asks for an object's text. */
export const inspect: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** The private fields of ours say little on a console, and lead through every pending task of the loop. */
export abstract class Inspectable {
  abstract toString(): string;

  /** For Node's console. */
  [inspect](): string {
    return this.toString();
  }

  /** For `JSON.stringify`. */
  toJSON(): string {
    return this.toString();
  }
}
