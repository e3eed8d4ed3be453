/**
 * The spellings of a key; see `Key` in plan.ts.
 */
import type { Key } from "./plan.ts";

/** In a class or an object literal: `m`, `"a b"`, `1`, `[Symbol.iterator]`, `[key]`. */
export function keyInLiteral({ form, text }: Key): string {
  if (form === "symbol") return `[Symbol.${text}]`;
  if (form === "temporary") return `[${text}]`;
  if (form !== "string") return text;
  return text === "__proto__" ? `["__proto__"]` : quoted(text);
}

/** After an object: `.m`, `["a b"]`, `[1]`, `[Symbol.iterator]`, `[key]`, `.#m`. */
export function keyAccess(key: Key): string {
  const isName = key.form === "identifier" || key.form === "private";
  return isName ? `.${key.text}` : `[${keyValue(key)}]`;
}

/** In a list of keys: `"m"`, `"a b"`, `1`, `Symbol.iterator`, `key`; a private method is reached from inside, `() => this.#m`. */
export function keyValue({ form, text }: Key): string {
  if (form === "identifier" || form === "string") return quoted(text);
  if (form === "symbol") return `Symbol.${text}`;
  return form === "private" ? `() => this.${text}` : text;
}

/** JSON allows two line breaks in a string that would end a line of the source. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
