/** Each pair of programs as a test: the compiled half must trace what CPython did when record.ts ran it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { difference } from "../conformance/pairs.ts";
import type { TraceEvent } from "../conformance/programs/conformance.ts";
import { traceOf } from "../conformance/typescript.ts";

interface Recorded {
  readonly name: string;
  readonly trace: TraceEvent[];
}

const recorded = new URL("recorded/", import.meta.url);
const traces: Record<string, Recorded> = JSON.parse(readFileSync(new URL("traces.json", recorded), "utf8"));

test.each(Object.entries(traces))("%s", async (file, { trace }) => {
  const program: Parameters<typeof traceOf>[0] = await import(new URL(`programs/${file}`, recorded).pathname);
  expect(difference(trace, await traceOf(program))).toBeUndefined();
});
