/** traps: 132 */

import { RuntimeError, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const group = new TaskGroup();
  await within(group, async () => {
    try {
      await within(group, async () => trace("not reached"));
    } catch (error) {
      if (error instanceof RuntimeError) trace("refused inside");
    }
  });
  try {
    await within(group, async () => trace("not reached"));
  } catch (error) {
    if (error instanceof RuntimeError) trace("refused afterwards");
  }
}
