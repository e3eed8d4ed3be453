import asyncio
from conformance import Random


class Elevator:
    def __init__(self, trace):
        self.trace, self.floor, self.calls, self.changed = trace, 0, {}, asyncio.Condition()

    async def run(self):
        while True:
            async with self.changed:
                await self.changed.wait_for(lambda: self.calls)
                target = min(self.calls, key=lambda floor: (abs(floor - self.floor), floor))
            await asyncio.sleep(abs(target - self.floor))
            self.floor = target
            async with self.changed:
                waiting = self.calls.pop(target)
                self.trace("at", target, waiting)
                self.changed.notify_all()

    async def call(self, name, floor):
        async with self.changed:
            self.calls.setdefault(floor, []).append(name)
            self.changed.notify_all()
            await self.changed.wait_for(lambda: self.floor == floor and floor not in self.calls)


async def person(elevator, random, name):
    for _ in range(3):
        await asyncio.sleep(random.below(6))
        await elevator.call(name, random.below(7))


async def main(trace):
    elevator = Elevator(trace)
    engine = asyncio.create_task(elevator.run())
    await asyncio.gather(*(person(elevator, Random(n + 2), name) for n, name in enumerate(["ann", "bob", "cy"])))
    engine.cancel()
    await asyncio.wait([engine])
    trace("stands", elevator.floor, len(elevator.calls), elevator.changed.locked())
