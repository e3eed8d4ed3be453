// Where objects were made: what debug mode remembers of futures, tasks, handles and coroutines.
// Not here: whether debug mode is on (the loop says), and what is reported (loop.ts, unawaited.ts).
// Invariant: nothing is remembered of what was made outside of debug mode.

const origins = new WeakMap<object, readonly string[]>();

/** Remembers where `object` is made. */
export function recordOrigin(object: object): void {
  origins.set(object, userCalls(new Error().stack));
}

/** The calls that led to the making of `object`, the innermost last as in Python; undefined without debug mode. */
export function originOf(object: object): readonly string[] | undefined {
  return origins.get(object);
}

/** The key of asyncio's reports that tells where their subject was made; nothing without debug mode. */
export function sourceTraceback(object: object): { sourceTraceback?: readonly string[] } {
  const calls = originOf(object);
  return calls === undefined ? {} : { sourceTraceback: calls };
}

/** The end of an object's text: where it was made, if that is known. */
export function createdAt(object: object): string {
  const place = /([^\s(]+:\d+:\d+)\)?$/.exec(originOf(object)?.at(-1) ?? "")?.[1];
  return place === undefined ? "" : ` created at ${place}`;
}

/** The folder of the runtime, as this host's stacks spell it; undefined in a bundle, which holds the program too. */
export const ownFolder = /([^\s(]*\/)debug\.[jt]s(?:\?\S*)?:\d/.exec(new Error().stack ?? "")?.[1];

/** The calls of a stack that are neither ours nor the engine's, the innermost last; the compiler's `f$` is called `f`. */
function userCalls(stack: string | undefined): string[] {
  return (stack ?? "")
    .split("\n")
    .filter((line) => /:\d+:\d+/.test(line) && !(ownFolder && line.includes(ownFolder)))
    .map((line) => line.trim().replace(/\$ \(/, " ("))
    .reverse();
}
