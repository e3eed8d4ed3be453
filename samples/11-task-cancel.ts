// Cancelling a task: CancelledError is thrown where it waits. It cleans up and rethrows; an ordinary
// handler that does not name CancelledError never sees it; who awaits the task is told.
import { CancelledError, createTask, run, sleep } from "tsyncio";

async function nap(): Promise<void> {
  try {
    await sleep(3600);
  } catch (error) {
    console.log(`something went wrong: ${error}`);
  }
}

async function careful(): Promise<void> {
  console.log("asleep for an hour");
  try {
    await nap();
  } catch (error) {
    if (error instanceof CancelledError) console.log(`woken: ${error.message}`);
    throw error;
  } finally {
    console.log("the bed is made");
  }
}

async function main(): Promise<void> {
  const task = createTask(careful());
  await sleep(0.02);

  console.log(`cancel() asks: ${task.cancel("breakfast") ? "yes" : "no"}`);
  console.log(`not cancelled yet: ${task.cancelled() ? "cancelled" : "pending"}`);
  try {
    await task;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    console.log("main is told by CancelledError");
  }
  console.log(`afterwards: ${task.cancelled() ? "cancelled" : "pending"}`);
}

await run(main());
