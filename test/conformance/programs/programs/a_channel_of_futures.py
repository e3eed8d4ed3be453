"""A rendezvous channel built from futures alone: senders and receivers meet in order."""

import asyncio


class Channel:
    def __init__(self):
        self.receivers, self.senders = [], []

    async def send(self, value):
        while self.receivers:
            receiver = self.receivers.pop(0)
            if not receiver.done():
                receiver.set_result(value)
                return
        taken = asyncio.get_running_loop().create_future()
        self.senders.append((value, taken))
        await taken

    async def receive(self):
        while self.senders:
            value, taken = self.senders.pop(0)
            if not taken.done():
                taken.set_result(None)
                return value
        receiver = asyncio.get_running_loop().create_future()
        self.receivers.append(receiver)
        return await receiver


async def sender(trace, channel, name, values, pause):
    for value in values:
        await asyncio.sleep(pause)
        await channel.send([name, value])
        trace("sent", name, value)


async def receiver(trace, channel, name):
    while True:
        trace("received", name, await channel.receive())
        await asyncio.sleep(0.3)


async def main(trace):
    channel = Channel()
    receivers = [asyncio.create_task(receiver(trace, channel, name)) for name in "xy"]
    await asyncio.gather(sender(trace, channel, "a", [1, 2, 3], 0.1), sender(trace, channel, "b", [1, 2], 0.2))
    for task in receivers:
        task.cancel()
    done, pending = await asyncio.wait(receivers)
    trace("receivers", [task.cancelled() for task in receivers], len(done), len(pending))
