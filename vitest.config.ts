import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // These install what they need: `npm run test:hosts`.
    exclude: ["**/node_modules/**", "test/hosts/tools/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
