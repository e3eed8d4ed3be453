/** The tests of the runtime in Chromium: same files, with the host that bundles for browsers get. */
import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { files, pattern } from "./node-only.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const standIns = ["child_process", "v8", "vm", "util", "events", "timers/promises"];

export default defineConfig({
  root: here("../../"),
  cacheDir: here("../../build/browser/"),
  resolve: {
    alias: [
      { find: /^.*\/hosts\/(node|stores)\.ts$/, replacement: here("../../runtime/hosts/browser.ts") },
      ...standIns.map((name) => ({
        find: `node:${name}`,
        replacement: here(`node/${name.replace("/", "-")}.ts`),
      })),
    ],
  },
  optimizeDeps: { include: ["typescript"] },
  test: {
    include: ["test/runtime/**/*.test.ts", "test/browser/**/*.page.ts"],
    exclude: Object.keys(files),
    testNamePattern: pattern(),
    setupFiles: here("node/setup.ts"),
    testTimeout: 60_000,
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
          args: [
            ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
            ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
            ...["--enable-precise-memory-info", "--js-flags=--expose-gc"],
          ],
        },
      }),
      instances: [{ browser: "chromium" }],
    },
  },
});
