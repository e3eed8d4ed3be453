"""traps: 158, 160, 161"""

import asyncio


from conformance import Random, turns


async def worker(trace, random, semaphore, name):
    for _ in range(4):
        try:
            await turns(random.below(3))
            async with semaphore:
                trace("has one", name)
                await turns(random.below(4))
            trace("gave it back", name, semaphore.locked())
        except asyncio.CancelledError:
            trace("cancelled", name, semaphore.locked())


async def main(trace):
    for seed in range(1, 16):
        random = Random(seed)
        semaphore = asyncio.BoundedSemaphore(1 + random.below(3))
        tasks = [asyncio.create_task(worker(trace, random, semaphore, name)) for name in "abcdef"]
        for _ in range(40):
            await turns(random.below(3))
            tasks[random.below(6)].cancel()
        await asyncio.wait(tasks)
        trace("end", seed, semaphore.locked())
