/**
 * `tsyncio/testing/jest`: a preset of Jest. Files are compiled by `tsyncio/jest`, and tests and hooks that are
 * coroutine functions run on virtual time (jest-setup.ts). Jest looks for it as `tsyncio/testing/jest/jest-preset`.
 */
import { fileURLToPath } from "node:url";

/** What the preset sets of Jest's configuration. */
export interface JestPreset {
  readonly transform: Readonly<Record<string, string>>;
  readonly transformIgnorePatterns: readonly string[];
  readonly setupFilesAfterEnv: readonly string[];
}

/** This file is `jest-preset.ts` among the sources and `jest-preset.js` in the package: so are its neighbours. */
function beside(name: string): string {
  return fileURLToPath(new URL(name + import.meta.url.slice(-3), import.meta.url));
}

/**
 * The preset: a test or hook that is a coroutine function runs by `runVirtual`. It begins at time 0, sleeps without any
 * waiting, leaves no task behind, and a deadlock is an error. Needs Jest 30 with its own test runner, jest-circus.
 *
 * @example
 * ```js
 * // jest.config.js
 * export default { preset: "tsyncio/testing/jest" };
 * ```
 */
const preset: JestPreset = {
  transform: { "\\.[cm]?[jt]sx?$": beside("jest") },
  // The runtime is an ES module; pnpm keeps it one folder deeper.
  transformIgnorePatterns: ["/node_modules/(?!(\\.pnpm/[^/]+/node_modules/)?tsyncio/)"],
  setupFilesAfterEnv: [beside("jest-setup")],
};
export default preset;
