/**
 * What Vitest loads before each test file: with the option `globals`, the functions that declare tests and hooks are
 * put in place of Vitest's own here, too. Without it there are none, and nothing is done.
 */
import * as wrapped from "./vitest-api.ts";

const { test, it, beforeAll, beforeEach, afterEach, afterAll } = wrapped;

if ("test" in globalThis) {
  Object.assign(globalThis, { test, it, beforeAll, beforeEach, afterEach, afterAll });
}
