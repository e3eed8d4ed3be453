/** A browser's console has no `inspect`: what tests it is named in node-only.ts. */
export const inspect = Object.assign(String, { custom: Symbol.for("nodejs.util.inspect.custom") });
