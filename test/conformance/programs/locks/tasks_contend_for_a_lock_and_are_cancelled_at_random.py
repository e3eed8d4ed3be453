"""traps: 149, 150"""

import asyncio


from conformance import Random, turns


async def worker(trace, random, lock, name):
    for _ in range(4):
        try:
            await turns(random.below(3))
            async with lock:
                trace("holds", name)
                await turns(random.below(4))
            trace("released", name, lock.locked())
        except asyncio.CancelledError:
            trace("cancelled", name, lock.locked())


async def main(trace):
    for seed in range(1, 16):
        random = Random(seed)
        lock = asyncio.Lock()
        tasks = [asyncio.create_task(worker(trace, random, lock, name)) for name in "abcdef"]
        for _ in range(40):
            await turns(random.below(3))
            tasks[random.below(6)].cancel()
        await asyncio.wait(tasks)
        trace("end", seed, lock.locked())
