/** The tests that are asked about mutants: those of the runtime that need no process and no real seconds. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/runtime/*.test.ts"],
    exclude: ["test/runtime/depth.test.ts", "test/runtime/stores.test.ts", "test/runtime/index.test.ts"],
    testNamePattern: /^(?!.*(Ctrl-C|on the real host|a process|a module that imports nothing else))/,
    testTimeout: 5_000,
  },
});
