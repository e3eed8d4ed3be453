/** A virtual loop for each test of a file, and what its exception handler was told. */
import { afterEach, beforeEach } from "vitest";
import type { ExceptionContext } from "../../../runtime/index.ts";
import { VirtualEventLoop } from "../../../runtime/testing/index.ts";

export let loop: VirtualEventLoop;
export let reports: ExceptionContext[];

/** Call it at the top of a test file; `loop` and `reports` are then new for each test. */
export function useVirtualLoop(): void {
  beforeEach(() => {
    reports = [];
    loop = new VirtualEventLoop();
    loop.setExceptionHandler((_loop, context) => void reports.push(context));
  });

  afterEach(() => loop.close());
}
