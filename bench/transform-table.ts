/** Prints times as megabytes a second. Nothing here measures. */
import Table from "cli-table3";

/** One row a tool: the median, the slowest and the fastest, and how many times as long as the first it takes. */
export function table(
  names: readonly string[],
  times: readonly (readonly number[])[],
  bytes: number,
): string {
  const head = ["tool", "MB/s", "slowest", "fastest", "time of transform() / its time"];
  const rows = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ["left", "right", "right", "right", "right"],
  });
  const speed = (milliseconds: number) => (bytes / 1000 / milliseconds).toFixed(1);
  const first = middle(times[0] ?? []);
  for (const [index, name] of names.entries()) {
    const sorted = [...(times[index] ?? [])].sort((a, b) => a - b);
    const [fastest = Number.NaN, slowest = Number.NaN] = [sorted[0], sorted.at(-1)];
    const median = middle(sorted);
    rows.push([name, speed(median), speed(slowest), speed(fastest), (first / median).toFixed(2)]);
  }
  return rows.toString();
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}
