// The port between the event loop and the JavaScript host that it lives in. Hosts implement it in hosts/.
// Invariant: no method calls its callback before it has returned.

/** What the loop needs of its host: a clock, the next turn, and a later one. */
export interface Host {
  /** A monotonic clock, in seconds. */
  now(): number;
  /** Calls `callback` in a turn of the host to come, after it has served I/O and timers. */
  soon(callback: () => void): void;
  /** Calls `callback` at `when`, in seconds of `now()`, or a little later; the result takes it back. */
  at(when: number, callback: () => void): () => void;
}
