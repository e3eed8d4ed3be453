import { ContextVar, copyContext, type createTask, currentTask, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

const variable = new ContextVar("var", { default: "outside" });

async function child(seconds: number, value: string): Promise<unknown[]> {
  await sleep(seconds);
  return [value, variable.get(), currentTask()?.getName()];
}

export async function main(trace: Trace): Promise<void> {
  const context = copyContext();
  context.run(() => variable.set("given"));
  const tasks: ReturnType<typeof createTask<unknown[]>>[] = [];
  await within(new TaskGroup(), async (group) => {
    tasks.push(
      group.createTask(child(2, "first"), { name: "one" }),
      group.createTask(child(1, "second"), { name: "two", context }),
      group.createTask(child(0, "third"), { name: "three", eagerStart: true }),
    );
    trace("in the block", ...tasks.map((task) => task.done()));
  });
  trace("after it", ...tasks.map((task) => task.result()));
  await within(new TaskGroup(), async () => trace("an empty group"));
  trace("ends at once");
}
