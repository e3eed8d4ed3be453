/** A rendezvous channel built from futures alone: senders and receivers meet in order. */

import { createTask, type Future, gather, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Channel<T> {
  #receivers: Future<T>[] = [];
  #senders: [T, Future<void>][] = [];

  async send(value: T): Promise<void> {
    for (let receiver = this.#receivers.shift(); receiver; receiver = this.#receivers.shift()) {
      if (receiver.done()) continue;
      receiver.setResult(value);
      return;
    }
    const taken = getRunningLoop().createFuture<void>();
    this.#senders.push([value, taken]);
    await taken;
  }

  async receive(): Promise<T> {
    for (let sender = this.#senders.shift(); sender; sender = this.#senders.shift()) {
      const [value, taken] = sender;
      if (taken.done()) continue;
      taken.setResult(undefined);
      return value;
    }
    const receiver = getRunningLoop().createFuture<T>();
    this.#receivers.push(receiver);
    return await receiver;
  }
}

type Message = [name: string, value: number];

async function sender(
  trace: Trace,
  channel: Channel<Message>,
  name: string,
  values: number[],
  pause: number,
) {
  for (const value of values) {
    await sleep(pause);
    await channel.send([name, value]);
    trace("sent", name, value);
  }
}

async function receiver(trace: Trace, channel: Channel<Message>, name: string): Promise<never> {
  while (true) {
    trace("received", name, await channel.receive());
    await sleep(0.3);
  }
}

export async function main(trace: Trace): Promise<void> {
  const channel = new Channel<Message>();
  const receivers = [..."xy"].map((name) => createTask(receiver(trace, channel, name)));
  await gather(sender(trace, channel, "a", [1, 2, 3], 0.1), sender(trace, channel, "b", [1, 2], 0.2));
  for (const task of receivers) task.cancel();
  const [done, pending] = await wait(receivers);
  trace(
    "receivers",
    receivers.map((task) => task.cancelled()),
    done.size,
    pending.size,
  );
}
