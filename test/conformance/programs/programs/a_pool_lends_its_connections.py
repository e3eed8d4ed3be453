import asyncio
from conformance import Random


class Pool:
    def __init__(self, size):
        self.semaphore, self.free, self.lent = asyncio.BoundedSemaphore(size), [f"c{n}" for n in range(size)], 0

    async def __aenter__(self):
        await self.semaphore.acquire()
        self.lent += 1
        return self.free.pop(0)

    def give_back(self, connection):
        self.lent -= 1
        self.free.append(connection)
        self.semaphore.release()


async def client(trace, pool, random, name):
    for lap in range(3):
        await asyncio.sleep(random.below(4) / 4)
        try:
            async with asyncio.timeout(0.75):
                connection = await pool.__aenter__()
                try:
                    await asyncio.sleep(random.below(5) / 4)
                    trace("served", name, lap, connection)
                finally:
                    pool.give_back(connection)
        except TimeoutError:
            trace("timed out", name, lap, pool.lent)


async def main(trace):
    pool = Pool(2)
    tasks = [asyncio.create_task(client(trace, pool, Random(n + 3), name)) for n, name in enumerate("abcde")]
    await asyncio.sleep(1)
    tasks[2].cancel()
    await asyncio.wait(tasks)
    trace("all are back", pool.lent, sorted(pool.free), pool.semaphore.locked())
