/** A few seconds of the soak: it ends well, and a leak that is planted in it is caught. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../bench/soak.ts", import.meta.url));

function soak(...options: string[]): { code: number | null; output: string } {
  const args = [program, "--minutes", "0.03", "--live", "2000", ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: 100_000,
  });
  return { code: status, output: stdout + stderr };
}

test("mixed load loses no task, and leaves the heap as it was", { timeout: 110_000 }, () => {
  const { code, output } = soak();
  expect(output).toContain('"lost":0');
  expect(output).toMatch(/lateness of native timers: p50 [\d.]+ ms, p99 [\d.]+ ms/);
  expect(output).not.toContain("FAULT");
  expect(code).toBe(0);
});

test("a leak makes it fail", { timeout: 110_000 }, () => {
  const { code, output } = soak("--leak");
  expect(output).toMatch(/FAULT the heap grew by/);
  expect(code).toBe(1);
});
