// Making coroutine functions and async generator functions of the methods of objects and classes.
// Not here: making one of a single function (coroutines.ts, asyncgenerators.ts).
// Invariant: no getter is called, and what is no generator function stays what it is.

import { coroutine } from "./coroutines.ts";

const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor as FunctionConstructor;

/** Marks the generator function that an object has of its own under a key; leaves all else alone. */
export function markOwn(holder: object, key: PropertyKey, mark: (fn: never) => unknown = coroutine): void {
  // The descriptor, since reading the property might call a getter that has taken the method's place.
  const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
  if (value instanceof GeneratorFunction) mark(value as never);
}

/** Marks methods of a class by key: those of its instances. */
export function methods(cls: { readonly prototype: object }, keys: readonly PropertyKey[]): void {
  keys.forEach((key) => void markOwn(cls.prototype, key));
}
