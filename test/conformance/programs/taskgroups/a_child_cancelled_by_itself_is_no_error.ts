/** traps: 125 */

import { sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  let tell: (() => void) | undefined;
  await within(new TaskGroup(), async (group) => {
    const first = group.createTask(sleep(10));
    const second = group.createTask(sleep(2, "second"));
    await sleep(1);
    first.cancel();
    await sleep(0);
    const third = group.createTask(sleep(2, "third"));
    tell = () => trace("done", first.cancelled(), second.result(), third.result());
  });
  tell?.();
}
