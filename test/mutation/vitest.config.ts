/**
 * The tests that are asked about mutants: the pairs, and those of the runtime that need neither a process, nor real
 * time, nor thousands of tasks, which would take longer than all others.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const runtime = (path: string) => fileURLToPath(new URL(`../../runtime/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tsyncio$/, replacement: runtime("index.ts") },
      { find: /^tsyncio\/compiled$/, replacement: runtime("compiled.ts") },
      { find: /^tsyncio\/testing$/, replacement: runtime("testing/index.ts") },
      // The pairs come compiled (record.ts), so nothing here calls the transform.
      { find: /^tsyncio\/transform$/, replacement: runtime("index.ts") },
    ],
  },
  test: {
    include: ["test/runtime/*.test.ts", "test/runtime/testing/*.test.ts", "test/mutation/pairs.ts"],
    exclude: ["test/runtime/depth.test.ts", "test/runtime/index.test.ts"],
    testNamePattern:
      /^(?!.*(Ctrl-C|on the real host|a process|a module that imports nothing else|thousands|[0-9]0,000|a step takes long))/,
    testTimeout: 5_000,
    // A worker for each file would start some ten thousand times; a mutant has a worker of its own anyway.
    isolate: false,
  },
});
