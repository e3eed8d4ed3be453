// Clock and timers, which all real hosts have in common.
// Invariant: a deadline further off than host timers reach is approached in steps.

/** Host timers hold their delay in 32 bits and fire at once when it does not fit: about 24.8 days. */
const LONGEST_MILLISECONDS = 2 ** 31 - 1;

/** The host's monotonic clock, in seconds. */
export function now(): number {
  return performance.now() / 1000;
}

/** See `Host.at`. It may call back before the time: the loop then asks again. */
export function at(when: number, callback: () => void): () => void {
  const milliseconds = Math.ceil((when - now()) * 1000);
  const timer = setTimeout(callback, Math.min(Math.max(milliseconds, 0), LONGEST_MILLISECONDS));
  return () => clearTimeout(timer);
}
