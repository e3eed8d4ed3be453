/**
 * What Jest loads before each test file where the preset is used: from then on, tests and hooks that are declared and
 * are coroutine functions run on virtual time, whether `test` is a global or comes from "@jest/globals".
 */
import { onVirtualTime } from "./virtual-time.ts";

/** The event by which jest-circus tells of a test or hook before it notes it down; other events have other fields. */
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

/** Timers of Jest, of its reporters and of a test's time limit, which wake no loop: the fewest seen at one time. */
let runnerTimers = countTimers() + 1;

// Before the handlers that are there, one of which notes the test down.
handlers.unshift((event: DeclarationEvent) => {
  if (event.name === "test_fn_start") runnerTimers = Math.min(runnerTimers, countTimers() + 1);
  if (event.name !== "add_test" && event.name !== "add_hook") return;
  const { concurrent } = event;
  event.fn = onVirtualTime(event.fn, () => ({ runnerTimers: concurrent ? 0 : runnerTimers }));
});
