/** Which listeners a signal has: browsers do not tell, so they are counted from when this module is loaded. */

const listeners = new WeakMap<EventTarget, Set<unknown>>();
const { addEventListener, removeEventListener } = AbortSignal.prototype;

function of(target: EventTarget): Set<unknown> {
  const set = listeners.get(target) ?? new Set();
  listeners.set(target, set);
  return set;
}

AbortSignal.prototype.addEventListener = function (this: AbortSignal, ...given: unknown[]) {
  of(this).add(given[1]);
  return Reflect.apply(addEventListener, this, given);
};

AbortSignal.prototype.removeEventListener = function (this: AbortSignal, ...given: unknown[]) {
  of(this).delete(given[1]);
  return Reflect.apply(removeEventListener, this, given);
};

export function getEventListeners(target: EventTarget): unknown[] {
  return [...of(target)];
}
