import asyncio
from conformance import Random


class ReadWriteLock:
    def __init__(self):
        self.condition, self.readers, self.writing = asyncio.Condition(), 0, False

    async def read(self, body):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing)
            self.readers += 1
        try:
            return await body()
        finally:
            async with self.condition:
                self.readers -= 1
                self.condition.notify_all()

    async def write(self, body):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True
        try:
            return await body()
        finally:
            async with self.condition:
                self.writing = False
                self.condition.notify_all()


async def main(trace):
    lock, random, state = ReadWriteLock(), Random(11), {"value": 0}

    async def reader(n):
        await asyncio.sleep(random.below(8) / 4)

        async def body():
            before = state["value"]
            await asyncio.sleep(0.5)
            trace("read", n, before == state["value"], lock.readers)

        await lock.read(body)

    async def writer(n):
        await asyncio.sleep(random.below(8) / 4)

        async def body():
            state["value"] += 1
            await asyncio.sleep(0.75)
            trace("wrote", n, state["value"], lock.readers)

        await lock.write(body)

    tasks = [asyncio.create_task(reader(n) if n % 3 else writer(n)) for n in range(12)]
    await asyncio.sleep(1.25)
    tasks[3].cancel()
    tasks[4].cancel()
    await asyncio.wait(tasks)
    trace("in the end", lock.readers, lock.writing, [task.cancelled() for task in tasks])
