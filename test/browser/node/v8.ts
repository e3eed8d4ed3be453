/** Flags are given to the browser when it starts (vitest.config.ts). */
export function setFlagsFromString(): void {}
