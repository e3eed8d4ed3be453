/** The only code that tests run in another context: what gives them the collector. */
export function runInNewContext(code: "gc"): unknown {
  return (globalThis as unknown as Record<string, unknown>)[code];
}
