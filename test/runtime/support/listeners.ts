/** What waits for a signal: for tests of what has let go of it. */
import { getEventListeners } from "node:events";

export function listenersOf(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}
