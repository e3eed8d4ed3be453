/**
 * What Jest loads before each test file where the preset is used: from then on, tests and hooks that are declared and
 * are coroutine functions run on virtual time, whether `test` is a global or comes from "@jest/globals".
 */
import { onVirtualTime } from "./virtual-time.ts";

/** What jest-circus tells of a test or hook before it notes it down; of other events, other things. */
interface DeclarationEvent {
  readonly name: string;
  fn?: unknown;
  /** Tests that run beside others are begun before the first of them gets a time limit. */
  readonly concurrent?: boolean;
}

/** jest-circus keeps its handlers under this name, so that a second copy of it in the test's realm finds them. */
const handlers = (globalThis as { [key: symbol]: unknown })[Symbol.for("EVENT_HANDLERS")];

if (!Array.isArray(handlers)) {
  throw new Error(
    "tsyncio/testing/jest needs Jest 30 with the test runner jest-circus: leave the option testRunner out, or take the transformer tsyncio/jest, which runs tests on real time",
  );
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}

/** Jest's own, its reporters' and the time limit of a test, which wake no loop: as few as were seen at one time. */
let runnerTimers = countTimers() + 1;

// First, since the handler that notes a test down is there already.
handlers.unshift((event: DeclarationEvent) => {
  if (event.name === "test_fn_start") runnerTimers = Math.min(runnerTimers, countTimers() + 1);
  if (event.name !== "add_test" && event.name !== "add_hook") return;
  const { concurrent } = event;
  event.fn = onVirtualTime(event.fn, () => ({ runnerTimers: concurrent ? 0 : runnerTimers }));
});
