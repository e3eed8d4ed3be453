import { Condition, createTask, gather, sleep, wait } from "tsyncio";
import { Random, type Trace, within } from "../conformance.ts";

class Elevator {
  readonly trace: Trace;
  floor = 0;
  readonly calls = new Map<number, string[]>();
  readonly changed = new Condition();

  constructor(trace: Trace) {
    this.trace = trace;
  }

  async run(): Promise<never> {
    for (;;) {
      const target = (await within(this.changed, async () => {
        await this.changed.waitFor(() => this.calls.size > 0);
        const away = (floor: number) => Math.abs(floor - this.floor);
        return [...this.calls.keys()].sort((a, b) => away(a) - away(b) || a - b)[0];
      })) as number;
      await sleep(Math.abs(target - this.floor));
      this.floor = target;
      await within(this.changed, async () => {
        this.trace("at", target, this.calls.get(target));
        this.calls.delete(target);
        this.changed.notifyAll();
      });
    }
  }

  async call(name: string, floor: number): Promise<void> {
    await within(this.changed, async () => {
      this.calls.set(floor, [...(this.calls.get(floor) ?? []), name]);
      this.changed.notifyAll();
      await this.changed.waitFor(() => this.floor === floor && !this.calls.has(floor));
    });
  }
}

async function person(elevator: Elevator, random: Random, name: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await sleep(random.below(6));
    await elevator.call(name, random.below(7));
  }
}

export async function main(trace: Trace): Promise<void> {
  const elevator = new Elevator(trace);
  const engine = createTask(elevator.run());
  await gather(...["ann", "bob", "cy"].map((name, n) => person(elevator, new Random(n + 2), name)));
  engine.cancel();
  await wait([engine]);
  trace("stands", elevator.floor, elevator.calls.size, elevator.changed.locked());
}
